#include "query/language/parse.h"
#include "indexer/index/ids.h"
#include "indexer/index/schema.h"
#include "indexer/index/stored_record.h"

#include <algorithm>
#include <string>
#include <vector>

#include <xapian.h>

#include "indexer/index/schema.h"
#include "query/language/field_filter.h"
#include "tests/catch.h"
#include "tests/indexed_notes.h"
#include "tests/processor_time.h"

using crib::IndexedNotes;
using crib::NoteTexts;
using crib::ParseOptions;
using crib::Query;
using crib::QueryWord;

namespace {

using Strings = std::vector<std::string>;

// Notes in which each section has words of its own.
const IndexedNotes& shed() {
    static const IndexedNotes notes(NoteTexts{
        {"map.md",
         "# Map\n\n## Cutting tools\n\n- Which one parts steel?\n  [h](tools/blade.md#hacksaw)\n\n"
         "## Finishing of wood\n\n- Which one is smooth?\n  [s](tools/blade.md#scraper)\n"},
        {"paint/brush.md",
         "---\ntags: [Wet Work]\n---\n# Brush\n\nThe grain of a board. Delete "
         "spots.\n\n```py\nspeed = "
         "1\n```\n"},
        {"tools/code.md",
         "# Memo\n\nUse `functools.lru_cache` with care.\n\n# Fridge\n\nA cache of beer.\n\n"
         "# Maker\n\nIt is `__init__` and no other.\n\n# Packing\n\nTake `*args`, `[[]] * n`.\n"},
        {"tools/blade.md",
         "# Saw\n\nRip along the grain.\n\n# Hacksaw\n\nFor metal and pipes.\n\n"
         "# Scraper\n\nScrape the grain of metal.\n"}});
    return notes;
}

Query parse(std::string_view text, const ParseOptions& options = {}) {
    const IndexedNotes& notes = shed();
    const crib::Vocabulary vocabulary(notes.xapian(), notes.tokenizer());
    return crib::parse(text, vocabulary, notes.tokenizer(), options);
}

// The titles of all matching answers of a kind, in the order of the notes.
Strings titles(const Xapian::Query& query, const std::string& kind = "section") {
    if (query.empty()) return {};
    Xapian::Enquire enquire(shed().xapian());
    enquire.set_query(Xapian::Query(Xapian::Query::OP_FILTER, query,
                                    Xapian::Query(crib::make_term(crib::prefix::kind, kind))));
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    enquire.set_sort_by_value(crib::slot::order, false);
    Strings titles;
    const Xapian::MSet set = enquire.get_mset(0, 100);
    for (auto it = set.begin(); it != set.end(); ++it) {
        titles.push_back(crib::record_of(it.get_document()).title);
    }
    return titles;
}

Strings found(std::string_view text, const ParseOptions& options = {}) {
    return titles(parse(text, options).matching);
}

Strings words(std::string_view text) {
    Strings result;
    for (const QueryWord& word : parse(text).words) result.push_back(word.written);
    return result;
}

std::string repeated(const std::string& text, int times) {
    std::string result;
    for (int i = 0; i < times; ++i) result += text;
    return result;
}

// Whether a search reads a term's documents to find matches, and not only to rank them. The term
// must be one of a query word's terms.
bool reads(const std::string& term, const std::string& text) {
    const Query query = parse(text, {.prefix = true});
    REQUIRE(std::ranges::any_of(query.words, [&](const QueryWord& word) {
        return std::ranges::find(word.terms, term) != word.terms.end();
    }));
    const auto end = query.matching.get_terms_end();
    return std::find(query.matching.get_terms_begin(), end, term) != end;
}

const Strings none;

}  // namespace

TEST_CASE("one of the words is enough, and an absent one empties nothing") {
    CHECK(found("saw pipes") == Strings{"Saw", "Hacksaw"});
    CHECK(found("saw xylophone") == Strings{"Saw"});
    CHECK(found("xylophone") == none);
    CHECK(found("Scraping METALS") == Strings{"Hacksaw", "Scraper"});
}

