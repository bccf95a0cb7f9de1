#include "indexer/index/record.h"

#include <string>
#include <vector>

#include "indexer/index/ids.h"
#include "indexer/index/order_key.h"
#include "indexer/index/stored_record.h"
#include "indexer/index/tree_record.h"
#include "indexer/text/error.h"
#include "tests/catch.h"
#include "tests/indexed_notes.h"

using crib::Kind;
using crib::NoteRecord;
using crib::Record;
using crib::RecordLink;
using crib::TreeRecord;

namespace {

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

TEST_CASE("a size in damaged data is not trusted") {
    const std::string order = order_of(a_record());
    const std::string huge = "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x7F";
    // The size of a string, of a list, and of a string in it.
    for (const std::string& start : {std::string(), std::string(2, '\0'), std::string("\0\0\1", 3),
                                     std::string(3, '\0'), std::string("\0\0\0\1", 4)}) {
        for (const std::string& data : {start + huge, start + huge + std::string(1 << 16, '\1')}) {
            CHECK_THROWS_AS(crib::decode_record(data, order), crib::Error);
            CHECK_THROWS_AS(crib::decode_note(data), crib::Error);
            CHECK_THROWS_AS(crib::decode_tree(data), crib::Error);
        }
    }
}

TEST_CASE("a link is of a known state") {
    NoteRecord note{"notes", "a.md", "A", {RecordLink()}};
    note.see_also.front().state = static_cast<RecordLink::State>(4);
    CHECK_THROWS_AS(crib::decode_note(crib::encode(note)), crib::Error);
}

TEST_CASE("a text of thousands of times the same is read again from the database") {
    const std::string text(100'000, '(');
    const crib::IndexedNotes notes({{"a.md", "# A\n\n" + text + "\n"}});
    const std::string id = crib::section_id("notes", "a.md", "a");
    const auto section = notes.xapian().postlist_begin(id);
    REQUIRE(section != notes.xapian().postlist_end(id));
    CHECK(crib::record_of(notes.xapian().get_document(*section)).title == "A");
}
