#include "indexer/store/document.h"
#include "indexer/index/ids.h"
#include "indexer/index/record.h"
#include "indexer/index/schema.h"
#include "indexer/index/stored_record.h"
#include "indexer/index/title_size.h"
#include "indexer/index/tree_record.h"
#include "indexer/text/bytes.h"
#include "indexer/text/hash.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

#include <xapian.h>

#include "indexer/index/passages.h"
#include "indexer/index/word_list.h"
#include "tests/catch.h"
#include "tests/indexed_notes.h"

using crib::decode_note;
using crib::derive_documents;
using crib::Kind;
using crib::make_term;
using crib::NoteDocuments;
using crib::NoteTexts;
using crib::Record;
using crib::record_of;
using crib::RecordLink;
using crib::Tree;
using crib::tree_of;
using Xapian::Document;

namespace {

using Strings = std::vector<std::string>;

NoteDocuments derive(const NoteTexts& texts, const std::string& path) {
    const Tree tree = tree_of(texts);
    const auto place = std::distance(texts.begin(), texts.find(path));
    return derive_documents(crib::LinkedNote(tree, static_cast<std::size_t>(place)),
                            crib::find_askers(tree), crib::Tokenizer());
}

Strings terms_of(const Document& document, const std::string& prefix) {
    Strings terms;
    for (auto it = document.termlist_begin(); it != document.termlist_end(); ++it) {
        if ((*it).starts_with(prefix)) terms.push_back((*it).substr(prefix.size()));
    }
    return terms;
}

Strings terms_of(const Document& document, std::string_view prefix) {
    return terms_of(document, std::string(prefix));
}

bool has_term(const Document& document, const std::string& term) {
    const Strings terms = terms_of(document, std::string());
    return std::ranges::find(terms, term) != terms.end();
}

Xapian::termcount wdf(const Document& document, const std::string& term) {
    auto it = document.termlist_begin();
    it.skip_to(term);
    return it != document.termlist_end() && *it == term ? it.get_wdf() : 0;
}

// Each answer of a note as "kind title".
Strings titles(const NoteDocuments& note) {
    Strings result;
    for (std::size_t i = 0; i + 1 < note.documents.size(); ++i) {
        const Record record = record_of(note.documents[i]);
        result.push_back((record.kind == Kind::question ? "question " : "section ") + record.title);
    }
    return result;
}

Document document_of(const NoteDocuments& note, Kind kind, const std::string& title) {
    for (const Document& document : note.documents) {
        if (terms_of(document, crib::prefix::kind) == Strings{"note"}) continue;
        const Record record = record_of(document);
        if (record.kind == kind && record.title == title) return document;
    }
    FAIL("no document of " << title);
    return {};
}

Document question(const NoteDocuments& note, const std::string& title) {
    return document_of(note, Kind::question, title);
}

Document section(const NoteDocuments& note, const std::string& title) {
    return document_of(note, Kind::section, title);
}

using Counts = std::map<std::string, std::uint32_t>;

Counts counts_of(const crib::WordTally& tally) {
    Counts counts;
    for (const auto& [word, count] : tally.counts()) counts[word] = count.documents;
    return counts;
}

std::string words(int count) {
    std::string text;
    for (int i = 0; i < count; ++i) text += "padding ";
    return text;
}

const NoteTexts lists = {
    {"basic/list.md",
     "# Lists\n\nA list holds things.\n\n## Copies\n\nCopying gadgets.\n\n```py\nbisect(x)\n```\n"},
    {"map.md",
     "# Map\n\n## Data types\n\n- How to duplicate a list?\n  [Copies](basic/list.md#copies)\n"}};

}  // namespace

TEST_CASE("each section, each question and the note itself are a document") {
    const NoteDocuments map = derive(lists, "map.md");
    CHECK(titles(map) ==
          Strings{"section Map", "section Data types", "question How to duplicate a list?"});
    CHECK(map.documents.size() == 4);
    CHECK(map.sections == 2);
    CHECK(titles(derive(lists, "basic/list.md")) == Strings{"section Lists", "section Copies"});
    for (const Document& document : map.documents) {
        CHECK(has_term(document, map.term));
        CHECK(terms_of(document, crib::prefix::kind).size() == 1);
        CHECK(terms_of(document, crib::prefix::id).size() == 1);
    }
}

