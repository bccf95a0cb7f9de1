#include "indexer/note/numbering.h"

#include "tests/catch.h"

using crib::without_number;

TEST_CASE("a number before a text is no part of it") {
    for (const char* text : {"12. What is it?",
                             "3) What is it?",
                             "3.1. What is it?",
                             "(4) What is it?",
                             "#5. What is it?",
                             "Q. What is it?",
                             "Q: What is it?",
                             "Q1. What is it?",
                             "q2) What is it?",
                             "Q3: What is it?",
                             "Q-4. What is it?",
                             "Q 5 - What is it?",
                             "Q.6 What is it?",
                             "Q7 — What is it?",
                             "P26. What is it?",
                             "Question 4: What is it?",
                             "Question #4 - What is it?",
                             "QUESTION: What is it?",
                             "Question 9 What is it?",
                             "⭐ Q5: What is it?",
                             "1. Q: What is it?",
                             "Frage 2: What is it?",
                             "Вопрос 3. What is it?",
                             "问题1：What is it?",
                             "Q1.2. What is it?"}) {
        CAPTURE(text);
        CHECK(without_number(text) == "What is it?");
    }
}

TEST_CASE("a text that only begins like a number stays as it is") {
    for (const char* text : {"",
                             "12.",
                             "Q1.",
                             "Q:",
                             "Q",
                             "3.11 changes",
                             ".5 apples",
                             "12 monkeys",
                             "Q4 results",
                             "Q-learning",
                             "Q. ",
                             "P value",
                             "P: the class",
                             "PowerShell 7.2",
                             "Questions and answers",
                             "Question time",
                             "Query 4: a join",
                             "Quality: first",
                             "(a) first",
                             "#tag",
                             "Q&A: rules",
                             "2FA, why?",
                             "Soruyu sor"}) {
        CAPTURE(text);
        CHECK(without_number(text) == text);
    }
}

TEST_CASE("a label says that a question follows, and a number does not") {
    CHECK(crib::size_of_question_label("Q1. Why") == 4);
    CHECK(crib::size_of_question_label("Question: Why") == 10);
    CHECK(crib::size_of_question_label("1. Why") == 0);
    CHECK(crib::size_of_question_label("P2. Why") == 0);
}
