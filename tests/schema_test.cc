#include "indexer/index/schema.h"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "indexer/text/error.h"
#include "tests/catch.h"
#include "tests/indexed_notes.h"

using crib::exact_form;
using crib::Kind;
using crib::NoteRecord;
using crib::Record;
using crib::RecordLink;
using crib::TreeRecord;

namespace {

using Strings = std::vector<std::string>;

Record a_record() {
    RecordLink link;
    link.state = RecordLink::State::lost;
    link.title = "Copy lists";
    link.destination = "list.md#cpoy";
    link.path = "basic/list.md";
    link.line = 12;
    link.column = 3;
    link.end_line = 40;
    link.anchor = "copy-lists";
    link.breadcrumb = {"Lists", "Copies"};
    link.url = "https://example.org/";
    return {Kind::question, "notes", "How to copy a list?", "Lists",
            "map.md",       {7, 2},  {link, RecordLink()},  "https://x.org/map"};
}

std::string order_of(const Record& record) {
    return crib::order_key(record.tree, record.path, record.place, record.kind);
}

Record decoded(const Record& record) {
    Xapian::Document document;
    crib::set_record(document, record);
    return crib::record_of(document);
}

}  // namespace

TEST_CASE("a record comes back from its bytes") {
    CHECK(decoded(a_record()) == a_record());
    CHECK(decoded(Record()) == Record());
}

TEST_CASE("a record keeps names that are not UTF-8, and NUL") {
    Record record = a_record();
    record.path = "caf\xE9.md";
    record.title = std::string("a\0b", 3);
    CHECK(decoded(record) == record);
}

TEST_CASE("a note's record comes back from its bytes") {
    const NoteRecord note{"notes", "a\xE9.md", "A", a_record().links};
    CHECK(crib::decode_note(crib::encode(note)) == note);
}

TEST_CASE("a tree's record comes back from its bytes") {
    const TreeRecord tree{"notes", "/home/me/n\xF6tes", "a.md",  {"*.tmp.md"}, "mkdocs", "u", "de",
                          false,   {"/s.txt"},          "a, b\n"};
    CHECK(crib::decode_tree(crib::encode(tree)) == tree);
}

TEST_CASE("damaged data is an error that names the cure") {
    const std::string whole = crib::encode(a_record());
    const std::string order = order_of(a_record());
    for (std::size_t size = 0; size < whole.size(); ++size) {
        INFO(size);
        CHECK_THROWS_AS(crib::decode_record(whole.substr(0, size), order), crib::Error);
    }
    CHECK_THROWS_AS(crib::decode_record("\xF6", order), crib::Error);
    CHECK_THROWS_AS(crib::decode_record(whole, ""), crib::Error);
    CHECK_THROWS_AS(crib::decode_record(whole, order.substr(0, 10)), crib::Error);
    CHECK_THROWS_AS(crib::decode_note(whole), crib::Error);
    CHECK_THROWS_AS(crib::decode_tree(whole), crib::Error);
    CHECK_THROWS_WITH(crib::decode_record("", order),
                      Catch::Matchers::ContainsSubstring("crib-index --rebuild"));
}

TEST_CASE("data that nests without end is damage, and no end of the stack") {
    const std::string order = order_of(a_record());
    const std::string arrays(1 << 20, '\x81');
    std::string maps;
    for (int i = 0; i < 1 << 20; ++i) maps += "\xA1\x61x";
    for (const std::string& data : {arrays, maps}) {
        CHECK_THROWS_AS(crib::decode_record(data, order), crib::Error);
        CHECK_THROWS_AS(crib::decode_note(data), crib::Error);
        CHECK_THROWS_AS(crib::decode_tree(data), crib::Error);
    }
}

TEST_CASE("strings come back from the value they were packed into") {
    const Strings strings = {"", "a", std::string("\0\xFF", 2), std::string(300, 'x')};
    CHECK(crib::unpack(crib::pack(strings)) == strings);
    CHECK(crib::pack({}) == "");
    CHECK(crib::unpack("") == Strings{});
}

TEST_CASE("a value that was cut short does no harm") {
    const std::string packed = crib::pack({"abc", "def"});
    for (std::size_t size = 0; size < packed.size(); ++size) {
        const Strings strings = crib::unpack(packed.substr(0, size));
        CHECK(strings.size() <= 2);
    }
    CHECK(crib::unpack("\xFF\xFF\xFF\xFFx") == Strings{"x"});
}