TEST_CASE("the text above the first heading is a document where there is some, or nothing else") {
    CHECK(titles(derive({{"a.md", "# A\n\ntext\n"}}, "a.md")) == Strings{"section A"});
    CHECK(titles(derive({{"a.md", "above\n\n# A\n"}}, "a.md")) ==
          Strings{"section A", "section A"});
    CHECK(titles(derive({{"a.md", "only text\n"}}, "a.md")) == Strings{"section a"});
    CHECK(titles(derive({{"a.md", ""}}, "a.md")) == Strings{"section a"});
}

TEST_CASE("a word of a title weighs more than one of the text, and that more than one of code") {
    const NoteDocuments note = derive(lists, "basic/list.md");
    const Document copies = section(note, "Copies");
    CHECK(wdf(copies, "copi") > wdf(copies, "gadget"));
    CHECK(wdf(copies, "gadget") > wdf(copies, "bisect"));
    CHECK(wdf(copies, "bisect") >= 1);
    CHECK(wdf(copies, "list") >= 1);  // from the heading above
}

TEST_CASE("a word weighs less in a long text than in a short one") {
    const NoteDocuments note =
        derive({{"a.md", "# Long\n\ngadget " + words(500) + "\n\n# Short\n\ngadget\n"}}, "a.md");
    CHECK(wdf(section(note, "Short"), "gadget") > wdf(section(note, "Long"), "gadget"));
}

TEST_CASE("a table of contents is not found by the questions that it repeats") {
    const std::string list = "- [What is a gadget?](#what-is-a-gadget)\n- [Why bother?](#why)\n\n";
    const std::string table =
        "| No. | Question |\n|---|---|\n| 1 | [What is a gadget?](#what-is-a-gadget) |\n"
        "| 2 | [Why bother?](#why) |\n\n";
    const std::string rows = GENERATE_COPY(list, table);
    const NoteDocuments note =
        derive({{"page.md", "# Page\n\n## Contents\n\nBy topic.\n\n" + rows +
                                "## What is a gadget?\n\nA thing.\n\n## Why?\n\nIt helps.\n"}},
               "page.md");
    const Document contents = section(note, "Contents");
    CHECK(wdf(contents, "topic") > 0);
    CHECK(wdf(contents, "gadget") == 0);
    // A question whose words differ from its heading's is found here, too.
    CHECK(wdf(contents, "bother") > 0);
}

TEST_CASE("a question carries words of what it leads to, and a section of what leads to it") {
    const Document asked = question(derive(lists, "map.md"), "How to duplicate a list?");
    CHECK(wdf(asked, "gadget") >= 1);
    CHECK(wdf(asked, "duplic") > wdf(asked, "gadget"));
    CHECK(wdf(asked, "type") >= 1);  // from its group
    const NoteDocuments note = derive(lists, "basic/list.md");
    CHECK(wdf(section(note, "Copies"), "duplic") >= 1);
    CHECK(wdf(section(note, "Lists"), "duplic") == 0);
}

TEST_CASE("a section with little text of its own lends its subtree's words to a question") {
    const auto asked = [](const std::string& own) {
        const NoteTexts texts = {
            {"a.md", "# Chief\n\n" + own + "\n\n## Below\n\ngadget\n\n# Next\n\nwidget\n"},
            {"map.md", "- What is it?\n  [Chief](a.md#chief)\n"}};
        return question(derive(texts, "map.md"), "What is it?");
    };
    CHECK(has_term(asked(""), "gadget"));
    CHECK(has_term(asked("A line."), "gadget"));
    CHECK_FALSE(has_term(asked(words(60)), "gadget"));
    CHECK_FALSE(has_term(asked(""), "widget"));
}

TEST_CASE("a question knows the sections it leads to by their ids") {
    const Document asked = question(derive(lists, "map.md"), "How to duplicate a list?");
    const std::string id = crib::section_id("notes", "basic/list.md", "copies");
    CHECK(crib::unpack(asked.get_value(crib::slot::targets)) == Strings{id});
    CHECK(terms_of(asked, crib::prefix::target) == Strings{id});
    CHECK(has_term(section(derive(lists, "basic/list.md"), "Copies"), id));
}

