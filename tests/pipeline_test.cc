#include "indexer/update/pipeline.h"
#include "indexer/index/tree_record.h"

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "indexer/text/error.h"
#include "tests/catch.h"
#include "tests/temporary_folder.h"

using crib::LinkedNote;
using crib::ReadTree;
using crib::TemporaryFolder;
using crib::TreeRecord;

namespace {

using Strings = std::vector<std::string>;

TreeRecord tree_record(const TemporaryFolder& folder) {
    TreeRecord record;
    record.name = "notes";
    record.root = folder.path();
    return record;
}

ReadTree read_quietly(const TreeRecord& record) {
    return crib::read_tree(record, crib::files_of(record, ""), 2, [](std::size_t, std::size_t) {});
}

Strings paths(const ReadTree& read) {
    Strings result;
    for (std::size_t i = 0; i < read.tree.size(); ++i) result.push_back(read.tree.path(i));
    return result;
}

}  // namespace

TEST_CASE("a tree is walked, read by format and resolved") {
    const TemporaryFolder folder;
    folder.write("map.md",
                 "# Map\n\n## Lists\n\n- How to copy a list?\n  [Copies](list.rst#copies)\n");
    folder.write("list.rst", "Lists\n=====\n\nCopies\n------\n\nUse ``copy``.\n");
    const ReadTree read = read_quietly(tree_record(folder));
    CHECK(paths(read) == Strings{"list.rst", "map.md"});
    CHECK(read.unreadable.empty());
    CHECK(read.tree.record() == tree_record(folder));
    const LinkedNote map(read.tree, 1);
    REQUIRE(map.questions().size() == 1);
    CHECK(map.questions()[0].text == "How to copy a list?");
    REQUIRE(map.resolution(0).target);
    CHECK(*map.resolution(0).target == crib::Target{0, 2});
}

TEST_CASE("links to other files are followed to see whether these exist") {
    const TemporaryFolder folder;
    folder.write("a.md", "[here](img/x.png) [gone](img/y.png)\n");
    folder.write("img/x.png", "");
    const ReadTree read = read_quietly(tree_record(folder));
    const LinkedNote note(read.tree, 0);
    CHECK(note.resolution(0).kind == crib::Resolution::Kind::file);
    CHECK(note.resolution(1).kind == crib::Resolution::Kind::missing);
}

TEST_CASE("a tree of one note reads that note alone") {
    const TemporaryFolder folder;
    folder.write("a.md", "# A\n");
    folder.write("b.md", "# B\n");
    TreeRecord record = tree_record(folder);
    record.only = "b.md";
    CHECK(paths(read_quietly(record)) == Strings{"b.md"});
}

TEST_CASE("a tree's excluded files are not read") {
    const TemporaryFolder folder;
    folder.write("a.md", "# A\n");
    folder.write("draft.md", "# B\n");
    TreeRecord record = tree_record(folder);
    record.exclude = {"draft*"};
    CHECK(paths(read_quietly(record)) == Strings{"a.md"});
}

TEST_CASE("a note that can't be read is reported, and the rest is read") {
    const TemporaryFolder folder;
    folder.write("a.md", "# A\n");
    folder.write("large.md", "");
    std::filesystem::resize_file(folder.path("large.md"), (64ULL << 20) + 1);
    const ReadTree read = read_quietly(tree_record(folder));
    CHECK(paths(read) == Strings{"a.md"});
    REQUIRE(read.unreadable.size() == 1);
    CHECK(read.unreadable[0].path == "large.md");
    CHECK(read.unreadable[0].reason == folder.path("large.md") + ": larger than 64 MB");
}

TEST_CASE("a root that is gone is an error") {
    const TemporaryFolder folder;
    TreeRecord record = tree_record(folder);
    record.root = folder.path("gone");
    CHECK_THROWS_AS(read_quietly(record), crib::Error);
}

TEST_CASE("progress is reported after each note, read or not") {
    const TemporaryFolder folder;
    folder.write("a.md", "");
    folder.write("b.md", "");
    std::vector<std::pair<std::size_t, std::size_t>> told;
    const TreeRecord record = tree_record(folder);
    crib::read_tree(record, crib::files_of(record, ""), 1,
                    [&](std::size_t done, std::size_t all) { told.emplace_back(done, all); });
    CHECK(told == std::vector<std::pair<std::size_t, std::size_t>>{{1, 2}, {2, 2}});
}

TEST_CASE("a note that is gone since the walk is left out, unless its root is gone or empty") {
    const TemporaryFolder folder;
    folder.write("a.md", "# A\n");
    folder.write("deep/er/b.md", "# B\n");
    folder.write("c.md", "# C\n");
    const TreeRecord record = tree_record(folder);
    const crib::Walk walk = crib::files_of(record, "");
    const auto read = [&] {
        return crib::read_tree(record, walk, 2, [](std::size_t, std::size_t) {});
    };
    std::filesystem::remove(folder.path("a.md"));
    std::filesystem::remove_all(folder.path("deep"));
    CHECK(paths(read()) == Strings{"c.md"});
    CHECK(read().unreadable.empty());
    std::filesystem::remove(folder.path("c.md"));
    CHECK(read().unreadable.size() == 3);
    std::filesystem::remove_all(folder.path());
    CHECK(read().unreadable.size() == 3);
}
