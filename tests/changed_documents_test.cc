#include "indexer/store/changed_documents.h"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include <xapian.h>

#include "indexer/words/tokenizer.h"
#include "tests/catch.h"
#include "tests/indexed_notes.h"

using crib::derive_documents;
using crib::LinkedNote;
using crib::NoteDocuments;
using crib::Tree;

namespace {

NoteDocuments documents_of(const std::string& text) {
    const Tree tree = crib::tree_of({{"a.md", text}});
    return derive_documents(LinkedNote(tree, 0), {}, crib::Tokenizer());
}

Xapian::WritableDatabase empty_database() {
    return Xapian::WritableDatabase("", Xapian::DB_BACKEND_INMEMORY);
}

// The serialised documents, by their numbers.
std::map<Xapian::docid, std::string> contents(const Xapian::Database& database) {
    std::map<Xapian::docid, std::string> result;
    for (auto it = database.postlist_begin(""); it != database.postlist_end(""); ++it) {
        result.emplace(*it, database.get_document(*it).serialise());
    }
    return result;
}

std::vector<std::string> sorted_contents(const Xapian::Database& database) {
    std::vector<std::string> result;
    for (const auto& [number, content] : contents(database)) result.push_back(content);
    std::ranges::sort(result);
    return result;
}

Xapian::WritableDatabase database_of(const NoteDocuments& note) {
    Xapian::WritableDatabase database = empty_database();
    crib::replace_documents(database, note);
    return database;
}

// The contents of a database after a note in it was edited.
std::vector<std::string> edited(const std::string& before, const std::string& after) {
    Xapian::WritableDatabase database = database_of(documents_of(before));
    crib::replace_documents(database, documents_of(after));
    return sorted_contents(database);
}

}  // namespace

TEST_CASE("an edit keeps the numbers of all documents, changed or not") {
    Xapian::WritableDatabase database =
        database_of(documents_of("# Lists\n\none\n\n## Copy\n\ntwo\n\n## Sort\n\nthree\n"));
    const auto before = contents(database);
    crib::replace_documents(
        database, documents_of("# Lists\n\none\n\n## Copy\n\ntwo twice\n\n## Sort\n\nthree\n"));
    const auto after = contents(database);
    REQUIRE(after.size() == before.size());
    CHECK(after.begin()->first == before.begin()->first);
    CHECK(after.rbegin()->first == before.rbegin()->first);
    CHECK(after.at(1) == before.at(1));
    CHECK(after.at(2) != before.at(2));
}

TEST_CASE("an edited note is in the database as one that is new") {
    const std::string before = "# Lists\n\none\n\n## Copy\n\ntwo\n\n## Sort\n\nthree\n";
    for (const std::string after :
         {"# Lists\n\none\n\n## Sort\n\nthree\n", "# Lists\n\nfirst\n\none\n\n## Copy\n\ntwo\n",
          "# Lists\n\none one\n\n## What is a copy?\n\ntwo\n\n## Sort\n\nthree\n",
          "none of it\n"}) {
        CAPTURE(after);
        CHECK(edited(before, after) == sorted_contents(database_of(documents_of(after))));
    }
}

TEST_CASE("all documents with one id go with their note") {
    NoteDocuments twice = documents_of("text\n");
    twice.documents.push_back(twice.documents.front());
    CHECK(sorted_contents(database_of(twice)).size() == 3);
    Xapian::WritableDatabase database = database_of(twice);
    twice.documents.clear();
    crib::replace_documents(database, twice);
    CHECK(database.get_doccount() == 0);
}