TEST_CASE("a link to a whole note leads to its first section that is in the index") {
    const NoteTexts texts = {{"a.md", "# A\n\ntext\n"}, {"map.md", "- What is a?\n  [A](a.md)\n"}};
    const Document asked = question(derive(texts, "map.md"), "What is a?");
    const Strings targets = crib::unpack(asked.get_value(crib::slot::targets));
    REQUIRE(targets.size() == 1);
    CHECK(has_term(section(derive(texts, "a.md"), "A"), targets[0]));
}

TEST_CASE("groups, tags, languages, paths and titles are terms of their own") {
    const NoteTexts texts = {
        {"x/a.md", "---\ntags: [Data Types]\n---\n# Lists\n\n```python3\npass\n```\n"},
        {"map.md", "## Data types\n\n- What is a list?\n  [a](x/a.md#lists)\n"}};
    const Document lists = section(derive(texts, "x/a.md"), "Lists");
    CHECK(terms_of(lists, crib::prefix::tag) == Strings{"data types"});
    CHECK(terms_of(lists, crib::prefix::language) == Strings{"python"});
    CHECK(terms_of(lists, crib::prefix::note) == Strings{crib::digest("notes/x/a.md")});
    CHECK(terms_of(lists, crib::prefix::group) == Strings{"data types"});
    CHECK(terms_of(lists, crib::prefix::exact) == Strings{crib::digest("lists")});
    CHECK(terms_of(lists, crib::prefix::title) == Strings{"list"});
    const Document asked = question(derive(texts, "map.md"), "What is a list?");
    CHECK(terms_of(asked, crib::prefix::group) == Strings{"data types"});
    CHECK(terms_of(asked, crib::prefix::exact) == Strings{crib::digest("what is a list")});
    CHECK(terms_of(asked, crib::prefix::title) == Strings{"a", "is", "list", "what"});
}

TEST_CASE("a link to a whole note leads to its beginning") {
    const NoteDocuments note = derive(
        {{"a.md", "---\naliases: [gizmo]\ndescription: whatsit\n---\n# One\n\n# Two\n"}}, "a.md");
    CHECK(has_term(section(note, "One"), "gizmo"));
    CHECK(has_term(section(note, "One"), "whatsit"));
    CHECK_FALSE(has_term(section(note, "Two"), "gizmo"));
}

TEST_CASE("a section's record holds what it takes to print it") {
    Record expected;
    expected.kind = Kind::section;
    expected.tree = "notes";
    expected.title = "Copies";
    expected.path = "basic/list.md";
    expected.place = {5, 1};
    RecordLink link;
    link.title = "Copies";
    link.path = "basic/list.md";
    link.line = 5;
    link.end_line = 11;
    link.anchor = "copies";
    link.breadcrumb = {"Lists"};
    expected.links = {link};
    const Document copies = section(derive(lists, "basic/list.md"), "Copies");
    CHECK(record_of(copies) == expected);
    CHECK(crib::passages_of(copies) == Strings{"Copying gadgets.", "bisect(x)\n"});
}

TEST_CASE("a question's record holds each of its links, whatever they lead to") {
    const NoteTexts texts = {
        {"a.md", "# A\n\n## Deep\n\ntext\n"},
        {"map.md",
         "# Map\n\n- What is it?\n  [Deep](a.md#deep) [lost](a.md#dep) [gone](b.md) "
         "[web](https://example.org/)\n"}};
    const Record record = record_of(question(derive(texts, "map.md"), "What is it?"));
    CHECK(record.group == "Map");
    CHECK(record.place == crib::Place{3, 1});
    RecordLink section;
    section.title = "Deep";
    section.path = "a.md";
    section.line = 3;
    section.end_line = 5;
    section.anchor = "deep";
    section.breadcrumb = {"A"};
    RecordLink lost;
    lost.state = RecordLink::State::lost;
    lost.title = "lost";
    lost.destination = "a.md#dep";
    lost.path = "a.md";
    lost.line = 1;
    lost.end_line = 5;
    RecordLink gone;
    gone.state = RecordLink::State::missing;
    gone.title = "gone";
    gone.destination = "b.md";
    RecordLink web;
    web.state = RecordLink::State::web;
    web.title = "web";
    web.destination = "https://example.org/";
    web.url = "https://example.org/";
    CHECK(record.links == std::vector<RecordLink>{section, lost, gone, web});
}

