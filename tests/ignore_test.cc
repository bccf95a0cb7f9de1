#include "indexer/walk/ignore.h"

#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "tests/catch.h"

namespace fs = std::filesystem;
using crib::Ignore;

namespace {

using Paths = std::vector<std::string>;

// A temporary folder. All names are relative to it.
class Scratch {
  public:
    Scratch() {
        std::string name = fs::temp_directory_path() / "crib-ignore-XXXXXX";
        REQUIRE(mkdtemp(name.data()) != nullptr);
        folder_ = name;
    }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    ~Scratch() {
        std::error_code ignored;
        fs::remove_all(folder_, ignored);
    }

    std::string path(const std::string& name) const { return folder_ / name; }

    // Makes a folder if the name ends in '/', else a file.
    void write(const std::string& name, const std::string& text = "") const {
        fs::create_directories(fs::path(path(name)).parent_path());
        if (!name.ends_with('/')) std::ofstream(path(name), std::ios::binary) << text;
    }

  private:
    fs::path folder_;
};

// Walks down to the path, asks, and walks back.
bool ignores(Ignore& ignore, const std::string& path) {
    const bool is_folder = path.ends_with('/');
    const std::string name = is_folder ? path.substr(0, path.size() - 1) : path;
    int depth = 1;
    ignore.enter("", {true, true});
    for (auto at = name.find('/'); at != std::string::npos; at = name.find('/', at + 1), ++depth) {
        ignore.enter(name.substr(0, at), {true, true});
    }
    const bool answer = ignore.ignores(name, is_folder);
    for (; depth > 0; --depth) ignore.leave();
    return answer;
}

// The ignored ones among `paths`. A path that ends in '/' is a folder.
Paths ignored(Ignore ignore, const Paths& paths) {
    Paths result;
    for (const std::string& path : paths) {
        if (ignores(ignore, path)) result.push_back(path);
    }
    return result;
}

Paths ignored(const std::string& rules, const Paths& paths) {
    const Scratch scratch;
    scratch.write(".git/");
    scratch.write(".gitignore", rules);
    return ignored(Ignore(scratch.path(""), ""), paths);
}

}  // namespace

TEST_CASE("a pattern without a slash matches a name at any depth") {
    CHECK(ignored("build\n*.log\n",
                  {"build", "x/build", "x/build/", "rebuild", "a.log", "x/y/.log", "a.logs"}) ==
          Paths{"build", "x/build", "x/build/", "a.log", "x/y/.log"});
}

TEST_CASE("a slash at the start or inside anchors a pattern to its folder") {
    CHECK(ignored("/todo.md\n", {"todo.md", "x/todo.md"}) == Paths{"todo.md"});
    CHECK(ignored("doc/api\n", {"doc/api", "x/doc/api", "doc/api2"}) == Paths{"doc/api"});
    CHECK(ignored("doc/*.md\n", {"doc/a.md", "doc/x/a.md", "a.md"}) == Paths{"doc/a.md"});
}

TEST_CASE("a slash at the end is for folders only and anchors nothing") {
    CHECK(ignored("out/\n", {"out", "out/", "x/out/", "x/out"}) == Paths{"out/", "x/out/"});
    CHECK(ignored("/\n//\n", {"a", "a/"}).empty());
}

TEST_CASE("the last rule that matches decides") {
    CHECK(ignored("*.md\n!keep.md\n", {"a.md", "keep.md", "x/keep.md"}) == Paths{"a.md"});
    CHECK(ignored("!keep.md\n*.md\n", {"a.md", "keep.md"}) == Paths{"a.md", "keep.md"});
    CHECK(ignored("a\n!a\na\n!\n", {"a"}) == Paths{"a"});
}

TEST_CASE("a file in an ignored folder can't be included again") {
    CHECK(ignored("x/\n!x/a.md\n", {"x/", "x/a.md", "x/y/b.md"}) ==
          Paths{"x/", "x/a.md", "x/y/b.md"});
    CHECK(ignored("x/*\n!x/a.md\n", {"x/", "x/a.md", "x/b.md", "x/y/a.md"}) ==
          Paths{"x/b.md", "x/y/a.md"});
    CHECK(ignored("/*\n!/x/\n/x/*\n!/x/y/\n", {"a", "x/", "x/b", "x/y/", "x/y/c"}) ==
          Paths{"a", "x/b"});
}

TEST_CASE("wildcards stay within one part of a path") {
    CHECK(ignored("x/*y\n", {"x/y", "x/ay", "x/a/y"}) == Paths{"x/y", "x/ay"});
    CHECK(ignored("x?y\n", {"xay", "xy", "x/y", "x\xC3\xA9y"}) == Paths{"xay"});
    CHECK(ignored("/x[!a]y\n", {"xby", "xay", "x/y"}) == Paths{"xby"});
    CHECK(ignored("*a*b*c\n", {"abc", "xaxbxc", "acb", "aabbcc", "abcx"}) ==
          Paths{"abc", "xaxbxc", "aabbcc"});
}

