#include "indexer/store/writer.h"
#include "indexer/index/ids.h"
#include "indexer/index/record.h"
#include "indexer/index/schema.h"
#include "indexer/index/stored_record.h"
#include "indexer/index/tree_record.h"

#include <algorithm>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <xapian.h>

#include "indexer/index/stored_words.h"
#include "indexer/store/document.h"
#include "indexer/text/error.h"
#include "tests/catch.h"
#include "tests/indexed_notes.h"
#include "tests/temporary_folder.h"

using Catch::Matchers::ContainsSubstring;
using crib::NoteTexts;
using crib::TemporaryFolder;
using crib::Tree;
using crib::tree_of;
using crib::tree_record;
using crib::write_tree;
using crib::Writer;

namespace {

using Strings = std::vector<std::string>;

// Each stored word, with the number of notes that contain it.
Strings words_of(const Xapian::Database& database) {
    Strings words;
    crib::each_stored_word(database, "", [&](std::string_view word, std::uint32_t documents) {
        words.push_back(fmt::format("{} {}", word, documents));
    });
    return words;
}

// A database in a temporary folder.
class Scratch {
  public:
    Scratch() { Writer(path(), Writer::Open::create).commit(); }

    std::string path() const { return folder_.path("db"); }

    void write(const Tree& tree) const {
        Writer writer(path(), Writer::Open::existing);
        write_tree(writer, tree);
        writer.commit();
    }

    std::vector<crib::TreeRecord> trees() const { return crib::trees_of(open()); }

    Xapian::Database open() const { return Xapian::Database(path(), Xapian::DB_BACKEND_GLASS); }

    Xapian::rev revision() const { return open().get_revision(); }

    // All that a reader sees: the data, terms and values of each document, and the words. Sorted.
    Strings documents() const {
        const Xapian::Database database = open();
        Strings result;
        for (auto it = database.postlist_begin(""); it != database.postlist_end(""); ++it) {
            result.push_back(database.get_document(*it).serialise());
        }
        for (std::string& word : words_of(database)) result.push_back(std::move(word));
        std::ranges::sort(result);
        return result;
    }

    Strings words() const { return words_of(open()); }

    Strings note_paths() const {
        const Xapian::Database database = open();
        const std::string term = crib::make_term(crib::prefix::kind, "note");
        Strings paths;
        for (auto it = database.postlist_begin(term); it != database.postlist_end(term); ++it) {
            const crib::NoteRecord note = crib::decode_note(database.get_document(*it).get_data());
            paths.push_back(note.tree + "/" + note.path);
        }
        std::ranges::sort(paths);
        return paths;
    }

  private:
    TemporaryFolder folder_;
};

// The contents of a new database that is made from this tree.
Strings fresh(const Tree& tree) {
    const Scratch scratch;
    scratch.write(tree);
    return scratch.documents();
}

const NoteTexts texts = {
    {"a.md", "# A\n\ntext\n"},
    {"b.md", "# B\n\n## Deep\n\nmore\n"},
    {"map.md", "# Map\n\n- What is a?\n  [A](a.md#a)\n- What is deep?\n  [Deep](b.md#deep)\n"}};

}  // namespace

TEST_CASE("a new database holds what is written to it, and tells of it") {
    const Scratch scratch;
    scratch.write(tree_of(texts));
    CHECK(scratch.note_paths() == Strings{"notes/a.md", "notes/b.md", "notes/map.md"});
    CHECK(scratch.open().get_doccount() == 4 + 2 + 3);
    CHECK(scratch.trees() == std::vector<crib::TreeRecord>{tree_record("notes", "/notes")});
}

TEST_CASE("nothing is seen before the commit") {
    const Scratch scratch;
    {
        Writer writer(scratch.path(), Writer::Open::existing);
        write_tree(writer, tree_of(texts));
        CHECK(scratch.documents().empty());
    }
    CHECK(scratch.documents().empty());
}

