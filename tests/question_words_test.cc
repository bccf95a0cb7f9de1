#include "indexer/note/question_words.h"

#include "tests/catch.h"

TEST_CASE("a text asks where it ends in a question") {
    for (const char* text : {"Why?", "What is it ? ", "(Why?) -", "\"Why?\"", "为什么？", "ما هي؟",
                             "Why?! ", "Why, **why**?**", "Why? (hard)", "What is C++?"}) {
        CAPTURE(text);
        CHECK(crib::asks(text));
    }
    for (const char* text : {"", "?", "??", "What is it", "Ctrl+?", "a question mark (?)",
                             "Lost? Look here.", "(*) or (?)", "the operators ?. and ?[]",
                             "none of ( ) | ? *", "Is it full? If so, empty it."}) {
        CAPTURE(text);
        CHECK_FALSE(crib::asks(text));
    }
}

TEST_CASE("a question opens with one of few words") {
    // A no-break space counts as a space.
    CHECK(crib::opens_like_question("What\u00A0is it"));
    for (const char* text : {"What is it", "  (How to do it", "Explain it, please", "when to go",
                             "Where do they lie"}) {
        CAPTURE(text);
        CHECK(crib::opens_like_question(text));
    }
    for (const char* text : {"", "What", "What now", "Whatever it is", "Install it all",
                             "When making a view, go", "Where-Object of it"}) {
        CAPTURE(text);
        CHECK_FALSE(crib::opens_like_question(text));
    }
}

TEST_CASE("separators are cut off the end of a question") {
    CHECK(crib::ends_in_separator("Why? → "));
    CHECK_FALSE(crib::ends_in_separator("Why?"));
    CHECK(crib::without_separators("Why? — · (") == "Why?");
    CHECK(crib::without_separators(" - ").empty());
}

TEST_CASE("words that only join links are not prose") {
    CHECK(crib::only_joins_links(" · and, see also (1) "));
    CHECK_FALSE(crib::only_joins_links(" explains it"));
    CHECK_FALSE(crib::only_joins_links(" über"));
    CHECK(crib::ends_in_small_word("For more, see"));
    CHECK_FALSE(crib::ends_in_small_word("Copying"));
}

TEST_CASE("a label that leads around the page is navigation") {
    for (const char* label :
         {"⬆ Back to Top", "↑", "Back to top ↑", "top", "« Previous", "Next »"}) {
        CAPTURE(label);
        CHECK(crib::is_navigation(label));
    }
    for (const char* label : {"Topics", "1", "Back to the future", "→ Copies"}) {
        CAPTURE(label);
        CHECK_FALSE(crib::is_navigation(label));
    }
}