TEST_CASE("brackets hold bytes, ranges and classes") {
    CHECK(ignored("[a-c]\n", {"a", "b", "d", "-"}) == Paths{"a", "b"});
    CHECK(ignored("[]-]\n", {"]", "-", "a"}) == Paths{"]", "-"});
    CHECK(ignored("[^a-c]\n", {"a", "d", "]"}) == Paths{"d", "]"});
    CHECK(ignored("[\\]x]\n", {"]", "x", "\\"}) == Paths{"]", "x"});
    CHECK(ignored("[[:digit:]_]\n", {"1", "_", "d", ":"}) == Paths{"1", "_"});
    CHECK(ignored("[z-a]\n", {"z", "a", "m"}) == Paths{"z"});
}

TEST_CASE("a pattern with broken brackets matches nothing") {
    CHECK(ignored("[a\n*[\n[[:none:]]\n[\\\n", {"[a", "a", "[", "x[", "n"}).empty());
}

TEST_CASE("two stars between slashes match any folders") {
    CHECK(ignored("**/a\n", {"a", "x/a", "x/y/a", "ba"}) == Paths{"a", "x/a", "x/y/a"});
    CHECK(ignored("a/**\n", {"a", "a/", "a/b", "a/b/c", "x/a/b"}) == Paths{"a/b", "a/b/c"});
    CHECK(ignored("a/**/b\n", {"a/b", "a/x/b", "a/x/y/b", "a/xb", "ab"}) ==
          Paths{"a/b", "a/x/b", "a/x/y/b"});
    CHECK(ignored("/**/a/*b/**/c\n", {"x/a/b/c", "a/a/bb/x/a/c", "a/c"}) ==
          Paths{"x/a/b/c", "a/a/bb/x/a/c"});
    CHECK(ignored("**\n", {"a", "x/y"}) == Paths{"a", "x/y"});
}

TEST_CASE("stars beside other characters are plain stars") {
    CHECK(ignored("a**/b\n", {"a/b", "ax/b", "ax/y/b", "ab"}) == Paths{"a/b", "ax/b"});
    CHECK(ignored("a/**b\n", {"a/b", "a/xb", "a/x/b"}) == Paths{"a/b", "a/xb"});
}

TEST_CASE("a backslash takes the meaning from what follows") {
    CHECK(ignored("\\#a\n\\!b\n\\*\n", {"#a", "!b", "*", "c", "b"}) == Paths{"#a", "!b", "*"});
    CHECK(ignored("a\\\n", {"a", "a\\"}).empty());
}

TEST_CASE("comments, empty lines, spaces at the end and line ends are no part of a pattern") {
    CHECK(ignored("#a\n\n   \na#b\n", {"#a", "a#b", "a", " "}) == Paths{"a#b"});
    CHECK(ignored("a  \nb\\ \nc\\  \n d\n", {"a", "b", "b ", "c ", "d", " d"}) ==
          Paths{"a", "b ", "c ", " d"});
    CHECK(ignored("a\r\n\r\nb/\r\nc", {"a", "b/", "c"}) == Paths{"a", "b/", "c"});
    CHECK(ignored("\xEF\xBB\xBF"
                  "a\n",
                  {"a"}) == Paths{"a"});
}

TEST_CASE("a deeper .gitignore goes first, and only for its folder") {
    const Scratch scratch;
    scratch.write(".git/");
    scratch.write(".gitignore", "*.md\n/x/y/c.txt\n");
    scratch.write("x/.gitignore", "!a.md\n/b.txt\n");
    scratch.write("x/y/.gitignore", "a.md\n");
    CHECK(ignored(Ignore(scratch.path(""), ""), {"a.md", "x/a.md", "x/b.md", "x/b.txt", "x/y/b.txt",
                                                 "x/y/a.md", "x/y/c.txt", "z/a.md", "b.txt"}) ==
          Paths{"a.md", "x/b.md", "x/b.txt", "x/y/a.md", "x/y/c.txt", "z/a.md"});
}

TEST_CASE("the user's excludes come before the repository's, and those before any .gitignore") {
    const Scratch scratch;
    scratch.write("excludes", "*.a\n*.b\n*.c\n/top\n");
    scratch.write("r/.git/info/exclude", "!*.b\n!*.c\n");
    scratch.write("r/.gitignore", "*.c\n");
    CHECK(ignored(Ignore(scratch.path("r"), scratch.path("excludes")),
                  {"x.a", "x.b", "x.c", "top", "x/top"}) == Paths{"x.a", "x.c", "top"});
}

TEST_CASE("outside a repository nothing is ignored") {
    const Scratch scratch;
    scratch.write("excludes", "*\n");
    scratch.write(".gitignore", "*\n");
    CHECK(ignored(Ignore(scratch.path(""), scratch.path("excludes")), {"a", "x/", "x/a"}).empty());
    CHECK(ignored(Ignore(scratch.path("none"), ""), {"a"}).empty());
}