TEST_CASE("small words match only where there is nothing else") {
    CHECK(found("where is the saw") == Strings{"Saw"});
    CHECK(found("the xylophone") == none);
    CHECK(found("the") == Strings{"Brush", "Saw", "Scraper"});
    CHECK(found("and the") == Strings{"Brush", "Saw", "Hacksaw", "Scraper", "Maker"});
}

TEST_CASE("small words are not read if enough other words find the best answers") {
    CHECK(reads("the", "the saw"));
    CHECK_FALSE(reads("the", "the grain of metal"));
    CHECK_FALSE(reads("the", "+scrape the +grain of metal"));
    CHECK(found("the grain of metal") == Strings{"Brush", "Saw", "Hacksaw", "Scraper"});
    // Completions of a single letter are not read either.
    CHECK(reads("metal", "m"));
    CHECK(reads("metal", "grain m"));
    CHECK_FALSE(reads("metal", "scrape grain m"));
    CHECK(reads("metal", "scrape grain met"));
    CHECK(found("along m", {.prefix = true}) == Strings{"Saw"});
}

TEST_CASE("synonyms are not read if enough known words find the best answers") {
    CHECK(reads("eras", "delete grain metal pipes "));
    CHECK_FALSE(reads("eras", "delete grain metal pipes saw "));
    CHECK_FALSE(reads("eras", "delete grain metal pipes the xylophone saw "));
    // Unknown and small words do not count. Words joined by AND keep their synonyms.
    CHECK(reads("eras", "delete grain metal pipes xylophone the "));
    CHECK(reads("eras", "delete AND grain metal pipes saw "));
    CHECK(reads("delet", "erase grain metal pipes saw rip "));
    CHECK(reads("saw", "delete grain metal pipes rip sa"));
    CHECK(reads("grain", "delete metal pipes saw rip grian "));
}

TEST_CASE("a query without words asks for nothing") {
    for (const std::string text : {"", " ", "?!", "\"\"", "()", "\"...?\"", "title:?", "(,) ,"}) {
        const Query query = parse(text);
        CHECK(query.words.empty() == query.matching.empty());
        CHECK(titles(query.matching) == none);
    }
}

TEST_CASE("the words of a phrase stand together in this order") {
    CHECK(found("\"grain of a board\"") == Strings{"Brush"});
    CHECK(found("\"board of a grain\"") == none);
    CHECK(found("\"grain board\"") == none);
    CHECK(found("\"scraping the grains\"") == Strings{"Scraper"});
    CHECK(found("\"lru cache\"") == Strings{"Memo"});
    CHECK(found("\"functools.lru_cache\"") == Strings{"Memo"});
    CHECK(found("\"saw") == Strings{"Saw"});
    CHECK(found("metal \"along the grain\"") == Strings{"Saw"});
}

TEST_CASE("a plus binds and a minus leaves out") {
    CHECK(found("grain +metal") == Strings{"Hacksaw", "Scraper"});
    CHECK(found("+grain +metal") == Strings{"Scraper"});
    CHECK(found("grain -metal") == Strings{"Brush", "Saw"});
    CHECK(found("grain -\"the grain\"") == none);
    CHECK(found("+xylophone grain") == none);
    CHECK(found("grain -xylophone") == Strings{"Brush", "Saw", "Scraper"});
}

TEST_CASE("a name that is left out takes with it what holds the name, not each that holds a part") {
    CHECK(found("beer care -lru_cache") == Strings{"Fridge"});
    CHECK(found("(beer care) NOT lru_cache") == Strings{"Fridge"});
    CHECK(found("+lru_cache") == Strings{"Memo"});
    CHECK(found("care AND lru_cache") == Strings{"Memo"});
    CHECK(found("beer AND lru_cache") == none);
    CHECK(found("lru_cache") == Strings{"Memo", "Fridge"});
}

