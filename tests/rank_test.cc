#include "query/ranking/rank.h"
#include "indexer/index/kind.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <xapian.h>

#include "indexer/store/writer.h"
#include "query/language/field_filter.h"
#include "query/language/parse.h"
#include "tests/catch.h"
#include "tests/indexed_notes.h"
#include "tests/temporary_folder.h"

using crib::Hit;
using crib::IndexedNotes;
using crib::Kind;
using crib::NoteTexts;
using crib::RankOptions;

namespace {

using Strings = std::vector<std::string>;

RankOptions all_answers() {
    RankOptions options;
    options.limit = 0;
    return options;
}

RankOptions only(Kind kind) {
    RankOptions options;
    options.kind = kind;
    return options;
}

std::vector<Hit> rank(const Xapian::Database& database, const std::string& query,
                      const RankOptions& options = {}) {
    static const crib::Tokenizer tokenizer;
    const crib::Vocabulary vocabulary(database, tokenizer);
    return crib::rank(vocabulary, crib::parse(query, vocabulary, tokenizer, {}), options);
}

// Each hit as "path:line title"; a question's title has its mark.
Strings shown(const std::vector<Hit>& hits) {
    Strings result;
    for (const Hit& hit : hits) {
        result.push_back(hit.record.path + ":" + std::to_string(hit.record.place.line) + " " +
                         hit.record.title);
    }
    return result;
}

Strings titles(const std::vector<Hit>& hits) {
    Strings result;
    for (const Hit& hit : hits) result.push_back(hit.record.title);
    return result;
}

Strings titles(const IndexedNotes& notes, const std::string& query,
               const RankOptions& options = {}) {
    return titles(rank(notes.xapian(), query, options));
}

bool ranks_above(const IndexedNotes& notes, const std::string& query, const std::string& better,
                 const std::string& worse) {
    const Strings found = titles(notes, query, all_answers());
    const auto first = std::ranges::find(found, better);
    INFO(query << ": " << better << " above " << worse);
    REQUIRE(std::ranges::find(found, worse) != found.end());
    return first < std::ranges::find(found, worse);
}

// The first difference between two lists; empty if they are equal.
std::string difference(const Strings& one, const Strings& other) {
    for (std::size_t i = 0; i < std::max(one.size(), other.size()); ++i) {
        const std::string a = i < one.size() ? one[i] : "the end";
        const std::string b = i < other.size() ? other[i] : "the end";
        if (a != b) return std::to_string(i) + ": " + a + " | " + b;
    }
    return "";
}

// Many notes about the same few things, and a map of them.
NoteTexts many_notes() {
    std::mt19937 random(31);
    const Strings words = {"copy", "list", "cache", "thread", "lock", "queue", "the", "socket"};
    const auto some_words = [&](std::size_t count) {
        std::string text;
        for (std::size_t i = 0; i < count; ++i) text += words[random() % words.size()] + " ";
        return text;
    };
    NoteTexts texts;
    std::string map = "# Map\n";
    for (int i = 0; i < 40; ++i) {
        const std::string name = "n" + std::to_string(i);
        std::string text;
        for (int j = 0; j < 10; ++j) {
            text += "# " + some_words(1 + random() % 2) + std::to_string(j % 3) + "\n\n" +
                    some_words(random() % 30) + "\n\n";
        }
        texts[name + ".md"] = text;
        map += "\n- What is " + some_words(2) + "?\n  [x](" + name + ".md)\n";
    }
    std::string links;
    for (int i = 0; i < 200; ++i) {
        texts["part.md"] += "# Part " + std::to_string(i) + "\n\ncopy list\n\n";
        links += " [p](part.md#part-" + std::to_string(i) + ")";
    }
    texts["map.md"] = map + "\n- What are the parts of a copy of a list?\n " + links + "\n";
    return texts;
}

}  // namespace

TEST_CASE("a word of a title counts for more than one of the text") {
    const IndexedNotes notes(
        NoteTexts{{"a.md", "# Apples\n\nThe decorator stands here among others.\n"},
                  {"b.md", "# Decorators\n\nThey stand here among others.\n"},
                  {"c.md", "# Cherries\n\nNothing of the kind.\n"}});
    CHECK(ranks_above(notes, "decorator", "Decorators", "Apples"));
    CHECK(titles(notes, "decorator").size() == 2);
}

