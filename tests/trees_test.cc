#include "indexer/update/trees.h"
#include "indexer/index/tree_record.h"

#include <unistd.h>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "indexer/text/error.h"
#include "tests/catch.h"
#include "tests/temporary_folder.h"

namespace fs = std::filesystem;
using Catch::Matchers::ContainsSubstring;
using crib::find_tree;
using crib::named_tree;
using crib::shown_root;
using crib::TemporaryFolder;
using crib::tree_at;
using crib::TreeRecord;
using crib::TreeSettings;

namespace {

// Changes the working folder as long as the object lives.
class WorkingFolder {
  public:
    explicit WorkingFolder(const std::string& path) { fs::current_path(path); }
    ~WorkingFolder() {
        std::error_code ignored;
        fs::current_path(before_, ignored);
    }
    WorkingFolder(const WorkingFolder&) = delete;
    WorkingFolder& operator=(const WorkingFolder&) = delete;

  private:
    fs::path before_ = fs::current_path();
};

TreeRecord record(const std::string& name, const std::string& root, const std::string& only = "") {
    TreeRecord tree;
    tree.name = name;
    tree.root = root;
    tree.only = only;
    return tree;
}

std::string name_of(const std::optional<TreeRecord>& tree) { return tree ? tree->name : "none"; }

}  // namespace

TEST_CASE("a folder is a tree of its last part's name") {
    const TemporaryFolder folder;
    folder.write("my notes/a.md", "");
    const TreeRecord tree = record("my notes", folder.path("my notes"));
    CHECK(tree_at(folder.path("my notes"), {}) == tree);
    CHECK(tree_at(folder.path("my notes/"), {}) == tree);
    CHECK(tree_at(folder.path("./my notes/../my notes"), {}) == tree);
    CHECK(tree_at("/", {}) == record("root", "/"));
}

TEST_CASE("a single note is a tree of one note") {
    const TemporaryFolder folder;
    folder.write("a.b.md", "");
    CHECK(tree_at(folder.path("a.b.md"), {}) == record("a.b", folder.path(), "a.b.md"));
    CHECK(crib::root_of(record("a", "/x", "a.md")) == "/x/a.md");
    CHECK(crib::root_of(record("a", "/", "a.md")) == "/a.md");
    CHECK(crib::root_of(record("a", "/x")) == "/x");
}

TEST_CASE("a link to a tree is the tree it leads to") {
    const TemporaryFolder folder;
    folder.write("notes/a.md", "");
    fs::create_symlink("notes", folder.path("link"));
    CHECK(tree_at(folder.path("link"), {}) == record("notes", folder.path("notes")));
}

TEST_CASE("only a folder or a note can be a tree") {
    const TemporaryFolder folder;
    folder.write("a.txt", "");
    CHECK_THROWS_WITH(tree_at(folder.path("a.txt"), {}),
                      ContainsSubstring("neither a folder nor a note"));
    CHECK_THROWS_WITH(tree_at(folder.path("gone"), {}), ContainsSubstring(folder.path("gone")));
    CHECK_THROWS_AS(tree_at("", {}), crib::Error);
}

TEST_CASE("given settings of a tree replace its known ones, and the others stay") {
    const TemporaryFolder folder;
    folder.write("notes/a.md", "");
    TreeSettings first;
    first.name = "mine";
    first.exclude = {"*.tmp.md"};
    first.ignore = false;
    first.anchors = "mkdocs";
    first.url = "https://x.org/{stem}";
    const TreeRecord tree = named_tree({}, folder.path("notes"), first);
    TreeRecord expected = record("mine", folder.path("notes"));
    expected.exclude = {"*.tmp.md"};
    expected.ignore = false;
    expected.anchors = "mkdocs";
    expected.url = "https://x.org/{stem}";
    CHECK(tree == expected);

    TreeSettings second;
    second.exclude.emplace();
    expected.exclude.clear();
    CHECK(named_tree({tree}, folder.path("notes"), second) == expected);
}

