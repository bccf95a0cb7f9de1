#include "indexer/files/whole_file.h"

#include <sys/stat.h>

#include <filesystem>
#include <optional>

#include "indexer/text/error.h"
#include "tests/catch.h"
#include "tests/temporary_folder.h"

namespace fs = std::filesystem;
using crib::read_beginning;
using crib::TemporaryFolder;
using crib::write_whole;

TEST_CASE("a small file replaces the old one, only for its owner") {
    const TemporaryFolder folder;
    folder.write("file", "before");
    folder.write("file.new", "half");
    write_whole(folder.path("file"), "after");
    CHECK(folder.read("file") == "after");
    CHECK_FALSE(fs::exists(folder.path("file.new")));
    struct stat status {};
    REQUIRE(stat(folder.path("file").c_str(), &status) == 0);
    CHECK((status.st_mode & 0777) == 0600);
}

TEST_CASE("a small file that can't be written leaves what was there") {
    const TemporaryFolder folder;
    fs::create_directories(folder.path("file/in-the-way"));
    CHECK_THROWS_AS(write_whole(folder.path("file"), "after"), crib::Error);
    CHECK(fs::is_directory(folder.path("file")));
    CHECK_FALSE(fs::exists(folder.path("file.new")));
    CHECK_THROWS_AS(write_whole(folder.path("nowhere/file"), "after"), crib::Error);
}

TEST_CASE("the beginning of a file is read, of a link none") {
    const TemporaryFolder folder;
    folder.write("file", "beginning and end");
    fs::create_symlink("file", folder.path("link"));
    CHECK(read_beginning(folder.path("file"), 9) == "beginning");
    CHECK(read_beginning(folder.path("file"), 99) == "beginning and end");
    CHECK(read_beginning(folder.path("link"), 9) == std::nullopt);
    CHECK(read_beginning(folder.path("none"), 9) == std::nullopt);
    CHECK(read_beginning(folder.path(), 9) == std::nullopt);
}