TEST_CASE("a word of a question counts for more than one of the text") {
    const IndexedNotes notes(
        NoteTexts{{"a.md", "# Apples\n\nA decorator stands here.\n"},
                  {"b.md", "# Other\n\nSomething else.\n"},
                  {"map.md", "# Map\n\n- What is a decorator good for?\n  [Other](b.md#other)\n"}});
    CHECK(ranks_above(notes, "decorator", "What is a decorator good for?", "Apples"));
}

TEST_CASE("a question is found by the words of what it leads to") {
    const IndexedNotes notes(
        NoteTexts{{"a.md", "# Other\n\nUse functools.wraps here.\n"},
                  {"map.md", "# Map\n\n- How to keep a name?\n  [Other](a.md#other)\n"}});
    CHECK(titles(notes, "wraps").front() == "How to keep a name?");
}

TEST_CASE("a rare word counts for more than a common one, and both for more than one") {
    const IndexedNotes notes(NoteTexts{{"a.md",
                                        "# One\n\nlist\n\n# Two\n\nlist\n\n# Three\n\n"
                                        "list\n\n# Four\n\nzebra\n\n# Five\n\nlist zebra\n"}});
    const Strings found = titles(notes, "list zebra");
    REQUIRE(found.size() == 5);
    CHECK(found[0] == "Five");
    CHECK(found[1] == "Four");
}

TEST_CASE("small words tell apart what all the other words find") {
    const IndexedNotes notes(
        NoteTexts{{"a.md", "# First\n\nGlue long boards, clamps.\n"},
                  {"b.md", "# Second\n\nGlue long boards without clamps.\n"},
                  {"c.md", "# Other\n\nNothing of the kind is said of screws here.\n"}});
    CHECK(titles(notes, "glue long boards clamps").front() == "First");
    CHECK(titles(notes, "glue long boards without clamps").front() == "Second");
}

TEST_CASE("fields find sections and questions, never notes, however they are joined") {
    const IndexedNotes notes(
        {{"a.md", "# Lists\n\nThings.\n\n## Copy\n\nTwice.\n"}, {"b.md", "# Sets\n\nThings.\n"}});
    for (const std::string query : {"path:a.md", "(path:a.md)", "path:a.md NOT sets",
                                    "path:a.md OR path:a.md", "path:a.md AND path:a.md"}) {
        INFO(query);
        CHECK(titles(notes, query) == Strings{"Lists", "Copy"});
    }
}

TEST_CASE("a query that equals a title lists that section first") {
    const IndexedNotes notes(
        NoteTexts{{"a.md",
                   "# The lists of lists of lists\n\nlist list list copying lists\n\n"
                   "# Copying lists and lists, a copy\n\ncopy a list, copy lists\n"},
                  {"b.md", "# Copying a `list`\n\nNo more to say.\n"}});
    CHECK(titles(notes, "copying a list").front() == "Copying a list");
    CHECK(titles(notes, "COPYING  A LIST?").front() == "Copying a list");
    CHECK(titles(notes, "copying a list", only(Kind::section)).front() == "Copying a list");
}

TEST_CASE("a title of nothing but small words, or that reads like operators, is first when asked") {
    const IndexedNotes notes(
        NoteTexts{{"a.md",
                   "# What is it about?\n\nWhat it is about is what it is.\n\n# About it\n\n.\n\n"
                   "# dict (mapping) type\n\n.\n\n# mapping type\n\nmapping of a dict type\n\n"
                   "# this AND that\n\n.\n\n# that\n\nthis that\n"}});
    CHECK(titles(notes, "about it").front() == "About it");
    CHECK(titles(notes, "dict (mapping) type").front() == "dict (mapping) type");
    CHECK(titles(notes, "this AND that").front() == "this AND that");
}

TEST_CASE("a query that equals a question lists that first, also before an equal title") {
    const NoteTexts texts = {
        {"a.md", "# Shallow copy\n\nA shallow copy.\n\n# Deep copy\n\nA deep copy, a copy.\n"},
        {"map.md",
         "# Map\n\n- What is a copy of a copy?\n  [a](a.md#deep-copy)\n"
         "- Shallow copy?\n  [b](a.md#deep-copy)\n"}};
    const IndexedNotes notes(texts);
    CHECK(titles(notes, "what is a copy of a copy").front() == "What is a copy of a copy?");
    CHECK(titles(notes, "shallow copy").front() == "Shallow copy?");
    CHECK(titles(notes, "shallow copy", only(Kind::section)).front() == "Shallow copy");
}

