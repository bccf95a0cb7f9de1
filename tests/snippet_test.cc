#include "query/ranking/snippet.h"

#include <random>
#include <string>
#include <vector>

#include "indexer/text/unicode.h"
#include "tests/catch.h"
#include "tests/indexed_notes.h"

using crib::IndexedNotes;
using crib::NoteTexts;
using crib::Query;
using crib::Span;

namespace {

using Strings = std::vector<std::string>;

const IndexedNotes& notes() {
    static const IndexedNotes indexed(NoteTexts{
        {"a.md", "# Lists\n\nCopying lists, `**kwargs`, functools.lru_cache and 日本 words.\n"}});
    return indexed;
}

Query parse(const std::string& text) {
    const crib::Vocabulary vocabulary(notes().xapian(), notes().tokenizer());
    return crib::parse(text, vocabulary, notes().tokenizer(), {});
}

// The text with its matches in brackets.
std::string marked(const std::string& text, const std::string& query) {
    std::string result;
    std::size_t at = 0;
    for (const Span& span : crib::matches(text, parse(query), notes().tokenizer())) {
        REQUIRE(span.begin >= at);
        REQUIRE(span.end > span.begin);
        REQUIRE(span.end <= text.size());
        result += text.substr(at, span.begin - at) + "[" +
                  text.substr(span.begin, span.end - span.begin) + "]";
        at = span.end;
    }
    return result + text.substr(at);
}

std::string snippet(const Strings& passages, const std::string& query, std::size_t length = 240) {
    return crib::snippet(passages, parse(query), notes().tokenizer(), length);
}

std::string words(const std::string& word, int times) {
    std::string text;
    for (int i = 0; i < times; ++i) text += word + " ";
    return text;
}

}  // namespace

TEST_CASE("matches are marked by stem, in any letter case") {
    CHECK(marked("Copy: a LIST of lists, copied.", "copying list") ==
          "[Copy]: a [LIST] of [lists], [copied].");
    CHECK(marked("nothing here", "copy") == "nothing here");
    CHECK(marked("", "copy") == "");
    CHECK(marked("copy", "") == "copy");
}

TEST_CASE("small words are marked only where there are no others") {
    CHECK(marked("what is the list", "what is a list") == "what is the [list]");
    CHECK(marked("what is the list", "what is") == "[what] [is] the list");
}

TEST_CASE("names are marked whole") {
    CHECK(marked("use functools.lru_cache.", "lru cache") == "use [functools.lru_cache].");
    CHECK(marked("the lru of a cache", "lru_cache") == "the [lru] of a [cache]");
    CHECK(marked("f(**kwargs)", "kwargs") == "f([**kwargs])");
    CHECK(marked("日本語", "日本") == "[日][本]語");
}

TEST_CASE("synonyms are marked, phrases only as a whole") {
    CHECK(marked("the global interpreter lock, a lock", "gil") ==
          "the [global interpreter lock], a lock");
    CHECK(marked("clone it", "copy") == "[clone] it");
}

TEST_CASE("no mark lies over another, although an operator is also part of a name") {
    CHECK(marked("f(**kwargs, ** x)", "**kwargs") == "f([**kwargs], [**] x)");
    CHECK(marked("*args @property", "*args @property") == "[*args] [@property]");
}

TEST_CASE("a short passage is shown whole, on one line") {
    CHECK(snippet({"Copy a\n  list\twith\r\ncare. "}, "copy") == "Copy a list with care.");
    CHECK(snippet({}, "copy") == "");
    CHECK(snippet({""}, "copy") == "");
}

TEST_CASE("the passage with most of the query's words is shown, the first of equals") {
    CHECK(snippet({"copy copy copy", "copy a list", "list a copy"}, "copy list") == "copy a list");
    CHECK(snippet({"one", "two"}, "copy") == "one");
    CHECK(snippet({"copy", "copy copy"}, "copy") == "copy copy");
}

TEST_CASE("a long passage is cut at words around what matches") {
    const std::string passage = words("before", 100) + "copy a list " + words("after", 100);
    const std::string shown = snippet({passage}, "copy list");
    CHECK(shown.size() <= 240);
    CHECK(shown.size() > 150);
    CHECK_THAT(shown, Catch::Matchers::StartsWith("…before ") &&
                          Catch::Matchers::ContainsSubstring("before copy a list after"));
    CHECK_THAT(shown, Catch::Matchers::EndsWith(" after…"));
}

TEST_CASE("a passage that is cut behind a sentence ends there") {
    const std::string passage = "Copy a " + words("list", 43) + "twice. afterwards-and-ever";
    CHECK_THAT(snippet({passage}, "copy"), Catch::Matchers::EndsWith(" twice."));
}

TEST_CASE(
    "the beginning is shown of a long passage that does not match, the end of one that "
    "matches there") {
    CHECK_THAT(
        snippet({words("before", 100)}, "copy"),
        Catch::Matchers::StartsWith("before before") && Catch::Matchers::EndsWith("before…"));
    CHECK_THAT(snippet({words("before", 100) + "copy."}, "copy"),
               Catch::Matchers::StartsWith("…before") && Catch::Matchers::EndsWith("before copy."));
}

TEST_CASE("the snippet shows most words of the query close together") {
    const std::string passage =
        "copy " + words("padding", 60) + "list copy " + words("padding", 60) + "list";
    CHECK_THAT(snippet({passage}, "copy list"), Catch::Matchers::ContainsSubstring("list copy"));
}

TEST_CASE("a snippet is no longer than its limit and valid UTF-8, whatever the passage") {
    std::mt19937 random(99);
    const Strings pieces = {"copy", "list", " ", " ", "é", "字", "😀", "\n", "x", "日本語テキスト"};
    for (int round = 0; round < 3000; ++round) {
        std::string passage;
        const auto count = random() % 200;
        for (std::size_t i = 0; i < count; ++i) passage += pieces[random() % pieces.size()];
        const std::size_t length = 20 + random() % 240;
        const std::string shown = snippet({passage}, "copy list", length);
        if (shown.size() > length || !crib::is_valid_utf8(shown)) FAIL(passage);
    }
}
