#include "indexer/walk/walk.h"

#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <string>
#include <vector>

#include "indexer/text/error.h"
#include "tests/catch.h"
#include "tests/temporary_folder.h"

namespace fs = std::filesystem;
using Catch::Matchers::ContainsSubstring;
using crib::File;
using crib::TemporaryFolder;
using crib::Walk;
using crib::walk;
using crib::WalkOptions;

namespace {

using Strings = std::vector<std::string>;

Strings paths(const Walk& walk) {
    Strings result;
    for (const File& file : walk.files) result.push_back(file.path);
    return result;
}

Strings unread(const Walk& walk) {
    Strings result;
    for (const crib::Unread& unread : walk.unreadable) result.push_back(unread.path);
    return result;
}

WalkOptions without(Strings globs) {
    WalkOptions options;
    options.exclude = std::move(globs);
    return options;
}

// Becomes a user without root's permissions, if root runs the tests.
class Unprivileged {
  public:
    Unprivileged() {
        if (geteuid() == 0) REQUIRE(seteuid(65534) == 0);
    }
    ~Unprivileged() {
        if (seteuid(getuid()) != 0) std::abort();
    }
    Unprivileged(const Unprivileged&) = delete;
    Unprivileged& operator=(const Unprivileged&) = delete;
};

}  // namespace

TEST_CASE("a walk finds the notes of a tree, sorted by path in bytes") {
    const TemporaryFolder tree;
    for (const std::string name :
         {"b.md", "a/z.md", "a-b.md", "a/b/c.rst", "B.md", "\xC3\xA9.md", "a.txt", "Makefile"}) {
        tree.write(name, "text");
    }
    const Walk found = walk(tree.path(), {});
    CHECK(paths(found) == Strings{"B.md", "a-b.md", "a/b/c.rst", "a/z.md", "b.md", "\xC3\xA9.md"});
    CHECK(found.files.front().path == "B.md");
    CHECK(found.files.front().stamp.size == 4);
    CHECK(found.unreadable.empty());
}

TEST_CASE("hidden files and folders are left out") {
    const TemporaryFolder tree;
    tree.write(".hidden.md", "");
    tree.write(".obsidian/a.md", "");
    tree.write("a/.b/c.md", "");
    tree.write("shown.md", "");
    CHECK(paths(walk(tree.path(), {})) == Strings{"shown.md"});
}

TEST_CASE("links, pipes and folders that are named as notes are no notes") {
    const TemporaryFolder tree;
    tree.write("a.md", "");
    tree.write("folder.md/b.md", "");
    fs::create_symlink("a.md", tree.path("link.md"));
    fs::create_symlink("missing", tree.path("dangling.md"));
    fs::create_symlink(".", tree.path("circle"));
    fs::create_directory_symlink("/", tree.path("outside"));
    REQUIRE(mkfifo(tree.path("pipe.md").c_str(), 0600) == 0);
    const Walk found = walk(tree.path(), {});
    CHECK(paths(found) == Strings{"a.md", "folder.md/b.md"});
    CHECK(found.unreadable.empty());
}

TEST_CASE("the root itself may be a link") {
    const TemporaryFolder tree;
    tree.write("notes/a.md", "");
    fs::create_symlink("notes", tree.path("link"));
    CHECK(paths(walk(tree.path("link"), {})) == Strings{"a.md"});
}

TEST_CASE("a glob without a slash leaves out names at any depth, files and folders") {
    const TemporaryFolder tree;
    for (const std::string name : {"a.md", "draft-a.md", "x/draft-b.md", "drafts/c.md"}) {
        tree.write(name, "");
    }
    CHECK(paths(walk(tree.path(), without({"draft-*"}))) == Strings{"a.md", "drafts/c.md"});
    CHECK(paths(walk(tree.path(), without({"draft*"}))) == Strings{"a.md"});
    CHECK(paths(walk(tree.path(), without({"x", "drafts", "draft-a.md"}))) == Strings{"a.md"});
}

TEST_CASE("a glob with a slash leaves out whole paths, and its stars stop at a slash") {
    const TemporaryFolder tree;
    for (const std::string name : {"x/a.md", "x/y/a.md", "y/a.md"}) tree.write(name, "");
    CHECK(paths(walk(tree.path(), without({"x/*.md"}))) == Strings{"x/y/a.md", "y/a.md"});
    CHECK(paths(walk(tree.path(), without({"x/y"}))) == Strings{"x/a.md", "y/a.md"});
    CHECK(paths(walk(tree.path(), without({"*/a.md"}))) == Strings{"x/y/a.md"});
}

