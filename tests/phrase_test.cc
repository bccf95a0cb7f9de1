#include "query/language/phrase.h"
#include "indexer/index/stored_record.h"

#include <string>
#include <vector>

#include "tests/catch.h"
#include "tests/indexed_notes.h"

using crib::IndexedNotes;
using crib::Phrase;
using crib::Positions;
using crib::WordOrder;

namespace {

using Strings = std::vector<std::string>;

WordOrder order_of(const Strings& passages, const Strings& terms) {
    static const crib::Tokenizer tokenizer;
    crib::WordOrderWriter writer;
    for (const std::string& passage : passages) {
        tokenizer.each(passage, [&](const crib::Token& token) { writer.add(token); });
    }
    return {writer.value(), terms};
}

bool stands(const std::string& text, const Phrase& phrase) {
    return holds(order_of({text}, phrase.terms), phrase);
}

// The titles of all documents that contain a phrase, in the order of the documents.
Strings found(const IndexedNotes& notes, const Phrase& phrase) {
    Xapian::Enquire enquire(notes.xapian());
    const crib::Vocabulary vocabulary(notes.xapian(), notes.tokenizer());
    enquire.set_query(phrase_query(phrase, vocabulary));
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    const Xapian::MSet hits = enquire.get_mset(0, 10);
    Strings titles;
    for (auto hit = hits.begin(); hit != hits.end(); ++hit) {
        titles.push_back(crib::record_of(hit.get_document()).title);
    }
    return titles;
}

}  // namespace

TEST_CASE("words stand at the distance they have in the text, and passages well apart") {
    const WordOrder order = order_of({"Title", "alpha lru_cache omega", "beta alpha"},
                                     {"titl", "alpha", "lru_cache", "cach", "omega", "beta"});
    REQUIRE(order.of("alpha").size() == 2);
    const auto alpha = order.of("alpha").front();
    CHECK(order.of("lru_cache") == Positions{alpha + 1});
    CHECK(order.of("cach") == Positions{alpha + 2});
    CHECK(order.of("omega") == Positions{alpha + 3});
    CHECK(order.of("beta").front() > alpha + 50);
    CHECK(order.of("titl").front() + 50 < alpha);
}

TEST_CASE("words that every text has stand where they do, alone and in an identifier") {
    const WordOrder order = order_of({"the list_of values, the sum of the odd"},
                                     {"the", "of", "list", "list_of", "valu", "odd"});
    CHECK(order.of("the") == Positions{1, 5, 8});
    CHECK(order.of("list_of") == Positions{2});
    CHECK(order.of("list") == Positions{2});
    CHECK(order.of("of") == Positions{3, 7});
    CHECK(order.of("valu") == Positions{4});
    CHECK(order.of("odd") == Positions{9});
}

TEST_CASE("only the terms asked for have positions, and of several the first that stands counts") {
    const WordOrder order = order_of({"Alpha", "beta gamma"}, {"alpha", "gamma"});
    CHECK(order.of("beta").empty());
    CHECK(order.of_first({"delta", "gamma", "alpha"}) == order.of("gamma"));
    CHECK(order.of_first({"delta"}).empty());
}

TEST_CASE("a phrase is words in their order at their distance") {
    const Phrase phrase{{"event", "loop"}, {0, 1}};
    CHECK(stands("An event loop.", phrase));
    CHECK(stands("A loop of events, and event loops.", phrase));
    CHECK_FALSE(stands("The loop event.", phrase));
    CHECK_FALSE(stands("An event in a loop.", phrase));
    CHECK(stands("buffalo buffalo", {{"buffalo", "buffalo"}, {0, 1}}));
    CHECK_FALSE(stands("one buffalo", {{"buffalo", "buffalo"}, {0, 1}}));
}

TEST_CASE("a phrase finds questions and sections by their titles and texts") {
    const IndexedNotes notes(
        {{"a.md",
          "# Loops\n\nThe event loop runs.\n\n## Events\n\nA loop has events.\n\n"
          "## What is an event loop?\n\nThis.\n"},
         {"b.md", "# Event\n\nLoop\n"}});
    CHECK(found(notes, {{"event", "loop"}, {0, 1}}) ==
          Strings{"Loops", "What is an event loop?", "What is an event loop?"});
    CHECK(found(notes, {{"loop", "event"}, {0, 1}}).empty());
    CHECK(found(notes, {{"run"}, {0}}) == Strings{"Loops"});
}
