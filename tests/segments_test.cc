#include "indexer/store/segments.h"

#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "indexer/index/stored_words.h"
#include "indexer/index/word_list.h"
#include "tests/catch.h"
#include "tests/temporary_folder.h"

using crib::ranges_of;
using crib::Segments;
using crib::TemporaryFolder;

namespace {

using Numbers = std::vector<std::size_t>;
using Strings = std::vector<std::string>;

void add(Xapian::WritableDatabase& database, const std::string& data) {
    Xapian::Document document;
    document.set_data(data);
    document.add_term("all");
    database.add_document(document);
}

void make(const std::string& path) {
    Xapian::WritableDatabase database(path, Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS);
    database.set_metadata("key", "value");
    add(database, "before");
    database.commit();
}

Strings documents(const Xapian::Database& database) {
    Strings found;
    for (auto it = database.postlist_begin("all"); it != database.postlist_end("all"); ++it) {
        found.push_back(database.get_document(*it).get_data());
    }
    return found;
}

}  // namespace

TEST_CASE("segments come behind what there was, in their order, however many and by whom") {
    for (const std::size_t jobs : {1, 3}) {
        const TemporaryFolder folder;
        make(folder.path("db"));
        Strings expected = {"before"};
        {
            Segments segments(folder.path("segments"), jobs);
            segments.write(60, [](std::size_t number, std::size_t, auto& database) {
                add(database, std::to_string(number));
            });
            segments.pack(folder.path("db"));
        }
        for (int i = 0; i < 60; ++i) expected.push_back(std::to_string(i));
        const Xapian::Database database(folder.path("db"), Xapian::DB_BACKEND_GLASS);
        CHECK(documents(database) == expected);
        CHECK(database.get_metadata("key") == "value");
        CHECK_FALSE(std::filesystem::exists(folder.path("segments")));
    }
}

TEST_CASE("the counts of the same word in several segments are added up") {
    const TemporaryFolder folder;
    make(folder.path("db"));
    Segments segments(folder.path("segments"), 1);
    segments.write(30, [](std::size_t number, std::size_t, auto& database) {
        const crib::WordCounts words = {{"copy", 1}, {fmt::format("co{:02}", number), 2}};
        database.set_metadata(crib::words_key("copy"), crib::pack_words(words));
    });
    segments.pack(folder.path("db"));
    const Xapian::Database database(folder.path("db"), Xapian::DB_BACKEND_GLASS);
    Strings words;
    crib::each_stored_word(database, "co", [&](std::string_view word, std::uint32_t documents) {
        words.push_back(fmt::format("{} {}", word, documents));
    });
    REQUIRE(words.size() == 31);
    CHECK(words.front() == "co00 2");
    CHECK(words.back() == "copy 30");
}

TEST_CASE("if filling a segment fails, the database stays and the segments go") {
    const TemporaryFolder folder;
    make(folder.path("db"));
    {
        Segments segments(folder.path("segments"), 2);
        CHECK_THROWS_AS(segments.write(9, [](std::size_t, std::size_t,
                                             auto&) { throw std::runtime_error("no"); }),
                        std::runtime_error);
    }
    CHECK(documents(Xapian::Database(folder.path("db"))) == Strings{"before"});
    CHECK_FALSE(std::filesystem::exists(folder.path("segments")));
}

TEST_CASE("ranges are about as large as asked for") {
    CHECK(ranges_of({}, 10) == Numbers{0, 0});
    CHECK(ranges_of({3, 3}, 10) == Numbers{0, 2});
    CHECK(ranges_of({5, 5, 5, 5, 5}, 10) == Numbers{0, 2, 4, 5});
    CHECK(ranges_of({50, 1, 50}, 10) == Numbers{0, 1, 3});
}
