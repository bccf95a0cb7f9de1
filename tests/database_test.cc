#include "query/database/database.h"
#include "indexer/index/ids.h"
#include "indexer/index/schema.h"
#include "indexer/index/tree_record.h"

#include <atomic>
#include <chrono>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include "indexer/store/database_lock.h"
#include "indexer/store/writer.h"
#include "indexer/text/error.h"
#include "tests/catch.h"
#include "tests/indexed_notes.h"
#include "tests/processor_time.h"

using namespace std::chrono_literals;
using Catch::Matchers::ContainsSubstring;
using crib::Database;
using crib::DatabaseFolder;
using crib::DatabaseLock;
using crib::IndexedNotes;
using crib::NoteTexts;
using crib::tree_of;
using crib::tree_record;
using crib::write_tree;
using crib::Writer;

namespace {

const NoteTexts texts = {{"a.md", "# A\n\ntext\n"}};

// Makes a database again from some notes, as crib-index --rebuild does.
void rebuild(const IndexedNotes& notes, const NoteTexts& some) {
    const DatabaseFolder folder(notes.path());
    const DatabaseLock lock(folder, 60s);
    const std::string generation = lock.new_generation();
    Writer writer(generation, Writer::Open::create);
    write_tree(writer, tree_of(some, tree_record("notes", notes.root())));
    writer.commit();
    lock.publish(generation);
}

// Adds a tree to a database.
void add_tree(const IndexedNotes& notes, const std::string& name, const std::string& root) {
    Writer writer(DatabaseFolder(notes.path()).current(), Writer::Open::existing);
    write_tree(writer, tree_of(texts, tree_record(name, root)));
    writer.commit();
}

std::size_t notes_in(const Database& database) {
    return database.xapian().get_termfreq(crib::make_term(crib::prefix::kind, "note"));
}

}  // namespace

TEST_CASE("a database is opened with its trees") {
    const IndexedNotes notes(texts);
    const Database database({notes.path()});
    CHECK(database.trees() == std::vector<crib::TreeRecord>{tree_record("notes", notes.root())});
    CHECK(database.root(1, "notes") == notes.root());
    CHECK(database.root(1, "other").empty());
    CHECK_FALSE(database.has_several_trees());
    CHECK(notes_in(database) == 1);
    add_tree(notes, "more", "/more");
    const Database both({notes.path()});
    CHECK(both.has_several_trees());
    CHECK(both.root(1, "more") == "/more");
}

TEST_CASE("several databases are one, each document with the root of its own tree") {
    const IndexedNotes one(texts);
    const IndexedNotes two(texts);
    const Database database({one.path(), two.path()});
    CHECK(notes_in(database) == 2);
    CHECK(database.has_several_trees());
    CHECK(database.trees().size() == 2);
    CHECK(database.root(1, "notes") == one.root());
    CHECK(database.root(2, "notes") == two.root());
    CHECK(database.root(3, "notes") == one.root());
}

TEST_CASE("a path without a database is an error with the cure") {
    const IndexedNotes notes(texts);
    CHECK_THROWS_WITH(Database({notes.folder().path("none")}),
                      ContainsSubstring("run crib-index DIR"));
    CHECK_THROWS_WITH(Database({notes.root()}), ContainsSubstring("not a crib database"));
    CHECK_THROWS_WITH(Database({notes.path(), notes.root()}),
                      ContainsSubstring("not a crib database"));
}

TEST_CASE("a database of another version is refused") {
    const IndexedNotes notes(texts);
    {
        Xapian::WritableDatabase database(DatabaseFolder(notes.path()).current(),
                                          Xapian::DB_OPEN | Xapian::DB_BACKEND_GLASS);
        database.set_metadata(std::string(crib::metadata::schema), "0");
        database.commit();
    }
    CHECK_THROWS_WITH(Database({notes.path()}), ContainsSubstring("crib-index --rebuild"));
}

TEST_CASE("notes may lie elsewhere than where they were indexed") {
    const IndexedNotes notes(texts);
    std::filesystem::create_directory(notes.folder().path("moved"));
    const std::string moved = notes.folder().path("moved");
    CHECK(Database({notes.path()}, {moved}).root(1, "notes") == moved);
    CHECK(Database({notes.path()}, {moved + "/"}).root(1, "notes") == moved);
    CHECK(Database({notes.path()}, {"notes=" + moved}).root(1, "notes") == moved);
    CHECK_THROWS_WITH(Database({notes.path()}, {moved + "/gone"}),
                      ContainsSubstring("no such folder"));
    add_tree(notes, "more", "/more");
    CHECK_THROWS_WITH(Database({notes.path()}, {moved}), ContainsSubstring("NAME=DIR"));
    const Database database({notes.path()}, {"more=" + moved});
    CHECK(database.root(1, "more") == moved);
    CHECK(database.root(1, "notes") == notes.root());
}

TEST_CASE("a reader that was overtaken by a writer reads anew") {
    const IndexedNotes notes(texts);
    Database database({notes.path()});
    int reads = 0;
    const int result = database.retry([&] {
        if (++reads < 3) throw Xapian::DatabaseModifiedError("overtaken");
        return reads;
    });
    CHECK(result == 3);
}

TEST_CASE("a database that is never whole is given up") {
    const IndexedNotes notes(texts);
    Database database({notes.path()});
    const double begin = crib::processor_time();
    CHECK_THROWS_AS(database.retry([]() -> int { throw Xapian::DatabaseModifiedError("damaged"); }),
                    Xapian::DatabaseModifiedError);
    CHECK(crib::processor_time() - begin < 5);
    CHECK_THROWS_AS(database.retry([]() -> int { throw crib::Error("another"); }), crib::Error);
}

TEST_CASE("a refresh sees what a writer did since") {
    const IndexedNotes notes(texts);
    Database database({notes.path()});
    rebuild(notes, {{"a.md", "# A\n"}, {"b.md", "# B\n"}});
    database.refresh();
    CHECK(notes_in(database) == 2);
    add_tree(notes, "more", "/more");
    database.refresh();
    CHECK(notes_in(database) == 3);
    CHECK(database.has_several_trees());
}

TEST_CASE("a reader that has opened a generation keeps it when the next is published") {
    const IndexedNotes notes(texts);
    const Database database({notes.path()});
    rebuild(notes, {{"a.md", "# A\n"}, {"b.md", "# B\n"}});
    CHECK(notes_in(database) == 1);
    CHECK(database.xapian().get_document(1).termlist_count() > 0);
    CHECK(!database.xapian().get_document(1).get_value(crib::slot::order).empty());
}

TEST_CASE("opening never fails while generations are published") {
    const IndexedNotes notes(texts);
    std::atomic<bool> done = false;
    std::thread writer([&] {
        for (int i = 0; i < 40; ++i) rebuild(notes, texts);
        done = true;
    });
    std::size_t opened = 0;
    std::size_t failed = 0;
    while (!done) {
        try {
            if (notes_in(Database({notes.path()})) != 1) ++failed;
            ++opened;
        } catch (const Xapian::Error&) {
            ++failed;
        }
    }
    writer.join();
    CHECK(opened > 10);
    CHECK(failed == 0);
}
