#include "indexer/word_changes.h"

#include <map>
#include <string>

#include "indexer/schema.h"
#include "indexer/stored_words.h"
#include "indexer/word_list.h"
#include "tests/catch.h"
#include "tests/temporary_folder.h"

using crib::is_stored_word;
using crib::make_term;
using crib::pack_words;
using crib::TemporaryFolder;
using crib::WordChanges;
using crib::WordCounts;

namespace {

Xapian::Document note_of(const WordCounts& words, const std::string& kind = "note") {
    Xapian::Document document;
    document.add_boolean_term(make_term(crib::prefix::kind, kind));
    document.set_data(crib::encode(crib::NoteRecord{"notes", "a.md", "A", {}, pack_words(words)}));
    return document;
}

WordCounts stored(const Xapian::Database& database, std::string_view start = "") {
    WordCounts words;
    crib::each_stored_word(database, start, [&](std::string_view word, std::uint32_t notes) {
        words.emplace(word, notes);
    });
    return words;
}

Xapian::WritableDatabase database_in(const TemporaryFolder& folder) {
    return Xapian::WritableDatabase(folder.path("db"),
                                    Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS);
}

}  // namespace

TEST_CASE("a database knows how many notes hold a word, as notes come and go") {
    const TemporaryFolder folder;
    Xapian::WritableDatabase database = database_in(folder);
    WordChanges changes;
    changes.add(note_of({{"copy", 1}, {"list", 1}}));
    changes.add(note_of({{"copy", 1}, {"color", 1}}));
    changes.write_to(database);
    CHECK(stored(database) == WordCounts{{"color", 1}, {"copy", 2}, {"list", 1}});
    changes.remove(note_of({{"copy", 1}, {"list", 1}}));
    changes.add(note_of({{"copied", 1}}));
    changes.write_to(database);
    CHECK(stored(database) == WordCounts{{"color", 1}, {"copied", 1}, {"copy", 1}});
    CHECK(database.get_metadata(crib::words_key("list")).empty());
    changes.write_to(database);
    CHECK(stored(database).size() == 3);
}

TEST_CASE("only notes' own documents have words") {
    const TemporaryFolder folder;
    Xapian::WritableDatabase database = database_in(folder);
    WordChanges changes;
    changes.add(note_of({{"copy", 1}}, "section"));
    changes.write_to(database);
    CHECK(stored(database).empty());
}

TEST_CASE("stored words are found by what they begin with, be it short or long") {
    const TemporaryFolder folder;
    Xapian::WritableDatabase database = database_in(folder);
    WordChanges changes;
    changes.add(note_of({{"b", 1}, {"ca", 1}, {"copies", 1}, {"copy", 1}, {"cz", 1}, {"do", 1}}));
    changes.write_to(database);
    CHECK(stored(database, "c") == WordCounts{{"ca", 1}, {"copies", 1}, {"copy", 1}, {"cz", 1}});
    CHECK(stored(database, "co") == WordCounts{{"copies", 1}, {"copy", 1}});
    CHECK(stored(database, "copi") == WordCounts{{"copies", 1}});
    CHECK(stored(database, "copyx").empty());
    CHECK(is_stored_word(database, "copy"));
    CHECK(is_stored_word(database, "b"));
    CHECK_FALSE(is_stored_word(database, "cop"));
    CHECK_FALSE(is_stored_word(database, "copyx"));
    CHECK_FALSE(is_stored_word(database, ""));
}

TEST_CASE("lists of the same words become one, with what all know of each") {
    CHECK(crib::merge_words(
              {pack_words({{"copy", 2}, {"copz", 1}}), pack_words({{"copied", 1}, {"copy", 3}})}) ==
          pack_words({{"copied", 1}, {"copy", 5}, {"copz", 1}}));
}