TEST_CASE("a section is left out when a question above it leads to it, and a question never is") {
    const IndexedNotes notes(
        NoteTexts{{"a.md", "# Gadget\n\nA gadget here.\n\n# Other\n\nA gadget, too.\n"},
                  {"map.md",
                   "# Map\n\n- What is a gadget?\n  [g](a.md#gadget)\n"
                   "- Where is a gadget?\n  [g](a.md#gadget)\n"}});
    Strings found = titles(notes, "what is a gadget");
    std::ranges::sort(found);
    CHECK(found == Strings{"Other", "What is a gadget?", "Where is a gadget?"});
    CHECK(titles(notes, "gadget", only(Kind::section)) == Strings{"Gadget", "Other"});
}

TEST_CASE("a section above the question that leads to it stays") {
    const IndexedNotes notes(
        NoteTexts{{"a.md", "# Sprocket wheel gear\n\nSprocket wheel gear.\n"},
                  {"map.md",
                   "# Map\n\n- What turns slowly in the machine of my grandmother?\n"
                   "  [g](a.md#sprocket-wheel-gear)\n"}});
    const Strings found = titles(notes, "sprocket wheel gear");
    REQUIRE(found.size() == 2);
    CHECK(found[0] == "Sprocket wheel gear");
}

TEST_CASE("answers of equal score are in the order of path and line") {
    const std::string text = "# Gadget\n\ntext\n\n# Gadget\n\ntext\n";
    const IndexedNotes notes(NoteTexts{{"b.md", text}, {"a/z.md", text}, {"a-b.md", text}});
    CHECK(shown(rank(notes.xapian(), "text")) == Strings{"a-b.md:1 Gadget", "a-b.md:5 Gadget",
                                                         "a/z.md:1 Gadget", "a/z.md:5 Gadget",
                                                         "b.md:1 Gadget", "b.md:5 Gadget"});
}

TEST_CASE("the spellings of a name find each other") {
    const IndexedNotes notes(NoteTexts{{"a.md",
                                        "# One\n\nthe lru cache\n\n# Two\n\n`lru_cache`\n\n"
                                        "# Three\n\n`functools.lru_cache`\n\n# Four\n\nno\n"}});
    for (const std::string query : {"lru cache", "lru_cache", "functools.lru_cache"}) {
        Strings found = titles(notes, query);
        std::ranges::sort(found);
        CHECK(found == Strings{"One", "Three", "Two"});
    }
    CHECK(titles(notes, "lru_cache").back() == "One");
    CHECK(titles(notes, "functools.lru_cache").front() == "Three");
}

TEST_CASE("a whole name comes before its parts") {
    const IndexedNotes notes(NoteTexts{{"a.md",
                                        "# One\n\nan init here\n\n# Two\n\n`__init__` here\n\n"
                                        "# Three\n\ninit and init here\n"}});
    CHECK(titles(notes, "__init__").front() == "Two");
    CHECK(titles(notes, "init").size() == 3);
}

TEST_CASE("an unfinished or misspelt identifier finds the whole") {
    const IndexedNotes notes(NoteTexts{{"a.md", "# Hooks\n\nCall `useImperative` first.\n"}});
    CHECK(titles(notes, "useImperat") == Strings{"Hooks"});
    CHECK(titles(notes, "useImpertaive") == Strings{"Hooks"});
}

TEST_CASE("operators are found") {
    const IndexedNotes notes(NoteTexts{{"a.md",
                                        "# One\n\n`x = [[]] * n`\n\n# Two\n\n`x = 1`\n\n"
                                        "# Three\n\n`if (x := 1):`\n"}});
    CHECK(titles(notes, "[[]] * n").front() == "One");
    CHECK(titles(notes, ":=") == Strings{"Three"});
}

TEST_CASE("words near each other count for more than the same far apart") {
    std::string far = "shallow ";
    for (int i = 0; i < 20; ++i) far += "padding ";
    std::string near;
    for (int i = 0; i < 20; ++i) near += "padding ";
    const IndexedNotes notes(
        NoteTexts{{"a.md", "# One\n\n" + far + "copy\n\n# Two\n\n" + near + "shallow copy\n"}});
    CHECK(titles(notes, "shallow copy").front() == "Two");
}

