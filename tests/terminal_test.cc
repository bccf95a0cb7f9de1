#include "query/printing/terminal.h"

#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/text/unicode.h"
#include "tests/catch.h"

using crib::broken_lines;
using crib::clipped;
using crib::columns;
using crib::wrapped;

namespace {

using Lines = std::vector<std::string_view>;

}  // namespace

TEST_CASE("a text takes the columns of its characters") {
    CHECK(columns("") == 0);
    CHECK(columns("list") == 4);
    CHECK(columns("café") == 4);
    CHECK(columns("cafe\u0301") == 4);
    CHECK(columns("日本 x") == 6);
    CHECK(columns("\xFF\xFE") == 2);
}

TEST_CASE("lines are broken at spaces, which are left out") {
    CHECK(broken_lines("one two three", 7) == Lines{"one two", "three"});
    CHECK(broken_lines("one two three", 6) == Lines{"one", "two", "three"});
    CHECK(broken_lines("one   two ", 5) == Lines{"one", "two"});
    CHECK(broken_lines("  one", 9) == Lines{"one"});
    CHECK(broken_lines("one two", 80) == Lines{"one two"});
    CHECK(broken_lines("", 80) == Lines{""});
}

TEST_CASE("lines are broken at newlines") {
    CHECK(broken_lines("one\ntwo three", 5) == Lines{"one", "two", "three"});
    CHECK(broken_lines("one\n\ntwo\n", 5) == Lines{"one", "", "two"});
    CHECK(broken_lines("\n", 5) == Lines{""});
}

TEST_CASE("a word wider than a line is broken, several times if needed") {
    CHECK(broken_lines("abcdefgh", 3) == Lines{"abc", "def", "gh"});
    CHECK(broken_lines("a bcdefg h", 3) == Lines{"a", "bcd", "efg", "h"});
    CHECK(broken_lines("abc", 0) == Lines{"a", "b", "c"});
}

TEST_CASE("wide characters can be parted, but not from the marks that belong to them") {
    CHECK(broken_lines("日本語", 4) == Lines{"日本", "語"});
    CHECK(broken_lines("日本。語", 4) == Lines{"日", "本。", "語"});
    CHECK(broken_lines("日「本」", 4) == Lines{"日", "「本", "」"});
    CHECK(broken_lines("字", 1) == Lines{"字"});
}

TEST_CASE("lines behind the first are indented") {
    CHECK(wrapped("one two three", 7, 3) == "one two\n   three");
    CHECK(wrapped("one", 7, 3) == "one");
    CHECK(wrapped("", 7, 3) == "");
}

TEST_CASE("a text that does not fit is clipped with an ellipsis") {
    CHECK(clipped("list", 4) == "list");
    CHECK(clipped("lists", 4) == "lis…");
    CHECK(clipped("日本語", 5) == "日本…");
    CHECK(clipped("日本語", 4) == "日…");
    CHECK(clipped("lists", 1) == "…");
    CHECK(columns(clipped("lists", 0)) <= 1);
}

TEST_CASE("broken lines are no wider than said and lose nothing but spaces") {
    std::mt19937 random(7);
    const std::vector<std::string> pieces = {"a",  "word", " ",  "  ", "é",
                                             "日", "。",   "「", "\n", "\xFF"};
    const auto squeezed = [](std::string_view text) {
        std::string result;
        for (const char c : text) {
            if (c != ' ' && c != '\n') result += c;
        }
        return result;
    };
    for (int round = 0; round < 3000; ++round) {
        std::string text;
        const auto count = random() % 30;
        for (std::size_t i = 0; i < count; ++i) text += pieces[random() % pieces.size()];
        const int width = 2 + static_cast<int>(random() % 12);
        std::string joined;
        for (const std::string_view line : broken_lines(text, width)) {
            if (columns(line) > width) FAIL(text);
            joined += line;
        }
        if (squeezed(joined) != squeezed(text)) FAIL(text);
    }
}
