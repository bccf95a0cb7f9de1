#include "query/printing/styled.h"

#include <string>
#include <vector>

#include "tests/catch.h"

using crib::StyledText;
using Lines = std::vector<std::string>;

namespace {

StyledText sample() {
    StyledText text;
    text.append("one ");
    text.append("two three", "1");
    text.append(" four");
    return text;
}

}  // namespace

TEST_CASE("a style is set before its text and taken back after it") {
    CHECK(crib::styled(sample(), true) == "one \033[1mtwo three\033[0m four");
}

TEST_CASE("without colour there is nothing but the text") {
    CHECK(crib::styled(sample(), false) == "one two three four");
    CHECK(crib::styled_lines(sample(), 7, false) == Lines{"one two", "three", "four"});
}

TEST_CASE("each line has all it takes to look right by itself") {
    CHECK(crib::styled_lines(sample(), 7, true) ==
          Lines{"one \033[1mtwo\033[0m", "\033[1mthree\033[0m", "four"});
    CHECK(crib::styled_lines(sample(), 80, true) == Lines{"one \033[1mtwo three\033[0m four"});
}

TEST_CASE("a text of one style breaks in the middle of it") {
    StyledText text;
    text.append("abcd", "2");
    CHECK(crib::styled_lines(text, 3, true) == Lines{"\033[2mabc\033[0m", "\033[2md\033[0m"});
}

TEST_CASE("an address goes with its text") {
    StyledText text;
    text.append("here", "4", "http://a");
    CHECK(crib::styled(text, true) == "\033]8;;http://a\033\\\033[4mhere\033[0m\033]8;;\033\\");
}

TEST_CASE("texts with runs can be joined") {
    StyledText text = sample();
    text.append(sample());
    CHECK(crib::styled(text, true) ==
          "one \033[1mtwo three\033[0m fourone \033[1mtwo three\033[0m four");
}

TEST_CASE("empty or plain text is not a styled run") {
    StyledText text;
    text.append("", "1");
    text.append("x");
    CHECK(text.runs.empty());
    CHECK(crib::styled(StyledText(), true) == "");
}