TEST_CASE("AND and NOT bind, OR does not") {
    CHECK(found("grain AND metal") == Strings{"Scraper"});
    CHECK(found("grain AND metal AND xylophone") == none);
    CHECK(found("grain NOT metal") == Strings{"Brush", "Saw"});
    CHECK(found("grain AND NOT metal") == Strings{"Brush", "Saw"});
    CHECK(found("pipes OR board") == Strings{"Brush", "Hacksaw"});
    CHECK(found("pipes OR grain AND metal") == Strings{"Hacksaw", "Scraper"});
    CHECK(found("pipes (grain AND metal)") == Strings{"Scraper"});
}

TEST_CASE("parentheses group") {
    CHECK(found("(pipes OR board) AND metal") == Strings{"Hacksaw"});
    CHECK(found("metal NOT (grain OR board)") == Strings{"Hacksaw"});
    CHECK(found("(grain)") == Strings{"Brush", "Saw", "Scraper"});
    CHECK(found("((grain) AND (metal))") == Strings{"Scraper"});
    CHECK(found("(grain -metal) OR pipes") == Strings{"Brush", "Saw", "Hacksaw"});
}

TEST_CASE("an exclusion counts wherever it stands") {
    CHECK(found("grain (-metal)") == Strings{"Brush", "Saw"});
    CHECK(found("grain AND -metal") == Strings{"Brush", "Saw"});
    CHECK(found("-metal AND grain") == Strings{"Brush", "Saw"});
    CHECK(found(", NOT metal") == Strings{"Hacksaw", "Scraper"});  // nothing else
}

TEST_CASE("an operator that is not between two words is a word") {
    CHECK(found("AND grain") == Strings{"Brush", "Saw", "Scraper"});
    CHECK(found("grain AND") == Strings{"Brush", "Saw", "Scraper"});
    CHECK(found("NOT metal") == Strings{"Hacksaw", "Scraper"});
    CHECK(found("grain AND AND metal") == found("grain metal"));
    CHECK(found("(AND) grain") == Strings{"Brush", "Saw", "Scraper"});
    CHECK(found("grain OR OR pipes") == found("grain pipes"));
    CHECK(found("NOT") == none);
}

TEST_CASE("a query of exclusions alone is searched as plain words") {
    CHECK(found("-metal") == Strings{"Hacksaw", "Scraper"});
    CHECK(found("-metal -board") == Strings{"Brush", "Hacksaw", "Scraper"});
    CHECK(found("-\"along the grain\"") == found("along the grain"));
    CHECK(found("(-metal)") == Strings{"Hacksaw", "Scraper"});
    CHECK(found("-path:paint") == found("path paint"));
}

TEST_CASE("a wildcard finds the words that begin so") {
    CHECK(found("scr*") == Strings{"Scraper"});
    CHECK(found("pip* boa*") == Strings{"Brush", "Hacksaw"});
    CHECK(found("xyl*") == none);
    CHECK(found("grain -me*") == Strings{"Brush", "Saw"});
}

TEST_CASE("fields bind without ranking") {
    CHECK(found("title:saw") == Strings{"Saw"});
    CHECK(found("title:grain") == none);
    CHECK(found("grain path:paint") == Strings{"Brush"});
    CHECK(found("grain path:tools") == Strings{"Saw", "Scraper"});
    CHECK(found("grain path:xylophone") == none);
    CHECK(found("kind:section grain") == Strings{"Brush", "Saw", "Scraper"});
    CHECK(found("kind:question grain") == none);
    CHECK(titles(parse("kind:question metal").matching, "question") ==
          Strings{"Which one parts steel?", "Which one is smooth?"});
    CHECK(found("grain -path:tools") == Strings{"Brush"});
    CHECK(found("grain NOT path:tools") == Strings{"Brush"});
    CHECK(found("+path:paint grain") == Strings{"Brush"});
    CHECK(found("path:paint") == Strings{"Brush"});
    CHECK(found("path:paint OR title:saw") == Strings{"Brush", "Saw"});
    CHECK(found("grain (path:paint)") == Strings{"Brush"});
    CHECK(found("(path:tools metal) grain") == Strings{"Hacksaw", "Scraper"});
}

