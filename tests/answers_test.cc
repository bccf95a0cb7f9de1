#include "indexer/note/answers.h"

#include <ostream>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "indexer/formats/reader.h"
#include "indexer/note/questions.h"
#include "tests/catch.h"
#include "tests/indexed_notes.h"

using crib::names_answer;
using crib::Note;
using crib::Question;

namespace {

using Strings = std::vector<std::string>;

Note read(const std::string& text) { return crib::read_note(text, "quiz.md"); }

// Each section as "first-last above › title".
Strings sections(const std::string& text) {
    Strings result;
    for (const crib::Section& section : read(text).sections) {
        if (section.level == 0) continue;
        Strings path = section.breadcrumb;
        path.push_back(section.title);
        result.push_back(
            fmt::format("{}-{} {}", section.place.line, section.end_line, fmt::join(path, " › ")));
    }
    return result;
}

// Each question as "group: question".
Strings groups(const std::string& text) {
    Strings result;
    for (const Question& question : crib::find_questions(read(text)))
        result.push_back(question.group + ": " + question.text);
    return result;
}

}  // namespace

TEST_CASE("a heading names an answer if it says nothing else") {
    for (const char* heading :
         {"Answer", "Answer: C", "ANSWERS", "Solution 2", "Answer B", "The correct answer: 12",
          "✅ Answer (click)", "Answer and explanation", "Réponse", "Lösung 3:", "Ответ", "答案",
          "Hint"}) {
        CAPTURE(heading);
        CHECK(names_answer(heading));
    }
    for (const char* heading :
         {"", "C", "The", "Answering machines", "Solution architecture", "Answers to complaints",
          "Hints for cooks", "What is the answer?", "Short and sharp", "2"}) {
        CAPTURE(heading);
        CHECK_FALSE(names_answer(heading));
    }
}

TEST_CASE("an answer's heading belongs to the question above it, whatever its rank") {
    const std::string quiz =
        "# Quiz\n\n## Ropes\n\n###### 1. Which rope floats?\n\nA or B.\n\n#### Answer: B\n\nHemp.\n"
        "\n##### Why\n\nIt is light.\n\n###### 2. Which one sinks?\n\n#### Answer: A\n\nWire.\n\n"
        "## Anchors\n\nThey sink.\n";
    CHECK(sections(quiz) ==
          Strings{"1-25 Quiz", "3-22 Quiz › Ropes", "5-16 Quiz › Ropes › Which rope floats?",
                  "9-16 Quiz › Ropes › Which rope floats? › Answer: B",
                  "13-16 Quiz › Ropes › Which rope floats? › Answer: B › Why",
                  "17-22 Quiz › Ropes › Which one sinks?",
                  "19-22 Quiz › Ropes › Which one sinks? › Answer: A", "23-25 Quiz › Anchors"});
    CHECK(groups(quiz) == Strings{"Ropes: Which rope floats?", "Ropes: Which one sinks?"});
}

TEST_CASE("an answer ends where a heading of its rank or above begins") {
    CHECK(sections("# Quiz\n### What floats?\n### Answer\nHemp.\n### Notes\n## End\n") ==
          Strings{"1-6 Quiz", "2-4 Quiz › What floats?", "3-4 Quiz › What floats? › Answer",
                  "5-5 Quiz › Notes", "6-6 Quiz › End"});
    CHECK(sections("### What floats?\n# Hint\nNot iron.\n# Solution\nHemp.\n# Rest\n") ==
          Strings{"1-5 quiz › What floats?", "2-3 quiz › What floats? › Hint",
                  "4-5 quiz › What floats? › Solution", "6-6 quiz › Rest"});
}

TEST_CASE("a heading like an answer's is none if no question stands above it") {
    CHECK(sections("# Ropes\n## Problem\nThey rot.\n## Solution\nTar.\n") ==
          Strings{"1-5 Ropes", "2-3 Ropes › Problem", "4-5 Ropes › Solution"});
}

TEST_CASE("a question's group is the nearest heading above in rank that is no question") {
    CHECK(groups("# Knots\n## Bends\n### What is a bend?\n#### How is it tied?\n#### Details\n"
                 "##### Why so?\n## What next?\n") ==
          Strings{"Bends: What is a bend?", "Bends: How is it tied?", "Details: Why so?",
                  "Knots: What next?"});
    CHECK(groups("#### What is a bend?\n## Answer\n- Does it slip?\n") ==
          Strings{"quiz: What is a bend?", "quiz: Does it slip?"});
}

TEST_CASE("a group of questions may be called Answers") {
    CHECK(groups("# FAQ\n## Asked often\n- Why?\n## Answers\n### What is a bend?\n- Why so?\n") ==
          Strings{"Asked often: Why?", "Answers: What is a bend?", "What is a bend?: Why so?"});
}

TEST_CASE("a question leads to its answer, too, and has its words") {
    const crib::IndexedNotes notes(crib::NoteTexts{
        {"a.md", "###### What floats?\n\n#### Answer: B\n\nHemp.\n\n#### Other\n\nJute.\n"}});
    CHECK(notes.xapian().get_termfreq("hemp") == 2);  // the question and its answer
    CHECK(notes.xapian().get_termfreq("jute") == 1);
}
