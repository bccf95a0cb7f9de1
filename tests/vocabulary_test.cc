#include "query/database/vocabulary.h"

#include <algorithm>
#include <string>
#include <vector>

#include "tests/catch.h"
#include "tests/indexed_notes.h"

using crib::IndexedNotes;
using crib::NoteTexts;
using crib::Vocabulary;

namespace {

using Strings = std::vector<std::string>;

const Vocabulary& vocabulary() {
    static const IndexedNotes notes(NoteTexts{
        {"a.md", "# Decorators\n\ncopy copies lists decorated listing functools.lru_cache\n"},
        {"b.md", "# Lists\n\ncopies `@property` **kwargs sort soft utf-8 C++ Café\n"},
        {"c.md", "# Other\n\nlisten cache\n"}});
    static const Vocabulary words(notes.xapian(), notes.tokenizer());
    return words;
}

}  // namespace

TEST_CASE("a beginning is completed to written words, the most frequent first") {
    CHECK(vocabulary().completions("list", 10) == Strings{"lists", "listen", "listing"});
    CHECK(vocabulary().completions("cop", 10) == Strings{"copies", "copy"});
    CHECK(vocabulary().completions("list", 1) == Strings{"lists"});
    CHECK(vocabulary().completions("lru_", 10) == Strings{"lru_cache"});
    CHECK(vocabulary().completions("functools.", 10) == Strings{"functools.lru_cache"});
    CHECK(vocabulary().completions("@prop", 10) == Strings{"@property"});
    CHECK(vocabulary().completions("xyl", 10).empty());
    CHECK(vocabulary().completions(std::string(1000, 'x'), 10).empty());
}

TEST_CASE("a misspelt word is corrected to the nearest known one") {
    CHECK(vocabulary().corrections("decoratrs", 2).front() == "decorators");
    CHECK(vocabulary().corrections("lsits", 2).front() == "lists");
    CHECK(vocabulary().corrections("proprety", 1) == Strings{"property"});
}

TEST_CASE(
    "among equally near words, the same first letter counts first, then the number of notes") {
    CHECK(vocabulary().corrections("copys", 1) == Strings{"copy"});
    CHECK(vocabulary().corrections("dort", 1) == Strings{"sort"});
    CHECK(vocabulary().corrections("cort", 2).front() == "sort");
}

TEST_CASE("a word that is too short, or far from all words, is not corrected") {
    CHECK(vocabulary().corrections("xylophone", 2).empty());
    CHECK(vocabulary().corrections("li", 2).empty());
    CHECK(vocabulary().corrections("", 2).empty());
    CHECK(vocabulary().corrections("lists", 0).empty());
}

TEST_CASE("a written word leads to the terms for its search") {
    CHECK(vocabulary().terms_of("lists") == Strings{"list"});
    CHECK(vocabulary().terms_of("functools.lru_cache") == Strings{"functools.lru_cache"});
    CHECK(vocabulary().terms_of("@property") == Strings{"@property"});
    CHECK(vocabulary().terms_of("**kwargs") == Strings{"**kwargs"});
    CHECK(vocabulary().terms_of("xylophones") == Strings{"xylophon"});
    CHECK(vocabulary().terms_of("") == Strings{""});
    for (const std::string& word : vocabulary().completions("", 1000)) {
        for (const std::string& term : vocabulary().terms_of(word)) {
            INFO(word << " " << term);
            CHECK(vocabulary().has_term(term));
        }
    }
}

TEST_CASE("an identifier written small leads to itself, and to its stem where there is one") {
    const IndexedNotes hook(NoteTexts{{"a.md", "# Hooks\n\n`useState`\n"}});
    CHECK(Vocabulary(hook.xapian(), hook.tokenizer()).terms_of("usestate") == Strings{"usestate"});

    const IndexedNotes both(NoteTexts{{"a.md", "# Hooks\n\n`useState` and usestate\n"}});
    CHECK(Vocabulary(both.xapian(), both.tokenizer()).terms_of("usestate") ==
          Strings{"usest", "usestate"});
}

TEST_CASE("a term is known with the number of documents that hold it") {
    CHECK(vocabulary().has_term("copi"));
    CHECK_FALSE(vocabulary().has_term("copies"));
    CHECK(vocabulary().frequency("copi") == 2);
    CHECK(vocabulary().frequency("xylophon") == 0);
}

TEST_CASE("the thesaurus is asked with stems") {
    const Strings clones = vocabulary().synonyms("copi");
    CHECK(std::ranges::find(clones, "clone") != clones.end());
    CHECK(vocabulary().synonyms("xylophon").empty());
    CHECK(vocabulary().synonyms("").empty());
    CHECK(vocabulary().synonyms(std::string(300, 'x')).empty());
}

TEST_CASE("words that share a stem stand for what their own groups have") {
    const auto holds = [](std::string_view word, const std::string& term) {
        const Strings synonyms = vocabulary().synonyms("descend", word);
        return std::ranges::find(synonyms, term) != synonyms.end();
    };
    CHECK(holds("descending", "desc"));
    CHECK_FALSE(holds("descending", "child"));
    CHECK(holds("descendant", "child"));
    CHECK_FALSE(holds("descendant", "desc"));
    // A form that is in neither group may mean both.
    CHECK(holds("descends", "desc"));
    CHECK(holds("descends", "child"));
}