TEST_CASE("a title is searched for each of its words, a question for its own") {
    CHECK(found("title:\"saw\"") == Strings{"Saw"});
    CHECK(found("title:\"saw hacksaw\"") == none);
    CHECK(titles(parse("title:smooth").matching, "question") == Strings{"Which one is smooth?"});
    CHECK(titles(parse("title:metal").matching, "question") == none);
}

TEST_CASE("a path is a folder or file by the end of its path, its suffix or not") {
    const Strings saws = {"Saw", "Hacksaw", "Scraper"};
    for (const std::string path : {"blade.md", "blade", "tools/blade", "tools/blade.md",
                                   "/tools/blade.md", "./tools/blade.md", "notes/tools/blade.md"}) {
        CHECK(found("path:" + path) == saws);
    }
    CHECK(found("path:tools/").size() == 7);
    CHECK(found("path:notes").size() == 11);
    for (const std::string path : {"lade.md", "ools", "blade.mdx", "/", "tools/s", "."}) {
        CHECK(found("path:" + path) == none);
    }
}

TEST_CASE("a group is one so called, else each that has all the words") {
    CHECK(found("metal group:\"cutting tools\"") == Strings{"Hacksaw"});
    CHECK(found("metal group:cutting") == Strings{"Hacksaw"});
    CHECK(found("metal group:\"tools cutting\"") == Strings{"Hacksaw"});
    CHECK(found("metal group:fin") == Strings{"Scraper"});
    CHECK(found("metal group:\"finishing tools\"") == none);
    CHECK(found("metal group:inishing") == none);
    CHECK(titles(crib::group_filter(shed().xapian(), "Cutting Tools?")) == Strings{"Hacksaw"});
    CHECK(crib::group_filter(shed().xapian(), "xylophones").empty());
    CHECK(crib::group_filter(shed().xapian(), "").empty());
}

TEST_CASE("languages and tags are known by their names, whatever they are written like") {
    CHECK(found("lang:python") == Strings{"Brush"});
    CHECK(found("lang:py") == Strings{"Brush"});
    CHECK(found("lang:PY") == Strings{"Brush"});
    CHECK(found("lang:c") == none);
    CHECK(found("tag:\"wet work\"") == Strings{"Brush"});
    CHECK(found("tag:\"Wet Work\"") == Strings{"Brush"});
    CHECK(found("tag:wet") == none);
}

TEST_CASE("code is found by what was typed") {
    CHECK(found("functools.lru_cache") == Strings{"Memo", "Fridge"});
    CHECK(found("__init__") == Strings{"Maker"});
    CHECK(found("init") == Strings{"Maker"});
    CHECK(found("*args") == Strings{"Packing"});
    CHECK(found("[[]]") == Strings{"Packing"});
    CHECK(found("[[]] * n") == Strings{"Packing"});
}

TEST_CASE("an unfinished last word stands for all words that begin with it") {
    ParseOptions live;
    live.prefix = true;
    CHECK(found("hack", live) == Strings{"Hacksaw"});
    CHECK(found("saw pip", live) == Strings{"Saw", "Hacksaw"});
    CHECK(found("pip saw", live) == Strings{"Saw"});
    CHECK(found("hack ", live) == none);
    CHECK(found("s", live).size() >= 2);
    CHECK(found("lru_c", live) == Strings{"Memo"});
    CHECK(found("+hack", live) == Strings{"Hacksaw"});
    CHECK(found("grain -met", live) == Strings{"Brush", "Saw", "Scraper"});
    CHECK(found("*arg", live) == Strings{"Packing"});
    // Without live search, only if the notes do not contain the word.
    CHECK(found("hack") == Strings{"Hacksaw"});
}