TEST_CASE("a commit of nothing changes nothing, not even the revision") {
    const Scratch scratch;
    scratch.write(tree_of(texts));
    const Xapian::rev revision = scratch.revision();
    Writer writer(scratch.path(), Writer::Open::existing);
    writer.set_tree(tree_record("notes", "/notes"));
    writer.commit();
    CHECK(scratch.revision() == revision);
}

TEST_CASE("a note's documents take the place of what there was of it, and of no other's") {
    const Scratch scratch;
    scratch.write(tree_of(texts));
    const Tree changed = tree_of({{"a.md", "# A\n\nother words\n"}});
    Writer writer(scratch.path(), Writer::Open::existing);
    writer.replace(crib::derive_documents(crib::LinkedNote(changed, 0), {}, crib::Tokenizer()));
    writer.remove(tree_record("notes", "/notes"), "map.md");
    writer.commit();
    CHECK(scratch.note_paths() == Strings{"notes/a.md", "notes/b.md"});
    CHECK(scratch.open().term_exists("other"));
    CHECK_FALSE(scratch.open().term_exists("text"));
    CHECK(scratch.words() == Strings{"deep 1", "more 1", "other 1", "words 1"});
}

TEST_CASE("a tree that is forgotten leaves nothing behind") {
    const Scratch scratch;
    const Tree one = tree_of(texts, tree_record("one", "/one"));
    const Tree two = tree_of({{"a.md", "# Other\n"}}, tree_record("two", "/two"));
    scratch.write(one);
    scratch.write(two);
    Writer writer(scratch.path(), Writer::Open::existing);
    writer.forget(one.record());
    writer.commit();
    CHECK(scratch.documents() == fresh(two));
    CHECK(scratch.trees() == std::vector<crib::TreeRecord>{two.record()});
}

TEST_CASE("progress counts the notes") {
    const Scratch scratch;
    Writer writer(scratch.path(), Writer::Open::existing);
    std::vector<std::size_t> done;
    writer.write(tree_of(texts), std::vector<crib::NoteState>(3), crib::Tokenizers(),
                 [&](std::size_t count) { done.push_back(count); });
    CHECK(done == std::vector<std::size_t>{1, 2, 3});
}

TEST_CASE("a database of another schema is refused with the cure") {
    const Scratch scratch;
    {
        Xapian::WritableDatabase database(scratch.path(),
                                          Xapian::DB_OPEN | Xapian::DB_BACKEND_GLASS);
        database.set_metadata(std::string(crib::metadata::schema), "0");
        database.commit();
    }
    CHECK_THROWS_WITH(Writer(scratch.path(), Writer::Open::existing),
                      ContainsSubstring("crib-index --rebuild"));
}

TEST_CASE("a Xapian database of another program is refused and not changed") {
    const TemporaryFolder folder;
    {
        Xapian::WritableDatabase database(folder.path("mail"),
                                          Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS);
        Xapian::Document document;
        document.add_term("letter");
        database.add_document(document);
        database.commit();
    }
    CHECK_THROWS_WITH(Writer(folder.path("mail"), Writer::Open::existing),
                      ContainsSubstring("not one of crib's"));
    const Xapian::Database database(folder.path("mail"));
    CHECK(database.get_doccount() == 1);
    CHECK(database.get_revision() == 1);
}

TEST_CASE("a new database is not made over one that is there") {
    const Scratch scratch;
    CHECK_THROWS_AS(Writer(scratch.path(), Writer::Open::create), Xapian::DatabaseCreateError);
}

TEST_CASE("a file that would make Xapian run a program is not obeyed") {
    const TemporaryFolder folder;
    folder.write("db/XAPIANDB", "remote :/bin/touch " + folder.path("pwned"));
    CHECK_THROWS_AS(Writer(folder.path("db"), Writer::Open::existing), Xapian::Error);
    CHECK_FALSE(std::filesystem::exists(folder.path("pwned")));
}