TEST_CASE("a question without links leads to its own place") {
    const NoteTexts texts = {{"map.md", "# Map\n\n- What is it?\n- Why is it?\n- How is it?\n"}};
    const Record record = record_of(question(derive(texts, "map.md"), "Why is it?"));
    REQUIRE(record.links.size() == 1);
    CHECK(record.links[0].path == "map.md");
    CHECK(record.links[0].line == 4);
    CHECK(record.links[0].column == 1);
    CHECK(record.links[0].state == RecordLink::State::section);
}

TEST_CASE("a heading that is a question leads to its own section first") {
    const NoteTexts texts = {{"a.md", "# Notes\n\n## What is it?\n\nSee [that](b.md#that).\n"},
                             {"b.md", "# That\n"}};
    const Record record = record_of(question(derive(texts, "a.md"), "What is it?"));
    REQUIRE_FALSE(record.links.empty());
    CHECK(record.links[0].path == "a.md");
    CHECK(record.links[0].anchor == "what-is-it");
}

TEST_CASE("a note's own document holds what sets it apart") {
    const NoteTexts texts = {
        {"README.md",
         "# Copies\n\nLRU_Cache Café x\n\n- Why? [a](a.md)\n\n## See Also\n\n- [a](a.md)\n"},
        {"a.md", "# A\n"}};
    const NoteDocuments note = derive(texts, "README.md");
    const Document own = note.documents.back();
    CHECK(terms_of(own, crib::prefix::kind) == Strings{"note"});
    CHECK(terms_of(own, crib::prefix::mark) == Strings{"index", "language:en", "seealso"});
    const crib::NoteRecord record = decode_note(own.get_data());
    CHECK(record.path == "README.md");
    CHECK(record.title == "Copies");
    REQUIRE(record.see_also.size() == 1);
    CHECK(record.see_also[0].path == "a.md");
    CHECK(terms_of(derive(texts, "a.md").documents.back(), crib::prefix::mark) ==
          Strings{"language:en"});
}

TEST_CASE("the number of documents with each written word is known") {
    const NoteDocuments note =
        derive({{"a.md", "# Copies\n\nLRU_Cache Café x\n\n- Why copies? [a](a.md)\n"}}, "a.md");
    CHECK(
        counts_of(note.words) ==
        Counts{{"cache", 1}, {"cafe", 1}, {"copies", 2}, {"lru", 1}, {"lru_cache", 1}, {"why", 1}});
}

TEST_CASE("the words of a document can be derived from the database") {
    const std::string code = "```py\nprint(a_b)\n```\n";
    const NoteTexts texts = {
        {"map.md",
         "# Map\n\ntext\n\n- What is a list? [Long](a.md#long)\n- What is alone?\n  So.\n"},
        {"a.md", "# A\n\n" + code + "## Long\n\n" + words(9000) + "\n\n" + words(500) + code}};
    for (const std::string path : {"map.md", "a.md"}) {
        const NoteDocuments note = derive(texts, path);
        crib::WordTally told;
        for (const Document& document : note.documents) {
            if (terms_of(document, crib::prefix::kind) == Strings{"note"}) continue;
            told.add(record_of(document).title, crib::passages_of(document), crib::Tokenizer("de"));
        }
        CHECK_FALSE(told.counts().empty());
        CHECK(counts_of(note.words) == counts_of(told));
    }
}

TEST_CASE("words and names of any length fit into Xapian") {
    const std::string word(300, 'x');
    const NoteDocuments note =
        derive({{std::string(300, 'p') + ".md", "# " + word + "\n\n" + word + "\n"}},
               std::string(300, 'p') + ".md");
    Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);
    for (const Document& document : note.documents) {
        for (auto it = document.termlist_begin(); it != document.termlist_end(); ++it) {
            CHECK((*it).size() <= 245);
        }
        CHECK_NOTHROW(database.add_document(document));
    }
    CHECK(wdf(section(note, word), make_term("", word)) >= 1);
}

