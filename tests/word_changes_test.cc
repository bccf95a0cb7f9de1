#include "indexer/store/word_changes.h"
#include "indexer/index/ids.h"
#include "indexer/index/record.h"
#include "indexer/index/schema.h"
#include "indexer/index/stored_record.h"

#include <map>
#include <string>

#include "indexer/index/passages.h"
#include "indexer/index/stored_words.h"
#include "indexer/index/word_list.h"
#include "indexer/words/tokenizer.h"
#include "indexer/words/word_tally.h"
#include "tests/catch.h"
#include "tests/temporary_folder.h"

using crib::is_stored_word;
using crib::make_term;
using crib::pack_words;
using crib::TemporaryFolder;
using crib::WordChanges;
using crib::WordCounts;

namespace {

// A section that contains these words.
Xapian::Document section_of(const std::string& words) {
    crib::Record record;
    record.tree = "notes";
    record.path = "a.md";
    Xapian::Document document;
    set_record(document, record);
    document.add_value(crib::slot::passages, crib::pack_passages({words}));
    return document;
}

Xapian::Document note() {
    Xapian::Document document;
    document.add_boolean_term(make_term(crib::prefix::kind, "note"));
    document.set_data(crib::encode(crib::NoteRecord{"notes", "a.md", "Title"}));
    return document;
}

WordCounts stored(const Xapian::Database& database, std::string_view start = "") {
    WordCounts words;
    crib::each_stored_word(database, start, [&](std::string_view word, std::uint32_t documents) {
        words.emplace(word, documents);
    });
    return words;
}

Xapian::WritableDatabase database_in(const TemporaryFolder& folder) {
    return Xapian::WritableDatabase(folder.path("db"),
                                    Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS);
}

}  // namespace

TEST_CASE("a database knows how many documents hold a word, as these come and go") {
    const TemporaryFolder folder;
    Xapian::WritableDatabase database = database_in(folder);
    WordChanges changes;
    changes.add(section_of("copy list copy"));
    changes.add(section_of("Copy color"));
    changes.write_to(database);
    CHECK(stored(database) == WordCounts{{"color", 1}, {"copy", 2}, {"list", 1}});
    changes.remove(section_of("copy list copy"));
    changes.add(section_of("copied"));
    changes.write_to(database);
    CHECK(stored(database) == WordCounts{{"color", 1}, {"copied", 1}, {"copy", 1}});
    CHECK(database.get_metadata(crib::words_key("list")).empty());
    changes.write_to(database);
    CHECK(stored(database).size() == 3);
}

TEST_CASE("which words a text has depends on no language") {
    const auto words_in = [](const std::string& language) {
        crib::WordTally tally;
        tally.add("deep-copy", {"copy-copies test_tests list.copies"}, crib::Tokenizer(language));
        std::map<std::string, std::uint32_t> words;
        for (const auto& [word, count] : tally.counts()) words.emplace(word, count.documents);
        return words;
    };
    const auto words = words_in("en");
    CHECK(words.contains("deepcopy"));
    CHECK(words.contains("copies"));
    CHECK(words.contains("tests"));
    CHECK_FALSE(words.contains("deepcopi"));
    for (const char* language : {"de", "fr", "ru"}) CHECK(words_in(language) == words);
}

TEST_CASE("a note's own document has no words") {
    const TemporaryFolder folder;
    Xapian::WritableDatabase database = database_in(folder);
    WordChanges changes;
    changes.add(note());
    changes.write_to(database);
    CHECK(stored(database).empty());
}

TEST_CASE("stored words are found by what they begin with, be it short or long") {
    const TemporaryFolder folder;
    Xapian::WritableDatabase database = database_in(folder);
    WordChanges changes;
    changes.add(section_of("b ca copies copy cz do"));
    changes.write_to(database);
    CHECK(stored(database, "c") == WordCounts{{"ca", 1}, {"copies", 1}, {"copy", 1}, {"cz", 1}});
    CHECK(stored(database, "co") == WordCounts{{"copies", 1}, {"copy", 1}});
    CHECK(stored(database, "copi") == WordCounts{{"copies", 1}});
    CHECK(stored(database, "copyx").empty());
    CHECK(is_stored_word(database, "copy"));
    CHECK_FALSE(is_stored_word(database, "b"));
    CHECK_FALSE(is_stored_word(database, "cop"));
    CHECK_FALSE(is_stored_word(database, "copyx"));
    CHECK_FALSE(is_stored_word(database, ""));
}

TEST_CASE("lists of the same words become one, with what all know of each") {
    CHECK(crib::merge_words(
              {pack_words({{"copy", 2}, {"copz", 1}}), pack_words({{"copied", 1}, {"copy", 3}})}) ==
          pack_words({{"copied", 1}, {"copy", 5}, {"copz", 1}}));
}