TEST_CASE("a tree within another is an error that says which") {
    const TemporaryFolder folder;
    folder.write("notes/deep/a.md", "");
    folder.write("notes-too/a.md", "");
    const std::vector<TreeRecord> known = {record("notes", folder.path("notes"))};
    CHECK_THROWS_WITH(named_tree(known, folder.path("notes/deep"), {}),
                      ContainsSubstring("lies within the tree " + folder.path("notes")));
    CHECK_THROWS_WITH(named_tree(known, folder.path("notes/deep/a.md"), {}),
                      ContainsSubstring("lies within"));
    CHECK_THROWS_WITH(named_tree(known, folder.path(), {}), ContainsSubstring("holds the tree"));
    CHECK_NOTHROW(named_tree(known, folder.path("notes-too"), {}));
    CHECK_THROWS_AS(named_tree({record("root", "/")}, folder.path("notes"), {}), crib::Error);
}

TEST_CASE("two trees can't have one name, nor a name with a slash") {
    const TemporaryFolder folder;
    folder.write("a/notes/x.md", "");
    folder.write("b/notes/x.md", "");
    const std::vector<TreeRecord> known = {record("notes", folder.path("a/notes"))};
    CHECK_THROWS_WITH(named_tree(known, folder.path("b/notes"), {}), ContainsSubstring("--name"));
    TreeSettings settings;
    settings.name = "more";
    CHECK(named_tree(known, folder.path("b/notes"), settings).name == "more");
    settings.name = "a/b";
    CHECK_THROWS_WITH(tree_at(folder.path("b/notes"), settings), ContainsSubstring("slash"));
}

TEST_CASE("a tree takes the place it had among others") {
    std::vector<TreeRecord> trees = {record("a", "/a"), record("b", "/b")};
    crib::add_tree(trees, record("new", "/a"));
    crib::add_tree(trees, record("c", "/c"));
    CHECK(trees ==
          std::vector<TreeRecord>{record("new", "/a"), record("b", "/b"), record("c", "/c")});
}

TEST_CASE("a known tree is found by its path, there or gone, and by its name") {
    const TemporaryFolder folder;
    folder.write("here/a.md", "");
    const WorkingFolder working(folder.path());
    const std::vector<TreeRecord> known = {record("here", folder.path("here")),
                                           record("gone", folder.path("old/gone")),
                                           record("one", folder.path("here"), "a.md")};
    for (const std::string path : {"here", "./here", "here/", "old/../here"}) {
        CHECK(name_of(find_tree(known, path)) == "here");
    }
    for (const std::string path : {"gone", "old/gone", "./old/gone", "old/gone/"}) {
        CHECK(name_of(find_tree(known, path)) == "gone");
    }
    CHECK(name_of(find_tree(known, folder.path("old/gone"))) == "gone");
    CHECK(name_of(find_tree(known, "here/a.md")) == "one");
    CHECK(name_of(find_tree(known, "nowhere")) == "none");
    CHECK(name_of(find_tree(known, "")) == "none");
}

TEST_CASE("a tree's path counts before another tree's name") {
    const TemporaryFolder folder;
    folder.write("notes/a.md", "");
    const WorkingFolder working(folder.path());
    const std::vector<TreeRecord> known = {record("notes", "/elsewhere"),
                                           record("mine", folder.path("notes"))};
    CHECK(name_of(find_tree(known, "notes")) == "mine");
}

TEST_CASE("paths of a tree are shown behind the name it was given") {
    const TemporaryFolder folder;
    folder.write("notes/a.md", "");
    const WorkingFolder working(folder.path());
    CHECK(shown_root("notes") == "notes/");
    CHECK(shown_root("notes/") == "notes/");
    CHECK(shown_root("./notes") == "notes/");
    CHECK(shown_root(".") == "");
    CHECK(shown_root("notes/a.md") == "notes/");
    CHECK(shown_root("/") == "/");
    fs::current_path(folder.path("notes"));
    CHECK(shown_root("a.md") == "");
    CHECK(shown_root("..") == "../");
}