TEST_CASE("rules from above the root count") {
    const Scratch scratch;
    scratch.write(".git/info/exclude", "x/y/c\n");
    scratch.write(".gitignore", "*.log\n/x/y/a\n/a\n");
    scratch.write("x/.gitignore", "y/b\n");
    scratch.write("x/y/");
    const Paths paths = {"a.log", "a", "b", "c", "d", "z/a", "z/a.log"};
    const Paths expected = {"a.log", "a", "b", "c", "z/a.log"};
    CHECK(ignored(Ignore(scratch.path("x/y"), ""), paths) == expected);
    CHECK(ignored(Ignore(scratch.path("x/y/"), ""), paths) == expected);
    fs::create_directory_symlink(scratch.path("x/y"), scratch.path("link"));
    CHECK(ignored(Ignore(scratch.path("link"), ""), paths) == expected);
}

TEST_CASE("rules that ignore the root or a folder above it don't count") {
    const Scratch scratch;
    scratch.write(".git/");
    scratch.write("notes/in/");
    scratch.write(".gitignore", "*\n*.log\n/notes/\n");
    CHECK(ignored(Ignore(scratch.path("notes/in"), ""), {"a.md", "a.log"}) == Paths{"a.log"});
    scratch.write(".gitignore", "*\n!*/\n!*.md\n");
    CHECK(ignored(Ignore(scratch.path("notes"), ""), {"a.md", "a.log", "in/"}) == Paths{"a.log"});
}

TEST_CASE("a nested repository has only its own rules") {
    const Scratch scratch;
    scratch.write("excludes", "*.tmp\n");
    scratch.write(".git/");
    scratch.write(".gitignore", "*.log\nvendor\n");
    scratch.write("in/.git/info/exclude", "/a\n");
    scratch.write("in/.gitignore", "b\n");
    scratch.write("vendor/in/.git/");
    CHECK(ignored(Ignore(scratch.path(""), scratch.path("excludes")),
                  {"in/", "in/x.log", "in/x.tmp", "in/a", "in/x/b", "a", "x.log", "vendor/in/a"}) ==
          Paths{"in/x.tmp", "in/a", "in/x/b", "x.log", "vendor/in/a"});
}

TEST_CASE("a .git file leads to the excludes of a submodule or a worktree") {
    const Scratch scratch;
    scratch.write("r/.git/info/exclude", "a\n");
    scratch.write("r/.git/worktrees/w/commondir", "../..\n");
    scratch.write("r/.git/modules/m/info/exclude", "b\n");
    scratch.write("r/m/.git", "gitdir: ../.git/modules/m\n");
    scratch.write("w/.git", "gitdir: " + scratch.path("r/.git/worktrees/w") + "\n");
    CHECK(ignored(Ignore(scratch.path("r"), ""), {"a", "b", "m/a", "m/b"}) == Paths{"a", "m/b"});
    CHECK(ignored(Ignore(scratch.path("w"), ""), {"a", "b"}) == Paths{"a"});
}

TEST_CASE("only a regular file is read as .gitignore") {
    const Scratch scratch;
    scratch.write(".git/");
    scratch.write("rules", "a\n");
    scratch.write("link/");
    fs::create_symlink("../rules", scratch.path("link/.gitignore"));
    scratch.write("pipe/");
    REQUIRE(mkfifo(scratch.path("pipe/.gitignore").c_str(), 0600) == 0);
    scratch.write("folder/.gitignore/");
    CHECK(ignored(Ignore(scratch.path(""), ""), {"link/a", "pipe/a", "folder/a"}).empty());
}

TEST_CASE("the user's excludes may be a link") {
    const Scratch scratch;
    scratch.write("r/.git/");
    scratch.write("rules", "a\n");
    fs::create_symlink("rules", scratch.path("excludes"));
    CHECK(ignored(Ignore(scratch.path("r"), scratch.path("excludes")), {"a", "b"}) == Paths{"a"});
}

TEST_CASE("only whole lines at the start of a huge .gitignore are read") {
    const std::string filler(200'000, '#');
    CHECK(ignored("a\n" + filler + "\nb\n" + filler + "\nc\n", {"a", "b", "c"}) == Paths{"a", "b"});
    CHECK(ignored("a\n" + std::string(400'000, 'b'), {"a", std::string(255, 'b')}) == Paths{"a"});
}

TEST_CASE("many stars and open brackets take no long time") {
    std::string stars;
    std::string folders;
    std::string brackets = "*[";
    for (int i = 0; i < 1000; ++i) {
        stars += "*a";
        folders += "**/*a/";
        brackets += "[:";
    }
    std::string path;
    for (int i = 0; i < 100; ++i) path += "aaaa/";
    path += std::string(250, 'a');
    CHECK(ignored(stars + "b\n" + folders + "b\n" + brackets + "\n" + brackets + "]b\n",
                  {path, "aab"}) == Paths{});
}