TEST_CASE("a misspelt word has no synonyms but its correction") {
    const auto weight_of = [](const std::string& text, const Strings& terms) {
        double weight = 0;
        for (const QueryWord& word : parse(text).words) {
            for (const crib::Variant& variant : word.facets.front().variants) {
                if (variant.terms == terms) weight = variant.weight;
            }
        }
        return weight;
    };
    const crib::Tuning tuning;
    // The notes write hacksaw as one word. The thesaurus has remove for delete.
    CHECK(weight_of("hack saw", {"hacksaw"}) == tuning.compound);
    CHECK(weight_of("delete", {"remov"}) == tuning.synonym_known);
    CHECK(weight_of("delte", {"delet"}) == tuning.correction);
    CHECK(weight_of("delte", {"remov"}) == 0);
    CHECK(weight_of("delte grain", {"remov"}) == 0);
    CHECK(weight_of("delte \"grain\"", {"remov"}) == 0);
    CHECK(weight_of("+delte", {"remov"}) == 0);
}

TEST_CASE("an unknown word is corrected, and the correction is reported") {
    const Query query = parse("hcksaw grain");
    CHECK(titles(query.matching) == Strings{"Brush", "Saw", "Hacksaw", "Scraper"});
    CHECK(query.corrections ==
          std::vector<std::pair<std::string, std::string>>{{"hcksaw", "hacksaw"}});
    ParseOptions exactly;
    exactly.spelling = false;
    CHECK(found("hcksaw", exactly) == none);
    CHECK(parse("hcksaw", exactly).corrections.empty());
    CHECK(parse("hacksaw").corrections.empty());
    CHECK(parse("xylophone").corrections.empty());
    CHECK(parse("-hcksaw grain").corrections.empty());
}

TEST_CASE("words of the thesaurus stand for each other, but not where they are left out") {
    ParseOptions plain;
    plain.spelling = false;
    CHECK(found("erase", plain) == Strings{"Brush"});
    CHECK(found("+erase grain", plain) == none);
    CHECK(found("grain -erase", plain) == Strings{"Brush", "Saw", "Scraper"});
    CHECK(found("grain NOT erase", plain) == Strings{"Brush", "Saw", "Scraper"});
    plain.synonyms = false;
    CHECK(found("erase", plain) == none);
}

TEST_CASE("a query equals titles in their exact form, whatever its characters would mean") {
    CHECK(parse("What is  `__init__`?").exact == "what is __init__");
    CHECK(parse("dict (mapping) type").exact == "dict (mapping) type");
    CHECK(parse("The \"with\" statement").exact == "the \"with\" statement");
    CHECK(parse("this AND that").exact == "this and that");
    CHECK(parse("(unbalanced").exact == "(unbalanced");
}

TEST_CASE("the words of a query are kept for those who show what matched") {
    CHECK(words("What is +metal -grain \"of a board\" pip* title:saw") ==
          Strings{"what", "is", "metal", "of", "a", "board", "pip*", "saw"});
    const QueryWord what = parse("what").words.front();
    CHECK(what.stop);
    CHECK(what.weight < parse("metal").words.front().weight);
}

TEST_CASE("whether a query has fields is known, wherever they stand") {
    CHECK(parse("path:paint kind:section").has_fields);
    CHECK(parse("(path:paint) OR grain").has_fields);
    CHECK_FALSE(parse("grain path: paint").has_fields);
}

TEST_CASE("a query that is too long is cut, and says so") {
    CHECK_FALSE(parse("grain").truncated);
    const Query bytes = parse(std::string(9000, 'x') + " grain");
    CHECK(bytes.truncated);
    CHECK(titles(bytes.matching) == none);
    CHECK_FALSE(parse(repeated("grain ", 256)).truncated);
    const Query many = parse(repeated("grain ", 300) + "pipes");
    CHECK(many.truncated);
    CHECK(many.words.size() <= 256);
    CHECK(titles(many.matching) == Strings{"Brush", "Saw", "Scraper"});
}