TEST_CASE("a term is short enough for Xapian and without NUL") {
    CHECK(crib::make_term("XG:", "lists") == "XG:lists");
    CHECK(crib::make_term("", std::string("a\0b", 3)) == "a b");
    CHECK(crib::make_term("Q", std::string(244, 'x')).size() == 245);
    CHECK(crib::make_term("Q", std::string(244, 'x')) == "Q" + std::string(244, 'x'));
}

TEST_CASE("long terms that differ at the end alone stay different") {
    const std::string one = crib::make_term("Q", std::string(300, 'x') + "1");
    const std::string two = crib::make_term("Q", std::string(300, 'x') + "2");
    CHECK(one.size() == 245);
    CHECK(two.size() == 245);
    CHECK(one != two);
    CHECK(one.starts_with("Qxxx"));
}

TEST_CASE("the hash is FNV-1a") {
    CHECK(crib::hash64("") == 0xcbf29ce484222325);
    CHECK(crib::hash64("a") == 0xaf63dc4c8601ec8c);
    CHECK(crib::hash64("foobar") == 0x85944171f73967e8);
    CHECK(crib::hash64("bar", crib::hash64("foo")) == crib::hash64("foobar"));
}

TEST_CASE("a digest has the 64 bits of the hash, six a character, the lowest first") {
    CHECK(crib::digest("a") == "CoU06o4tZzA");  // 0xaf63dc4c8601ec8c
    CHECK(crib::digest("").size() == 11);
}

TEST_CASE("ids tell trees, notes, sections and questions apart") {
    const std::vector<std::string> ids = {
        crib::section_id("t", "a.md", "x"),     crib::section_id("t", "a.md", ""),
        crib::section_id("t", "a.md#x", ""),    crib::section_id("u", "a.md", "x"),
        crib::question_id("t", "a.md", {3, 5}), crib::question_id("t", "a.md", {35, 5}),
        crib::question_id("t", "a.md", {3, 6}), crib::note_id("t", "a.md")};
    CHECK(std::set(ids.begin(), ids.end()).size() == ids.size());
    CHECK(ids[0].starts_with("Qs"));
    CHECK(ids[4].starts_with("Qq"));
    CHECK(ids[7].starts_with("Qn"));
}

TEST_CASE("titles count as equal whatever their case, accents, code marks and spaces") {
    CHECK(exact_form("What is  `__init__`?") == "what is __init__");
    CHECK(exact_form(" Naïve\tcafé\n") == "naive cafe");
    CHECK(exact_form("Really?!") == "really?");
    CHECK(exact_form("Stop.") == "stop");
    CHECK(exact_form("Stop .") == "stop");
    CHECK(exact_form("") == "");
    CHECK(exact_form(" ` ` ") == "");
}

TEST_CASE("marks that are more than the end of a sentence stay in a title") {
    CHECK(exact_form("?") == "?");
    CHECK(exact_form("What is ...") == "what is ...");
    CHECK(exact_form("??") == "??");
}

TEST_CASE("the order of answers is by tree, path, line, a question before its section") {
    const auto key = [](std::string_view tree, std::string_view path, int line, int column,
                        Kind kind) {
        return crib::order_key(tree, path, {line, column}, kind);
    };
    const Strings keys = {
        key("a", "b.md", 1, 1, Kind::section),    key("a", "b.md", 2, 1, Kind::question),
        key("a", "b.md", 2, 5, Kind::question),   key("a", "b.md", 2, 1, Kind::section),
        key("a", "b.md", 10, 1, Kind::question),  key("a", "b.md", 300, 1, Kind::question),
        key("a", "b.md.md", 1, 1, Kind::section), key("a", "c.md", 1, 1, Kind::section),
        key("b", "a.md", 1, 1, Kind::section)};
    CHECK(std::ranges::is_sorted(keys));
}

TEST_CASE("a text of thousands of times the same is read again from the database") {
    const std::string text(100'000, '(');
    const crib::IndexedNotes notes({{"a.md", "# A\n\n" + text + "\n"}});
    const std::string id = crib::section_id("notes", "a.md", "a");
    const auto section = notes.xapian().postlist_begin(id);
    REQUIRE(section != notes.xapian().postlist_end(id));
    CHECK(crib::record_of(notes.xapian().get_document(*section)).title == "A");
}
