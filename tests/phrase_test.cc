#include "query/language/phrase.h"
#include "indexer/index/stored_record.h"

#include <string>
#include <vector>

#include "tests/catch.h"
#include "tests/indexed_notes.h"

using crib::IndexedNotes;
using crib::Phrase;
using crib::Positions;
using crib::Stand;
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

Stand at(Xapian::termpos position) { return {position, position}; }

// Words that notes write in one way.
Phrase row(const Strings& terms) {
    Phrase phrase;
    for (const std::string& term : terms) phrase.words.push_back({{term}});
    return phrase;
}

bool stands(const std::string& text, const Phrase& phrase) {
    return holds(order_of({text}, phrase.terms()), phrase);
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
    const auto alpha = order.of("alpha").front().first;
    CHECK(order.of("lru_cache") == Positions{{alpha + 1, alpha + 2}});
    CHECK(order.of("cach") == Positions{at(alpha + 2)});
    CHECK(order.of("omega") == Positions{at(alpha + 3)});
    CHECK(order.of("beta").front().first > alpha + 50);
    CHECK(order.of("titl").front().first + 50 < alpha);
}

TEST_CASE("words that every text has stand where they do, alone and in an identifier") {
    const WordOrder order = order_of({"the list_of values, the sum of the odd"},
                                     {"the", "of", "list", "list_of", "valu", "odd"});
    CHECK(order.of("the") == Positions{at(1), at(5), at(8)});
    CHECK(order.of("list_of") == Positions{{2, 3}});
    CHECK(order.of("list") == Positions{at(2)});
    CHECK(order.of("of") == Positions{at(3), at(7)});
    CHECK(order.of("valu") == Positions{at(4)});
    CHECK(order.of("odd") == Positions{at(9)});
}

TEST_CASE("only the terms asked for have positions, and of several the first that stands counts") {
    const WordOrder order = order_of({"Alpha", "beta gamma"}, {"alpha", "gamma"});
    CHECK(order.of("beta").empty());
    CHECK(order.of_first({"delta", "gamma", "alpha"}) == order.of("gamma"));
    CHECK(order.of_first({"delta"}).empty());
}

TEST_CASE("a phrase is words in their order at their distance") {
    const Phrase phrase = row({"event", "loop"});
    CHECK(stands("An event loop.", phrase));
    CHECK(stands("A loop of events, and event loops.", phrase));
    CHECK_FALSE(stands("The loop event.", phrase));
    CHECK_FALSE(stands("An event in a loop.", phrase));
    CHECK(stands("buffalo buffalo", row({"buffalo", "buffalo"})));
    CHECK_FALSE(stands("one buffalo", row({"buffalo", "buffalo"})));
}

TEST_CASE("a word of a phrase takes as many positions as it has words") {
    const Phrase phrase{{{{"new"}}, {{"pipewire"}, {"pipe", "wire"}}, {{"graph"}}}};
    CHECK(stands("A new PipeWire graph.", phrase));
    CHECK(stands("A new pipewire graph, a new pipe wire graph.", phrase));
    CHECK(stands("The new PipeWire's graph.", phrase));
    CHECK_FALSE(stands("A new pipe graph, a PipeWire graph.", phrase));
    CHECK_FALSE(stands("A new PipeWire and a graph.", phrase));
    // A name of more words than a position can tell.
    const std::string longest = "aB" + std::string(30, 'C') + "Dd.ee.ff.gg.hh.ii.jj.kk.ll.mm";
    CHECK(stands("see " + longest, row({"see"})));
}

TEST_CASE("a phrase finds questions and sections by their titles and texts") {
    const IndexedNotes notes(
        {{"a.md",
          "# Loops\n\nThe event loop runs.\n\n## Events\n\nA loop has events.\n\n"
          "## What is an event loop?\n\nThis.\n"},
         {"b.md", "# Event\n\nLoop\n"}});
    CHECK(found(notes, row({"event", "loop"})) ==
          Strings{"Loops", "What is an event loop?", "What is an event loop?"});
    CHECK(found(notes, row({"loop", "event"})).empty());
    CHECK(found(notes, row({"run"})) == Strings{"Loops"});
}
