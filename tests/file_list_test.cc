#include "indexer/walk/file_list.h"

#include <filesystem>
#include <string>
#include <vector>

#include "tests/catch.h"
#include "tests/temporary_folder.h"

using Catch::Matchers::EndsWith;
using crib::listed_files;
using crib::TemporaryFolder;
using crib::Walk;

namespace {

using Strings = std::vector<std::string>;

Strings paths(const Walk& walk) {
    Strings result;
    for (const crib::File& file : walk.files) result.push_back(file.path);
    return result;
}

}  // namespace

TEST_CASE("a list names the files of a tree, a line each or ended by NUL") {
    const TemporaryFolder folder;
    for (const char* name : {"b.md", "a b.md", "deep/c.rst", "not.txt", ".hidden.md"}) {
        folder.write(name, "text");
    }
    const std::string root = folder.path();
    CHECK(paths(listed_files(root, root + "/b.md\n\na b.md\r\nb.md\nnot.txt\ndeep\n", {})) ==
          Strings{"a b.md", "b.md"});
    CHECK(paths(listed_files(root, std::string("deep/c.rst\0.hidden.md\0", 22), {})) ==
          Strings{".hidden.md", "deep/c.rst"});
    CHECK(listed_files(root, "b.md", {}).files.front().stamp.size == 4);
    CHECK(listed_files(root, "", {}).files.empty());
}

TEST_CASE("files excluded from a tree are excluded from its list") {
    const TemporaryFolder folder;
    for (const char* name : {"a.md", "draft-1.md", "old/b.md"}) folder.write(name, "");
    CHECK(paths(listed_files(folder.path(), "a.md\ndraft-1.md\nold/b.md\n", {"draft-*", "old"})) ==
          Strings{"a.md"});
}

TEST_CASE("listed files that are missing or elsewhere are reported") {
    const TemporaryFolder folder;
    folder.write("notes/a.md", "");
    folder.write("other/b.md", "");
    std::filesystem::create_symlink(folder.path("other/b.md"), folder.path("notes/link.md"));
    std::filesystem::create_symlink("a.md", folder.path("notes/same.md"));
    const Walk walk =
        listed_files(folder.path("notes"), "gone.md\n../other/b.md\nlink.md\nsame.md\na.md\n", {});
    CHECK(paths(walk) == Strings{"a.md"});
    REQUIRE(walk.unreadable.size() == 3);
    CHECK(walk.unreadable[0].reason == "gone.md: listed, but No such file or directory");
    CHECK_THAT(walk.unreadable[1].reason, EndsWith("/notes"));
    CHECK(walk.unreadable[2].path == "link.md");
}
