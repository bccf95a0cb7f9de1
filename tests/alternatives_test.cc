#include "query/language/alternatives.h"

#include <algorithm>
#include <string>
#include <vector>

#include "tests/catch.h"
#include "tests/indexed_notes.h"

using crib::Alternatives;
using crib::IndexedNotes;
using crib::NoteTexts;
using crib::Variant;
using Strings = std::vector<std::string>;

namespace {

const IndexedNotes& notes() {
    static const IndexedNotes notes(NoteTexts{
        {"a.md", "# Sockets\n\nA timeout of ten. Every thread of a pool copies. Iterate.\n"}});
    return notes;
}

std::vector<Alternatives> alternatives(std::string_view words, bool synonyms) {
    const crib::Vocabulary vocabulary(notes().xapian(), notes().tokenizer());
    return crib::find_alternatives(notes().tokenizer().tokens(words), vocabulary, synonyms, {});
}

bool holds(const Alternatives& alternatives, const Strings& terms) {
    return std::ranges::any_of(alternatives.variants,
                               [&](const Variant& variant) { return variant.terms == terms; });
}

}  // namespace

TEST_CASE("two words stand for the one that the notes write them in") {
    const auto found = alternatives("time out", false);
    REQUIRE(found.size() == 2);
    CHECK(holds(found[0], {"timeout"}));
    CHECK(holds(found[1], {"timeout"}));
    CHECK(alternatives("time in", false)[0].variants.empty());
}

TEST_CASE("a word that the notes don't know stands for the two that they write it in") {
    CHECK(holds(alternatives("threadpool", false)[0], {"thread", "pool"}));
    CHECK(alternatives("timeout", false)[0].variants.empty());
    CHECK(alternatives("threadpoolx", false)[0].variants.empty());
}

TEST_CASE("the thesaurus has something for words, phrases and the tails of names") {
    CHECK(holds(alternatives("clone", true)[0], {"copi"}));
    const auto phrase = alternatives("the global interpreter lock", true);
    CHECK(phrase[0].variants.empty());
    CHECK(holds(phrase[1], {"gil"}));
    CHECK(holds(phrase[3], {"gil"}));
    CHECK(holds(alternatives("items.forEach", true)[0], {"iter"}));
    CHECK(holds(alternatives("foreach", true)[0], {"iter"}));
    CHECK(alternatives("clone", false)[0].variants.empty());
}

TEST_CASE("what stands for a word that the notes know weighs less") {
    const double known = alternatives("copy", true)[0].variants.front().weight;
    const double unknown = alternatives("duplicate", true)[0].variants.front().weight;
    CHECK(known < unknown);
}

TEST_CASE("words that are asked for side by side don't stand for each other") {
    REQUIRE(holds(alternatives("clone", true)[0], {"copi"}));
    const auto both = alternatives("clone or copy", true);
    CHECK_FALSE(holds(both[0], {"copi"}));
    CHECK_FALSE(holds(both[2], {"clone"}));
    CHECK(holds(both[0], {"duplic"}));
    CHECK(both[0].known);
}
