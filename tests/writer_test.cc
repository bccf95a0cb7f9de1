#include "indexer/writer.h"

#include <algorithm>
#include <string>
#include <vector>

#include <xapian.h>

#include "indexer/document.h"
#include "indexer/error.h"
#include "indexer/schema.h"
#include "tests/catch.h"
#include "tests/indexed_notes.h"
#include "tests/temporary_folder.h"

using Catch::Contains;
using crib::NoteTexts;
using crib::TemporaryFolder;
using crib::Tree;
using crib::tree_of;
using crib::tree_record;
using crib::write_tree;
using crib::Writer;
using crib::WriteReport;

namespace {

using Strings = std::vector<std::string>;

// A database in a temporary folder.
class Scratch {
  public:
    Scratch() { Writer(path(), Writer::Open::create).commit(); }

    std::string path() const { return folder_.path("db"); }

    WriteReport write(const Tree& tree, const Strings& kept = {}) const {
        Writer writer(path(), Writer::Open::existing);
        const WriteReport report = write_tree(writer, tree, kept);
        writer.commit();
        return report;
    }

    Xapian::Database open() const { return Xapian::Database(path(), Xapian::DB_BACKEND_GLASS); }

    Xapian::rev revision() const { return open().get_revision(); }

    // All that a reader sees: the data, terms and values of each document, sorted.
    Strings documents() const {
        const Xapian::Database database = open();
        Strings result;
        for (auto it = database.postlist_begin(""); it != database.postlist_end(""); ++it) {
            result.push_back(database.get_document(*it).serialise());
        }
        std::ranges::sort(result);
        return result;
    }

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

// What a database holds that was made of a tree alone.
Strings fresh(const Tree& tree) {
    const Scratch scratch;
    scratch.write(tree);
    return scratch.documents();
}

const NoteTexts texts = {
    {"a.md", "# A\n\ntext\n"},
    {"b.md", "# B\n\n## Deep\n\nmore\n"},
    {"map.md", "# Map\n\n- What is a?\n  [A](a.md#a)\n- What is deep?\n  [Deep](b.md#deep)\n"}};

NoteTexts without(NoteTexts some, const std::string& path) {
    some.erase(path);
    return some;
}

NoteTexts with(NoteTexts some, const std::string& path, const std::string& text) {
    some[path] = text;
    return some;
}

}  // namespace

TEST_CASE("a new database holds what is written to it, and tells of it") {
    const Scratch scratch;
    const WriteReport report = scratch.write(tree_of(texts));
    CHECK(report.written == 3);
    CHECK(report.removed == 0);
    CHECK(report.sections == 4);
    CHECK(scratch.note_paths() == Strings{"notes/a.md", "notes/b.md", "notes/map.md"});
    CHECK(scratch.open().get_doccount() == 4 + 2 + 3);
    CHECK(Writer(scratch.path(), Writer::Open::existing).trees() ==
          std::vector<crib::TreeRecord>{tree_record("notes", "/notes")});
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

TEST_CASE("a second write of the same changes nothing, not even the revision") {
    const Scratch scratch;
    scratch.write(tree_of(texts));
    const Xapian::rev revision = scratch.revision();
    const WriteReport report = scratch.write(tree_of(texts));
    CHECK(report.written == 0);
    CHECK(report.removed == 0);
    CHECK(report.sections == 4);
    CHECK(scratch.revision() == revision);
}

TEST_CASE("a changed note is replaced, and what depends on it; the rest stays as it was") {
    const Scratch scratch;
    scratch.write(tree_of(texts));
    const Tree changed = tree_of(with(texts, "a.md", "# A\n\nother words\n"));
    CHECK(scratch.write(changed).written == 2);  // a.md and the map, which carries its words
    CHECK(scratch.documents() == fresh(changed));
}

TEST_CASE("a note that is gone is removed, and its links are broken elsewhere") {
    const Scratch scratch;
    scratch.write(tree_of(texts));
    const Tree fewer = tree_of(without(texts, "b.md"));
    const WriteReport report = scratch.write(fewer);
    CHECK(report.removed == 1);
    CHECK(report.written == 1);
    CHECK(scratch.documents() == fresh(fewer));
}

TEST_CASE("any history comes to the same as writing the last state anew") {
    const Scratch scratch;
    const std::vector<NoteTexts> history = {
        texts,
        with(texts, "x/c.md", "# C\n\n## What is new?\n\nnews\n"),
        with(without(texts, "a.md"), "z/a.md", "# A\n\ntext\n"),  // moved
        {},
        with(texts, "b.md", ""),
        texts,
    };
    for (const NoteTexts& state : history) {
        const Tree tree = tree_of(state);
        scratch.write(tree);
        CHECK(scratch.documents() == fresh(tree));
    }
}

TEST_CASE("a file and a folder may take each other's names") {
    const Scratch scratch;
    const Tree file = tree_of({{"x.md", "# File\n"}, {"y.md", "# Y\n"}});
    const Tree folder = tree_of({{"x.md/inside.md", "# Inside\n"}, {"y.md", "# Y\n"}});
    for (const Tree& tree : {file, folder, file}) {
        scratch.write(tree);
        CHECK(scratch.documents() == fresh(tree));
    }
}

TEST_CASE("notes that could not be read are kept as they were, and those below such a folder") {
    const Scratch scratch;
    scratch.write(tree_of({{"a.md", "# A\n"},
                           {"b.md", "# B\n"},
                           {"closed/c.md", "# C\n"},
                           {"closed-not/d.md", "# D\n"}}));
    const WriteReport report = scratch.write(tree_of({{"a.md", "# A\n"}}), {"b.md", "closed"});
    CHECK(report.removed == 1);
    CHECK(scratch.note_paths() == Strings{"notes/a.md", "notes/b.md", "notes/closed/c.md"});
}

TEST_CASE("trees do not touch each other") {
    const Scratch scratch;
    const Tree one = tree_of(texts, tree_record("one", "/one"));
    const Tree two = tree_of({{"a.md", "# Other\n"}}, tree_record("one-two", "/two"));
    scratch.write(one);
    scratch.write(two);
    scratch.write(tree_of(without(texts, "a.md"), tree_record("one", "/one")));
    CHECK(scratch.note_paths() == Strings{"one-two/a.md", "one/b.md", "one/map.md"});
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
    CHECK(writer.trees() == std::vector<crib::TreeRecord>{two.record()});
}

TEST_CASE("what was said of a tree is remembered, and changed when it is said anew") {
    const Scratch scratch;
    crib::TreeRecord record = tree_record("notes", "/notes");
    record.exclude = {"*.tmp.md"};
    scratch.write(tree_of(texts, record));
    CHECK(Writer(scratch.path(), Writer::Open::existing).trees() ==
          std::vector<crib::TreeRecord>{record});
    record.exclude.clear();
    CHECK(scratch.write(tree_of(texts, record)).written == 0);
    CHECK(Writer(scratch.path(), Writer::Open::existing).trees() ==
          std::vector<crib::TreeRecord>{record});
}

TEST_CASE("progress counts the notes") {
    const Scratch scratch;
    Writer writer(scratch.path(), Writer::Open::existing);
    std::vector<std::size_t> done;
    writer.write(tree_of(texts), crib::Tokenizer(), {},
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
                      Contains("crib-index --rebuild"));
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
                      Contains("none of crib's"));
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