TEST_CASE("the first answers are the same, whatever the limit") {
    const IndexedNotes notes(many_notes());
    for (const std::string query :
         {"copy", "copy list", "what is the lock of a queue", "cache 1", "thread socket", "copy 0",
          "parts of a copy of a list", "copy -list", "the"}) {
        const Strings everything = shown(rank(notes.xapian(), query, all_answers()));
        CHECK(everything.size() > 10);
        for (const std::size_t limit : {1, 2, 3, 10, 50, 99, 150}) {
            RankOptions options;
            options.limit = limit;
            const auto end = everything.begin() + std::min(limit, everything.size());
            INFO(query << " " << limit);
            CHECK(difference(shown(rank(notes.xapian(), query, options)),
                             Strings(everything.begin(), end)) == "");
        }
    }
}

TEST_CASE("a limit may be as large as one likes") {
    const IndexedNotes notes(many_notes());
    const Strings everything = shown(rank(notes.xapian(), "copy", all_answers()));
    for (const std::size_t limit : {std::size_t{1'431'655'740}, std::size_t{1} << 32,
                                    std::numeric_limits<std::size_t>::max()}) {
        RankOptions options;
        options.limit = limit;
        CHECK(difference(shown(rank(notes.xapian(), "copy", options)), everything) == "");
        CHECK(crib::list_all(notes.xapian(), options).size() == 41);
    }
}

TEST_CASE("all sections that are called as the query come first, also beside a field") {
    const IndexedNotes notes(NoteTexts{
        {"new/cut.md", "# Cut\n\n## Saw\n\nOf steel.\n"},
        {"new/use.md", "# Use\n\n## Saw the saw with a saw\n\nA saw saws: saw, saw, saw.\n"},
        {"old/cut.md", "# Cut\n\n## Saw\n\nOf iron, and of much else that says little.\n"}});
    CHECK(shown(rank(notes.xapian(), "saw", all_answers())) ==
          Strings{"new/cut.md:3 Saw", "old/cut.md:3 Saw", "new/use.md:3 Saw the saw with a saw"});
    for (const std::string query : {"path:new saw", "saw path:new"}) {
        CHECK(shown(rank(notes.xapian(), query, all_answers())) ==
              Strings{"new/cut.md:3 Saw", "new/use.md:3 Saw the saw with a saw"});
    }
}

TEST_CASE("equal answers are sorted by path, at any limit") {
    for (const int count : {5, 150, 450}) {
        NoteTexts texts;
        for (int i = 0; i < count; ++i) texts[fmt::format("{:03}.md", i)] = "# Grain\n\nWood.\n";
        const crib::Tree tree = crib::tree_of(texts);
        const crib::TemporaryFolder folder;
        crib::Writer writer(folder.path("db"), crib::Writer::Open::create);
        // Writes the notes in reverse order.
        for (std::size_t i = tree.size(); i-- > 0;) {
            writer.replace(
                crib::derive_documents(crib::LinkedNote(tree, i), {}, crib::Tokenizer()));
        }
        writer.commit();
        const Xapian::Database database(folder.path("db"), Xapian::DB_BACKEND_GLASS);
        RankOptions three;
        three.limit = 3;
        INFO(count);
        CHECK(shown(rank(database, "wood", three)) ==
              Strings{"000.md:1 Grain", "001.md:1 Grain", "002.md:1 Grain"});
    }
}

TEST_CASE("the order depends on the notes alone, not on the history of the database") {
    const NoteTexts texts = many_notes();
    const IndexedNotes fresh(texts);
    const crib::TemporaryFolder folder;
    crib::Writer writer(folder.path("db"), crib::Writer::Open::create);
    NoteTexts some;
    for (auto note = texts.rbegin(); note != texts.rend(); ++note) {
        some.insert(*note);
        if (some.size() % 10 != 0) continue;
        writer.forget(crib::tree_record("notes", "/notes"));
        write_tree(writer, crib::tree_of(some));
    }
    writer.forget(crib::tree_record("notes", "/notes"));
    write_tree(writer, crib::tree_of(texts));
    writer.commit();
    const Xapian::Database grown(folder.path("db"), Xapian::DB_BACKEND_GLASS);
    for (const std::string query : {"copy", "copy list", "lock queue", "the socket", "1"}) {
        CHECK(difference(shown(rank(grown, query, all_answers())),
                         shown(rank(fresh.xapian(), query, all_answers()))) == "");
    }
}

TEST_CASE("only what is wanted is ranked") {
    const IndexedNotes notes(
        NoteTexts{{"a.md", "# Gadget\n\nA gadget.\n"},
                  {"map.md",
                   "# Map\n\n## Tools\n\n- What is a gadget?\n  [g](a.md#gadget)\n\n"
                   "## Toys\n\n- Why a gadget?\n  [g](a.md#gadget)\n"}});
    RankOptions options = only(Kind::question);
    CHECK(titles(notes, "gadget", options).size() == 2);
    options.filter = crib::group_filter(notes.xapian(), "toys");
    CHECK(titles(notes, "gadget", options) == Strings{"Why a gadget?"});
    CHECK(titles(notes, "what is a gadget", options) == Strings{"Why a gadget?"});
    CHECK(titles(notes, "").empty());
    CHECK(titles(notes, "xylophone").empty());
}

TEST_CASE("the texts behind a question are those of what it leads to") {
    const IndexedNotes notes(
        NoteTexts{{"a.md", "# Gadget\n\nfirst\n\nsecond\n"},
                  {"map.md", "# Map\n\n- What is it?\n  [g](a.md#gadget) [lost](a.md#gone)\n"}});
    const std::vector<Hit> hits = rank(notes.xapian(), "what is it", only(Kind::question));
    REQUIRE(hits.size() == 1);
    CHECK(crib::texts_behind(notes.xapian(), hits[0].document, 100) == Strings{"first", "second"});
    CHECK(crib::texts_behind(notes.xapian(), hits[0].document, 8) == Strings{"first", "sec"});
}

TEST_CASE("without a query the questions are listed in the order of their notes") {
    const IndexedNotes notes(
        NoteTexts{{"b.md", "# B\n\n- Why b?\n- What is b?\n- Who is b?\n"},
                  {"a.md", "# A\n\n- What is z?\n- How is y?\n- Why is a?\n"}});
    const Strings questions = {"a.md:3 What is z?", "a.md:4 How is y?",  "a.md:5 Why is a?",
                               "b.md:3 Why b?",     "b.md:4 What is b?", "b.md:5 Who is b?"};
    CHECK(shown(crib::list_all(notes.xapian(), all_answers())) == questions);
    RankOptions two;
    two.limit = 2;
    CHECK(shown(crib::list_all(notes.xapian(), two)) ==
          Strings(questions.begin(), questions.begin() + 2));
    RankOptions sections = only(Kind::section);
    CHECK(titles(crib::list_all(notes.xapian(), sections)) == Strings{"A", "B"});
}

TEST_CASE("a question and its section hold together what each has of the query") {
    const IndexedNotes notes(
        NoteTexts{{"map.md", "# Map\n\n- How do you sharpen it?\n  [c](a.md#chisels)\n"},
                  {"a.md", "# Tools\n\n## Chisels\n\nGrind.\n\n## Planes\n\nA rusty one.\n"}});
    const crib::Vocabulary vocabulary(notes.xapian(), notes.tokenizer());
    const crib::Query query =
        crib::parse("sharpen chisels rusty", vocabulary, notes.tokenizer(), {});
    crib::RankOptions options;
    options.explain = true;
    const auto hits = crib::rank(vocabulary, query, options);
    REQUIRE(hits.size() == 2);
    CHECK(hits[0].reasons->held > hits[1].reasons->held);
    CHECK(std::abs(hits[0].reasons->held + hits[1].reasons->held - 1) < 1e-9);
}

TEST_CASE("the reasons of an answer make up its score") {
    const auto options = [](bool explain) {
        crib::RankOptions options;
        options.explain = explain;
        return options;
    };
    const IndexedNotes notes(NoteTexts{
        {"map.md", "# Map\n\n- How do you sharpen a chisel?\n  [c](a.md#chisels)\n"},
        {"a.md", "# Tools\n\n## Chisels\n\nSharpen it.\n\n## Planes\n\nA chisel to sharpen.\n"}});
    const crib::Vocabulary vocabulary(notes.xapian(), notes.tokenizer());
    const crib::Query query = crib::parse("sharpen chisel", vocabulary, notes.tokenizer(), {});
    const auto hits = crib::rank(vocabulary, query, options(true));
    REQUIRE(hits.size() == 2);
    for (const crib::Hit& hit : hits) {
        REQUIRE(hit.reasons);
        const crib::Reasons& reasons = *hit.reasons;
        const double lesser = std::min(reasons.own, reasons.linked);
        const double better = std::max(reasons.own, reasons.linked);
        const double sum_of_all =
            better + reasons.linked_share * lesser + reasons.near + reasons.asked;
        const double score =
            sum_of_all * reasons.alone * reasons.whole * reasons.title * reasons.fit;
        CHECK(std::abs(hit.score - score) < 1e-9);
        double sum = 0;
        for (const crib::WordPart& part : reasons.own_parts) sum += part.weight;
        CHECK(std::abs(sum - reasons.own) < 1e-9);
    }
    CHECK(hits[0].reasons->linked > 0);
    CHECK(hits[0].reasons->held == 1);
    CHECK(hits[1].reasons->alone > 1);
    CHECK_FALSE(crib::rank(vocabulary, query, options(false))[0].reasons);
}

TEST_CASE("a title that is the query and nothing else comes before longer ones") {
    const IndexedNotes notes(NoteTexts{
        {"a.md",
         "# Wood\n\n## What is the use of a chisel guard?\n\nA chisel guard keeps a chisel.\n\n"
         "## What is a chisel?\n\nA tool with an edge.\n\n"
         "## Chisel rack and chisel roll\n\nA chisel rack holds each chisel.\n"},
        {"b.md", "# Names\n\n## Out-Lathe\n\nlathe lathe\n\n## Lathe\n\nIt turns.\n"}});
    CHECK(titles(rank(notes.xapian(), "chisel")).front() == "What is a chisel?");
    CHECK(titles(rank(notes.xapian(), "explain chisels")).front() == "What is a chisel?");
    CHECK(titles(rank(notes.xapian(), "lathe")).front() == "Lathe");
}

namespace {

// A list of questions where one long answer has all words of all others.
const char* const faq =
    "# Bees\n\n## Where do bees come from?\n\nFrom a hive.\n\n"
    "## Who feeds the bees?\n\nA keeper.\n\n"
    "## Why do bees sting?\n\nTo defend the hive.\n\n"
    "## Do bees sleep?\n\nBees come home to sleep. A hive of bees stings who feeds it; bees come "
    "and sting and feed, and bees that come to feed sting bees.\n";

}  // namespace

TEST_CASE("in a list of questions the question counts beside the answer") {
    const IndexedNotes notes(NoteTexts{{"a.md", faq}});
    CHECK(titles(rank(notes.xapian(), "bees feed")).front() == "Who feeds the bees?");
    CHECK(titles(rank(notes.xapian(), "bees sting")).front() == "Why do bees sting?");
}

TEST_CASE("in a list of questions small words find the question") {
    const IndexedNotes notes(NoteTexts{{"a.md", faq}});
    CHECK(titles(rank(notes.xapian(), "where from are swarms of bees")).front() ==
          "Where do bees come from?");
    // They do so only beside a word that the notes have.
    CHECK(rank(notes.xapian(), "where from zeppelins").empty());
    // And in such a list only.
    const IndexedNotes plain(NoteTexts{
        {"a.md", "# Bees\n\n## Where do bees come from?\n\nFrom a hive.\n\n## Wax\n\nMelt it.\n"}});
    CHECK(titles(rank(plain.xapian(), "where wax")) == Strings{"Wax"});
}

TEST_CASE("a heading that asks scores as its neighbour without the mark") {
    const IndexedNotes notes(
        NoteTexts{{"a.md", "# Wood\n\n## Dry oak\n\nStack it.\n\n## Split\n\nUse a wedge.\n"},
                  {"b.md", "# Wood\n\n## Dry elm?\n\nStack it.\n\n## Split\n\nUse a wedge.\n"}});
    const auto hits = rank(notes.xapian(), "dry wood");
    REQUIRE(hits.size() >= 2);
    // The question is one of the words that lead to its section, which counts a little.
    CHECK(titles(hits)[0] == "Dry elm?");
    CHECK(titles(hits)[1] == "Dry oak");
    CHECK(hits[0].score < 1.1 * hits[1].score);
}