TEST_CASE("the passages of a section are limited, whatever its length") {
    const NoteDocuments note =
        derive({{"a.md", "# A\n\n" + std::string(100'000, 'x') + "\n\nmore\n"}}, "a.md");
    std::size_t size = 0;
    for (const std::string& text : crib::passages_of(section(note, "A"))) {
        size += text.size();
    }
    CHECK(size > 1000);
    CHECK(size <= 32 * 1024);
}

TEST_CASE("the documents of a note are the same each time") {
    const NoteDocuments one = derive(lists, "map.md");
    const NoteDocuments two = derive(lists, "map.md");
    REQUIRE(one.documents.size() == two.documents.size());
    for (std::size_t i = 0; i < one.documents.size(); ++i) {
        CHECK(one.documents[i].serialise() == two.documents[i].serialise());
    }
}

TEST_CASE("a note's own document tells what the note depends on") {
    const NoteTexts texts = {
        {"sub/map.md",
         "# Map\n\n- How to copy? [Copies](../list.md)\n\n## More\n\n"
         "[Deep](deep.html#x) [own](#more) [[Gone]] ![p](p.png) [w](http://e.org/w)\n"},
        {"list.md", "# List\n"},
        {"sub/deep.md", "# Deep\n"}};
    const Document own = derive(texts, "sub/map.md").documents.back();
    CHECK(terms_of(own, crib::prefix::called) == Strings{"deep", "deep.html", "gone", "list.md"});
    CHECK(terms_of(own, crib::prefix::leads) == Strings{"notes/list.md"});
    CHECK(terms_of(own, crib::prefix::names) == Strings{"notes/sub/deep.md"});
}

TEST_CASE("an answer and its links have an address on the web where the tree has one") {
    crib::TreeRecord record = crib::tree_record("notes", "/notes");
    record.url = "https://x.org/{stem}#{anchor}";
    const Tree tree = tree_of({{"list.md", "# Lists\n\n## Copies\n\nText.\n"},
                               {"map.md",
                                "# Map\n\n- How?\n  [Copies](list.md#copies) "
                                "[lost](list.md#lost) [web](https://y.org)\n- Why?\n"}},
                              record);
    const NoteDocuments map =
        derive_documents(crib::LinkedNote(tree, 1), crib::find_askers(tree), crib::Tokenizer());
    const Record how = record_of(question(map, "How?"));
    CHECK(how.url == "https://x.org/map#map");
    REQUIRE(how.links.size() == 3);
    CHECK(how.links[0].url == "https://x.org/list#copies");
    CHECK(how.links[1].url.empty());
    CHECK(how.links[2].url == "https://y.org");
    const Record why = record_of(question(map, "Why?"));
    CHECK(why.links.front().url == "https://x.org/map#map");
    CHECK(record_of(section(derive(lists, "map.md"), "Map")).url.empty());
}

TEST_CASE("a title's terms say how long it is") {
    const auto size_in = [](const std::string& title) {
        const NoteDocuments note = derive({{"a.md", "# " + title + "\n"}}, "a.md");
        const Document section = note.documents.front();
        auto term = section.termlist_begin();
        term.skip_to(crib::prefix::title.data());
        return crib::title_size_of(term.get_wdf());
    };
    CHECK(size_in("Planes") == crib::TitleSize{1, 1});
    CHECK(size_in("What is the difference between oak and elm?") == crib::TitleSize{2, 8});
    CHECK(size_in("Out-Null") == crib::TitleSize{2, 1});
    CHECK(size_in("oak oak oak oak oak oak oak oak oak the") == crib::TitleSize{7, 10});
}

TEST_CASE("the documents of a list of questions say so") {
    const auto marks = [](const std::string& text) {
        std::vector<Strings> marks;
        for (const Document& document : derive({{"a.md", text}}, "a.md").documents) {
            marks.push_back(terms_of(document, crib::prefix::mark));
        }
        marks.pop_back();  // of the note
        return marks;
    };
    const Strings section{"faq"};
    const Strings question{"faq", "heading"};
    CHECK(marks("# A\n\n## Why?\n\nx\n\n## How?\n\nx\n\n## Who?\n\nx\n") ==
          std::vector<Strings>{section, section, section, section, question, question, question});
    // Two are too few, and so are three among many others.
    CHECK(marks("# A\n\n## Why?\n\nx\n\n## How?\n\nx\n") ==
          std::vector<Strings>{{}, {}, {}, {"heading"}, {"heading"}});
    CHECK(marks("# A\n\n## Why?\n\n## How?\n\n## Who?\n\n## B\n\n## C\n\n## D\n").front() ==
          Strings{});
}
