#include "indexer/files/text_file.h"

#include <sys/stat.h>

#include <filesystem>
#include <string>

#include "indexer/text/error.h"
#include "tests/catch.h"
#include "tests/temporary_folder.h"

namespace fs = std::filesystem;
using Catch::Matchers::ContainsSubstring;
using crib::read_text;
using crib::TemporaryFolder;

namespace {

// The text read from a file that holds these bytes.
std::string read_back(std::string_view bytes) {
    const TemporaryFolder folder;
    folder.write("a.md", bytes);
    return read_text(folder.path("a.md"));
}

}  // namespace

TEST_CASE("UTF-8 text is read unchanged") {
    CHECK(read_back("# A é 字 😀\r\n\ttext\n") == "# A é 字 😀\r\n\ttext\n");
    CHECK(read_back("") == "");
    CHECK(read_back(std::string(200'000, 'x')) == std::string(200'000, 'x'));
}

TEST_CASE("a byte order mark is dropped") { CHECK(read_back("\xEF\xBB\xBF# A") == "# A"); }

TEST_CASE("UTF-16 with its mark is converted") {
    CHECK(read_back(std::string("\xFF\xFE#\0 \0\xE9\0W[\n\0", 12)) == "# é字\n");
    CHECK(read_back(std::string("\xFE\xFF\0#\0 \0\xE9[W\0\n", 12)) == "# é字\n");
    CHECK(read_back(std::string("\xFF\xFE\x3D\xD8\x00\xDE", 6)) == "😀");
}

TEST_CASE("UTF-16 that is broken has replacement characters") {
    CHECK(read_back(std::string("\xFF\xFE\x3D\xD8z\0", 6)) == "\uFFFDz");
    CHECK(read_back(std::string("\xFF\xFE\x00\xDEz\0", 6)) == "\uFFFDz");
    CHECK(read_back(std::string("\xFF\xFE\x3D\xD8", 4)) == "\uFFFD");
    CHECK(read_back(std::string("\xFF\xFEz\0y", 5)) == "z");
}

TEST_CASE("NUL becomes a space, and what is not UTF-8 a replacement character") {
    CHECK(read_back(std::string("a\0b", 3)) == "a b");
    CHECK(read_back("caf\xE9") == "caf\uFFFD");
}

TEST_CASE("only a regular file that is not a symbolic link is read") {
    const TemporaryFolder folder;
    folder.write("a.md", "text");
    fs::create_symlink("a.md", folder.path("link.md"));
    fs::create_directory(folder.path("folder.md"));
    REQUIRE(mkfifo(folder.path("pipe.md").c_str(), 0600) == 0);
    for (const std::string name : {"missing.md", "link.md", "folder.md", "pipe.md"}) {
        CHECK_THROWS_WITH(read_text(folder.path(name)), ContainsSubstring(folder.path(name)));
    }
    CHECK_THROWS_AS(read_text("/dev/zero"), crib::Error);
}

TEST_CASE("a file that is too large is refused") {
    const TemporaryFolder folder;
    folder.write("a.md", "");
    fs::resize_file(folder.path("a.md"), crib::largest_note + 1);
    CHECK_THROWS_WITH(read_text(folder.path("a.md")), ContainsSubstring("larger than 64 MB"));
}