TEST_CASE("files that git ignores are left out in a repository, unless they are asked for") {
    const TemporaryFolder tree;
    fs::create_directory(tree.path(".git"));
    tree.write(".gitignore", "/build\n");
    tree.write("build/a.md", "");
    tree.write("b.md", "");
    CHECK(paths(walk(tree.path(), {})) == Strings{"b.md"});
    WalkOptions all;
    all.ignore = false;
    CHECK(paths(walk(tree.path(), all)) == Strings{"b.md", "build/a.md"});
}

TEST_CASE("a database inside the tree is not walked") {
    const TemporaryFolder tree;
    tree.write("a.md", "");
    tree.write("db/crib", "the marker");
    tree.write("db/generation-1/b.md", "");
    tree.write("other/crib", "a folder that holds a file of that name");
    tree.write("other/c.md", "");
    fs::create_symlink("generation-1", tree.path("db/current"));
    CHECK(paths(walk(tree.path(), {})) == Strings{"a.md", "other/c.md"});
}

TEST_CASE("a root that can't be read is an error that names it") {
    const TemporaryFolder tree;
    CHECK_THROWS_WITH(walk(tree.path("gone"), {}), ContainsSubstring(tree.path("gone")));
    tree.write("a.md", "");
    CHECK_THROWS_AS(walk(tree.path("a.md"), {}), crib::Error);
}

TEST_CASE("a folder that can't be opened is reported, and the rest is found") {
    const TemporaryFolder tree;
    tree.write("a.md", "");
    tree.write("closed/b.md", "");
    REQUIRE(chmod(tree.path().c_str(), 0755) == 0);
    REQUIRE(chmod(tree.path("closed").c_str(), 0) == 0);
    {
        const Unprivileged user;
        const Walk found = walk(tree.path(), {});
        CHECK(paths(found) == Strings{"a.md"});
        REQUIRE(unread(found) == Strings{"closed"});
        CHECK(found.unreadable.front().reason == tree.path("closed") + ": Permission denied");
    }
    REQUIRE(chmod(tree.path("closed").c_str(), 0755) == 0);
}

TEST_CASE("files of a folder that can be listed but not entered are reported, not taken for gone") {
    const TemporaryFolder tree;
    tree.write("listed/b.md", "");
    tree.write("listed/c/d.md", "");
    tree.write("listed/e.txt", "");
    REQUIRE(chmod(tree.path().c_str(), 0755) == 0);
    REQUIRE(chmod(tree.path("listed").c_str(), 0444) == 0);
    {
        const Unprivileged user;
        const Walk found = walk(tree.path(), {});
        CHECK(paths(found).empty());
        CHECK(unread(found) == Strings{"listed/b.md", "listed/c"});
    }
    REQUIRE(chmod(tree.path("listed").c_str(), 0755) == 0);
}

TEST_CASE("folders that nest too deeply are reported") {
    const TemporaryFolder tree;
    std::string path;
    for (int i = 0; i < 201; ++i) path += "d/";
    tree.write(path + "deep.md", "");
    tree.write("a.md", "");
    const Walk found = walk(tree.path(), {});
    CHECK(paths(found) == Strings{"a.md"});
    REQUIRE(found.unreadable.size() == 1);
    CHECK_THAT(found.unreadable.front().reason, ContainsSubstring("nest too deeply"));
}

TEST_CASE("a path leads where links of the file system say, inside of the root") {
    const TemporaryFolder folder;
    folder.write("notes/deep/a.md", "");
    folder.write("out.md", "");
    const std::string root = folder.path("notes");
    std::filesystem::create_symlink("deep/a.md", folder.path("notes/file.md"));
    std::filesystem::create_symlink("deep", folder.path("notes/folder"));
    std::filesystem::create_symlink("../out.md", folder.path("notes/out.md"));
    CHECK(crib::real_path(root, "file.md") == "deep/a.md");
    CHECK(crib::real_path(root, "folder/a.md") == "deep/a.md");
    CHECK(crib::real_path(root, "deep/a.md") == "deep/a.md");
    CHECK(crib::real_path(root, "out.md").empty());
    CHECK(crib::real_path(root, "gone.md").empty());
    CHECK(crib::real_path(root, "").empty());
}