TEST_CASE("no query is an error, nor takes long") {
    const Strings hostile = {
        std::string(8192, 'x'),
        repeated("x ", 4096),
        repeated("grain ", 20'000),
        repeated("(", 60) + "grain" + repeated(")", 60),
        repeated("(", 5000),
        repeated(")", 5000),
        repeated("(grain OR ", 49) + "pipes" + repeated(")", 49),
        "-grain -metal -pipes",
        "the of and is",
        "\"grain of",
        "\"",
        "\"\"\"",
        "grain NOT " + repeated("metal NOT ", 5000) + "pipes",
        "grain AND " + repeated("grain AND ", 5000) + "grain",
        "grain OR " + repeated("metal OR ", 5000) + "pipes",
        repeated("AND ", 100),
        repeated("NOT ", 100) + "grain",
        repeated("sc* ", 2000),
        repeated("+", 5000),
        repeated("-grain ", 1000),
        repeated("title:grain ", 600),
        repeated("path:tools ", 600),
        repeated("\"the grain\" ", 600),
        repeated("hcksaw ", 300),
        "print(\"x\")",
        "f(x)",
        "a NEAR/99999999999 b",
        std::string("gr\0ain \0 metal\0", 15),
        "\xFF\xFE \xC3 \xE2\x82 metal",
        "title:\xFF group:\xFF path:\xFF tag:\xFF lang:\xFF kind:\xFF",
        "path:\n* group:\"\x01\" tag:" + std::string(3000, 'y'),
        "group:" + std::string(300, 'g') + " kind:" + std::string(300, 'k'),
        "字" + repeated("語", 2000),
        "\x1B[31m +\x1B -\x9B",
    };
    for (const std::string& text : hostile) {
        INFO(text.substr(0, 40));
        const double begin = crib::processor_time();
        for (const bool prefix : {false, true}) {
            ParseOptions options;
            options.prefix = prefix;
            Query query;
            REQUIRE_NOTHROW(query = parse(text, options));
            CHECK_NOTHROW(titles(query.matching));
        }
        CHECK(crib::processor_time() - begin < 10);
    }
}

TEST_CASE("a query that does not parse is searched as plain words") {
    CHECK(found("(grain AND metal") == found("grain and metal"));
    CHECK(found(repeated("(", 60) + "grain AND metal" + repeated(")", 60)) ==
          found("grain and metal"));
    CHECK(found("print(\"grain\")") == Strings{"Brush", "Saw", "Scraper"});
    CHECK(found("f(metal)") == Strings{"Hacksaw", "Scraper"});
    CHECK(found(std::string("gr\xFF metal\0", 10)) == Strings{"Hacksaw", "Scraper"});
}

namespace {

// The titles of the sections that a query finds in notes of names with capitals inside, in order.
Strings found_in(const NoteTexts& texts, std::string_view query, bool prefix = false) {
    const IndexedNotes notes(texts);
    const crib::Vocabulary vocabulary(notes.xapian(), notes.tokenizer());
    ParseOptions options;
    options.prefix = prefix;
    const Query parsed = crib::parse(query, vocabulary, notes.tokenizer(), options);
    if (parsed.matching.empty()) return {};
    Xapian::Enquire enquire(notes.xapian());
    enquire.set_query(Xapian::Query(Xapian::Query::OP_FILTER, parsed.matching,
                                    Xapian::Query(crib::make_term(crib::prefix::kind, "section"))));
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    enquire.set_sort_by_value(crib::slot::order, false);
    const Xapian::MSet hits = enquire.get_mset(0, 20);
    Strings titles;
    for (auto hit = hits.begin(); hit != hits.end(); ++hit) {
        titles.push_back(crib::record_of(hit.get_document()).title);
    }
    return titles;
}

}  // namespace

TEST_CASE("a phrase finds names with capitals inside, however it writes them") {
    const NoteTexts texts = {{"a.md",
                              "# One\n\nStart PipeWire sessions.\n\n# Two\n\nStart pipewire "
                              "sessions.\n\n# Three\n\nWire sessions start a pipe.\n\n"
                              "# Four\n\nThe PipeWire's sessions.\n"}};
    const Strings both = {"One", "Two", "Four"};
    CHECK(found_in(texts, "\"pipewire sessions\"") == both);
    CHECK(found_in(texts, "\"PipeWire sessions\"") == both);
    CHECK(found_in(texts, "\"start pipewire sessions\"") == Strings{"One", "Two"});
    CHECK(found_in(texts, "pipewire") == both);
    CHECK(found_in(texts, "PipeWire NOT pipe") == Strings{"Two"});
}

TEST_CASE("a title with a name with capitals inside is found in small letters") {
    const NoteTexts texts = {{"a.md", "# PipeWire\n\nAll.\n\n# Other\n\nOn PipeWire.\n"}};
    CHECK(found_in(texts, "title:pipewire") == Strings{"PipeWire"});
}

TEST_CASE("an unfinished word that equals a small word is completed") {
    const NoteTexts texts = {
        {"a.md", "# One\n\nIt is as it is.\n\n# Two\n\nAn asymptote.\n\n# Three\n\nDocks do.\n"}};
    CHECK(found_in(texts, "as", true) == Strings{"Two"});
    CHECK(found_in(texts, "an as", true) == Strings{"Two"});
    CHECK(found_in(texts, "as ", true) == Strings{"One"});
    CHECK(found_in(texts, "as") == Strings{"One"});
    CHECK(found_in(texts, "do", true) == Strings{"Three"});
    CHECK(found_in(texts, "it", true) == Strings{"One"});
}

TEST_CASE("an unfinished name in a field is completed") {
    const NoteTexts texts = {{"lists/copy.md",
                              "---\ntags: [Container Images]\n---\n# Asymptotes\n\nA.\n\n"
                              "```python\nx = 1\n```\n"},
                             {"b.md", "# Other\n\nNo asymptotes.\n"}};
    const Strings first = {"Asymptotes"};
    for (const char* query : {"title:asy", "tag:cont", "lang:pyt", "path:lis", "path:lists/co"}) {
        INFO(query);
        CHECK(found_in(texts, query, true) == first);
        CHECK(found_in(texts, query).empty());
        CHECK(found_in(texts, std::string(query) + " ", true).empty());
    }
    CHECK(found_in(texts, "kind:sec", true).size() == 2);
    CHECK(found_in(texts, "tag:cont title:asy", true).empty());
    CHECK(found_in(texts, "path:x", true).empty());
}

TEST_CASE("a correction is a guess that nothing else stands for") {
    // `splat` is a synonym of `unpacking`, and is searched only if that is typed right.
    const NoteTexts texts = {{"a.md", "# One\n\nUnpacking.\n\n# Two\n\nA splat.\n"}};
    CHECK(found_in(texts, "unpakcing") == Strings{"One"});
    CHECK(found_in(texts, "unpacking") == Strings{"One", "Two"});
    CHECK(found_in({{"a.md", "# One\n\nA green hill.\n"}}, "greedy").empty());
}

TEST_CASE("an identifier is corrected and completed although the notes have one of its words") {
    const NoteTexts texts = {
        {"a.md", "# One\n\nCall `tree_walker`.\n\n# Two\n\nAny tree, and a walk.\n"}};
    CHECK_FALSE(found_in(texts, "tree_wlaker").empty());
    const IndexedNotes notes(texts);
    const crib::Vocabulary vocabulary(notes.xapian(), notes.tokenizer());
    const Query query = crib::parse("tree_wlaker now", vocabulary, notes.tokenizer(), {});
    CHECK(query.corrections ==
          std::vector<std::pair<std::string, std::string>>{{"tree_wlaker", "tree_walker"}});
    CHECK(crib::parse("tree_walk now", vocabulary, notes.tokenizer(), {}).corrections.empty());
}

TEST_CASE("names with marks between their letters meet those without") {
    const NoteTexts texts = {
        {"a.md",
         "# One\n\nUse knot.js with A.C.M.E. and O'Brien.\n\n"
         "# Two\n\nUse knotjs with ACME and OBrien.\n\n# Three\n\nUse a knot.\n"}};
    const Strings both = {"One", "Two"};
    CHECK(found_in(texts, "knotjs") == both);
    CHECK(found_in(texts, "acme") == both);
    CHECK(found_in(texts, "A.C.M.E.") == both);
    CHECK(found_in(texts, "o'brien") == both);
    CHECK(found_in({{"a.md", "# One\n\nBy O'Brien.\n"}}, "obrien") == Strings{"One"});
}
