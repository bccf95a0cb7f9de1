#include "indexer/text/screen.h"

#include <random>
#include <string>

#include "indexer/text/unicode.h"
#include "tests/catch.h"

using crib::exact_line;
using crib::many_lines;
using crib::one_line;

namespace {

// Whether a text is UTF-8 without control characters.
bool is_safe(const std::string& text) {
    if (!crib::is_valid_utf8(text)) return false;
    for (std::size_t at = 0; at < text.size();) {
        const crib::Rune rune = crib::rune_at(text, at);
        if (rune.code < 0x20 || (rune.code >= 0x7F && rune.code < 0xA0)) return false;
        at += rune.size;
    }
    return true;
}

}  // namespace

TEST_CASE("text of any script stays as it is on one line") {
    CHECK(one_line("What is a list?  é 字 😀 עברית ~") == "What is a list?  é 字 😀 עברית ~");
}

TEST_CASE("tabs and ends of line are written out on one line") {
    CHECK(one_line("a\tb\nc\rd") == "a\\tb\\nc\\rd");
    CHECK(exact_line("a\tb\nc\rd") == "a\\tb\\nc\\rd");
}

TEST_CASE("control characters are escaped") {
    CHECK(one_line("\033[31mred\007") == "\\x1B[31mred\\x07");
    CHECK(one_line("\x7F") == "\\x7F");
    CHECK(one_line("a\u009Bb\u0085c") == "a\\x9Bb\\x85c");
    CHECK(one_line(std::string("a\0b", 3)) == "a\\x00b");
}

TEST_CASE("characters that reorder a line are escaped") {
    CHECK(one_line("a\u202Eb\u2066c\u2069d") == "a\\u{202E}b\\u{2066}c\\u{2069}d");
    CHECK(one_line("a\u2028b\u2029c") == "a\\u{2028}b\\u{2029}c");
}

TEST_CASE("bytes that are not UTF-8 are replaced in text and written out in names") {
    CHECK(one_line("caf\xE9.md") == "caf\uFFFD.md");
    CHECK(exact_line("caf\xE9.md") == "caf\\xE9.md");
    CHECK(one_line("\x9B[31m") == "\uFFFD[31m");
    CHECK(exact_line("\x9B[31m") == "\\x9B[31m");
    CHECK(exact_line("\uFFFD") == "\uFFFD");
}

TEST_CASE("a name that was written out for a line leads back to its bytes") {
    for (const std::string name : {"plain.md", "a\tb\nc\rd.md", "\033[31m\007.md", "caf\xE9.md",
                                   "r\u202El.md", "\\", "\\x", "c:\\up\\u{.md", "\\xZZ\\u{12}"}) {
        INFO(name);
        CHECK(crib::printed_name(exact_line(name)) == name);
    }
}

TEST_CASE("a text of many lines keeps newlines and tabs, and nothing else that controls") {
    CHECK(many_lines("a\n\tb\n") == "a\n\tb\n");
    CHECK(many_lines("\033]0;title\007\n\u009B\u202E\xFF") ==
          "\\x1B]0;title\\x07\n\\x9B\\u{202E}\uFFFD");
}

TEST_CASE("a text of many lines may end them as Windows does") {
    CHECK(many_lines("a\r\nb\r\n") == "a\nb\n");
    CHECK(many_lines("hidden\rshown\r") == "hidden\\rshown\\r");
}

TEST_CASE("JSON is kept as JSON, with what a terminal would obey written as JSON does") {
    CHECK(crib::json_line("{\"a\":\"é 字\\u001b\"}") == "{\"a\":\"é 字\\u001b\"}");
    CHECK(crib::json_line("{\"a\":\"\x7F\u009B\u202E\u2028\"}") ==
          "{\"a\":\"\\u007f\\u009b\\u202e\\u2028\"}");
}

TEST_CASE("no bytes whatever come out as anything that controls a terminal") {
    std::mt19937 random(20240229);
    for (int round = 0; round < 5000; ++round) {
        std::string bytes(random() % 40, '\0');
        for (char& byte : bytes) byte = static_cast<char>(random());
        if (!is_safe(one_line(bytes)) || !is_safe(exact_line(bytes))) FAIL(exact_line(bytes));
    }
}
