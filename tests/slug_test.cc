#include "indexer/note/slug.h"

#include <string>
#include <vector>

#include "tests/catch.h"

using crib::github_slug;
using crib::Slugs;

namespace {

std::vector<std::string> slugs(const std::vector<std::string>& headings) {
    Slugs slugs;
    std::vector<std::string> result;
    for (const std::string& heading : headings) result.push_back(slugs.add(heading));
    return result;
}

using Strings = std::vector<std::string>;

}  // namespace

TEST_CASE("a slug is lower case with hyphens for spaces") {
    CHECK(github_slug("Copy Lists") == "copy-lists");
    CHECK(github_slug("HTTP/2 in 5 Minutes") == "http2-in-5-minutes");
}

TEST_CASE("punctuation goes, and the spaces around it stay") {
    CHECK(github_slug("a & b") == "a--b");
    CHECK(github_slug("What is a closure?") == "what-is-a-closure");
    CHECK(github_slug("for ... else ...") == "for--else-");
    CHECK(github_slug("std::move, and why") == "stdmove-and-why");
}

TEST_CASE("underscores and hyphens stay") {
    CHECK(github_slug("__init__ and _name") == "__init__-and-_name");
    CHECK(github_slug("-Path") == "-path");
    CHECK(github_slug("re-use - or not") == "re-use---or-not");
}

TEST_CASE("letters, marks and numbers of every script stay") {
    CHECK(github_slug("列表 复制") == "列表-复制");
    CHECK(github_slug("Größe ÄNDERN") == "größe-ändern");
    CHECK(github_slug("cafe\u0301 Ⅳ ٣") == "cafe\u0301-ⅳ-٣");
    CHECK(github_slug("tie‿tie") == "tie‿tie");
}

TEST_CASE("fractions, superscripts and circled numbers go") {
    CHECK(github_slug("x² in ½ a page ①") == "x-in--a-page-");
}

TEST_CASE("an emoji leaves only its space") {
    CHECK(github_slug("🚀 Launch") == "-launch");
    CHECK(github_slug("Launch 🚀") == "launch-");
}

TEST_CASE("punctuation alone has an empty slug") {
    CHECK(github_slug("!=").empty());
    CHECK(github_slug("").empty());
}

TEST_CASE("a repeated heading gets a numbered anchor") {
    CHECK(slugs({"Setup", "Setup", "setup"}) == Strings{"setup", "setup-1", "setup-2"});
}

TEST_CASE("a number that a heading has taken itself is passed over") {
    CHECK(slugs({"x", "x-1", "x", "x"}) == Strings{"x", "x-1", "x-2", "x-3"});
    CHECK(slugs({"x", "x", "x-1", "x-1"}) == Strings{"x", "x-1", "x-1-1", "x-1-2"});
}

TEST_CASE("empty slugs are numbered too") {
    CHECK(slugs({"!=", "==", "<="}) == Strings{"", "-1", "-2"});
}

// github-slugger 2.0.0
TEST_CASE("letters become lower case as JavaScript has it") {
    CHECK(github_slug("\u0130zmir") == "i\u0307zmir");
    CHECK(github_slug("\u039F\u0394\u039F\u03A3 \u03A3\u0391\u03A3 \u03A3") ==
          "\u03BF\u03B4\u03BF\u03C2-\u03C3\u03B1\u03C2-\u03C3");
    CHECK(github_slug("\u0391\u03A3'\u0391") == "\u03B1\u03C3\u03B1");
}

TEST_CASE("letters in circles and squares stay") {
    CHECK(github_slug("\u24B6 \u24E9 \U0001F130 \u2460") == "\u24D0-\u24E9-\U0001F130-");
}
