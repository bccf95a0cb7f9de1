#include "indexer/store/compaction.h"

#include <filesystem>
#include <string>

#include <xapian.h>

#include "indexer/store/seal.h"
#include "indexer/text/error.h"
#include "tests/catch.h"
#include "tests/temporary_folder.h"

namespace fs = std::filesystem;
using crib::check_copy;
using crib::compact;
using crib::Error;
using crib::is_outgrown;
using crib::note_size;
using crib::TemporaryFolder;

namespace {

// Makes a database in many small commits.
void make_database(const std::string& path) {
    Xapian::WritableDatabase database(path, Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS);
    for (int i = 0; i < 40; ++i) {
        Xapian::Document document;
        document.set_data(std::string(500, 'x'));
        for (int term = 0; term < 100; ++term) {
            document.add_term("t" + std::to_string(i) + "." + std::to_string(term));
        }
        database.add_document(document);
        database.commit();
    }
}

}  // namespace

TEST_CASE("a database is outgrown by a fifth, and by what a few commits take") {
    const TemporaryFolder folder;
    constexpr std::size_t mib = 1UL << 20;
    folder.write("large/docdata.glass", std::string(5 * mib, 'x'));
    note_size(folder.path("large"));
    CHECK_FALSE(is_outgrown(folder.path("large")));
    folder.write("large/postlist.glass", std::string(mib, 'x'));
    CHECK_FALSE(is_outgrown(folder.path("large")));
    folder.write("large/termlist.glass", "x");
    CHECK(is_outgrown(folder.path("large")));

    folder.write("small/docdata.glass", std::string(mib / 8, 'x'));
    note_size(folder.path("small"));
    folder.write("small/docdata.glass", std::string(mib / 2, 'x'));
    CHECK_FALSE(is_outgrown(folder.path("small")));
    folder.write("small/docdata.glass", std::string(mib, 'x'));
    CHECK(is_outgrown(folder.path("small")));
}

TEST_CASE("a copy holds the same in less room, and is sealed") {
    const TemporaryFolder folder;
    const std::string from = folder.path("from");
    const std::string copy = folder.path("copy");
    make_database(from);
    compact(from, copy);
    const Xapian::Database database(copy);
    CHECK(database.get_doccount() == 40);
    CHECK(database.term_exists("t39.99"));
    CHECK(fs::file_size(copy + "/postlist.glass") < fs::file_size(from + "/postlist.glass"));
    CHECK(fs::exists(copy + "/seal"));
    CHECK_NOTHROW(crib::check_seal(copy, "copy"));
    CHECK_FALSE(is_outgrown(copy));
    CHECK(Xapian::Database(from).get_doccount() == 40);
}

TEST_CASE("a copy that can't be made leaves nothing behind") {
    const TemporaryFolder folder;
    make_database(folder.path("from"));
    // This file can't be copied. The copy fails when its tables are already written.
    fs::create_directories(folder.path("copy/size.new/in-the-way"));
    CHECK_THROWS_AS(compact(folder.path("from"), folder.path("copy")), crib::Error);
    CHECK_FALSE(fs::exists(folder.path("copy")));
    CHECK(Xapian::Database(folder.path("from")).get_doccount() == 40);
}

TEST_CASE("a copy that lacks a table is not taken for whole") {
    const TemporaryFolder folder;
    const std::string from = folder.path("from");
    make_database(from);
    Xapian::Database(from).compact(folder.path("copy"));
    check_copy({from}, folder.path("copy"));
    // As if Xapian had not been able to open the table: it does not say so.
    fs::rename(from + "/docdata.glass", folder.path("docdata.glass"));
    Xapian::Database(from).compact(folder.path("less"));
    fs::rename(folder.path("docdata.glass"), from + "/docdata.glass");
    CHECK_THROWS_AS(check_copy({from}, folder.path("less")), Error);
}
