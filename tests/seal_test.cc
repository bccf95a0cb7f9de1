#include "indexer/store/seal.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <array>
#include <filesystem>
#include <string>

#include <xapian.h>

#include "indexer/text/error.h"
#include "tests/catch.h"
#include "tests/temporary_folder.h"

namespace fs = std::filesystem;
using crib::break_seal;
using crib::check_seal;
using crib::Error;
using crib::seal;
using crib::TemporaryFolder;

namespace {

// A sealed generation of a database.
class Generation {
  public:
    Generation() {
        write("quince");
        seal(path(), true);
    }

    void write(const std::string& word) const {
        Xapian::WritableDatabase database(path(), Xapian::DB_CREATE_OR_OPEN);
        Xapian::Document document;
        document.add_posting(word, 1);
        document.set_data(word);
        database.add_document(document);
        database.commit();
    }

    // Flips a bit of a file. If `keep_time`, the file's modification time stays.
    void flip(const std::string& name, std::size_t at, bool keep_time = false) const {
        struct stat before {};
        REQUIRE(stat(path(name).c_str(), &before) == 0);
        std::string bytes = folder_.read("generation/" + name);
        bytes[at] = static_cast<char>(bytes[at] ^ 1);
        folder_.write("generation/" + name, bytes);
        if (!keep_time) return;
        const std::array<timespec, 2> times = {before.st_atim, before.st_mtim};
        REQUIRE(utimensat(AT_FDCWD, path(name).c_str(), times.data(), 0) == 0);
    }

    std::string path() const { return folder_.path("generation"); }
    std::string path(const std::string& name) const { return path() + "/" + name; }

  private:
    TemporaryFolder folder_;
};

}  // namespace

TEST_CASE("a generation that did not change since its seal may be written to") {
    const Generation generation;
    check_seal(generation.path(), "db");
    break_seal(generation.path());
    generation.write("medlar");
    seal(generation.path(), false);
    check_seal(generation.path(), "db");
}

TEST_CASE("a bit that has turned over is found, with the cure") {
    const Generation generation;
    generation.flip("position.glass", 100);
    CHECK_THROWS_WITH(
        check_seal(generation.path(), "db"),
        "db: the database is damaged: its files are not as crib-index left them, so nothing "
        "was written; crib-index --rebuild DIR makes it anew");
}

TEST_CASE("a bit that has turned over on the disk, which no time tells, is found") {
    const Generation generation;
    generation.flip("termlist.glass", 100, true);
    CHECK_THROWS_AS(check_seal(generation.path(), "db"), Error);
}

TEST_CASE("a file that is missing, shorter or not of the generation is found") {
    const Generation shorter;
    fs::resize_file(shorter.path("docdata.glass"), 100);
    CHECK_THROWS_AS(check_seal(shorter.path(), "db"), Error);
    const Generation missing;
    fs::remove(missing.path("docdata.glass"));
    CHECK_THROWS_AS(check_seal(missing.path(), "db"), Error);
    const Generation more;
    fs::copy_file(more.path("docdata.glass"), more.path("synonym.glass"));
    CHECK_THROWS_AS(check_seal(more.path(), "db"), Error);
}

TEST_CASE("a copy of a generation is as good") {
    const Generation generation;
    const TemporaryFolder folder;
    fs::copy(generation.path(), folder.path("copy"));
    check_seal(folder.path("copy"), "db");
}

TEST_CASE("a generation without a seal is checked as a whole") {
    const Generation generation;
    generation.write("medlar");
    CHECK_THROWS_AS(check_seal(generation.path(), "db"), Error);
    break_seal(generation.path());
    check_seal(generation.path(), "db");
    CHECK(fs::exists(generation.path("seal")));
    break_seal(generation.path());
    generation.flip("postlist.glass", 8192 + 20);
    generation.flip("postlist.glass", 8192 + 9);
    CHECK_THROWS_AS(check_seal(generation.path(), "db"), Error);
}

TEST_CASE("a generation with a file that could make Xapian run a program is not sound") {
    const Generation generation;
    break_seal(generation.path());
    std::ofstream(generation.path("XAPIANDB")) << "remote :/bin/true\n";
    CHECK_THROWS_AS(check_seal(generation.path(), "db"), Error);
}

TEST_CASE("a large generation is known by its times once it was written to") {
    const Generation generation;
    fs::resize_file(generation.path("docdata.glass"), 40 << 20);
    seal(generation.path(), true);
    generation.flip("docdata.glass", 100);
    CHECK_THROWS_AS(check_seal(generation.path(), "db"), Error);
    seal(generation.path(), false);
    check_seal(generation.path(), "db");
    generation.flip("docdata.glass", 100);
    CHECK_THROWS_AS(check_seal(generation.path(), "db"), Error);
}

TEST_CASE("an invalid seal counts as none") {
    const Generation generation;
    std::ofstream(generation.path("seal")) << "";
    check_seal(generation.path(), "db");
}

TEST_CASE("a seal that cannot be removed stops the writer") {
    const Generation generation;
    fs::remove(generation.path("seal"));
    fs::create_directory(generation.path("seal"));  // unlink() refuses a folder, even to root
    CHECK_THROWS_AS(break_seal(generation.path()), Error);
}
