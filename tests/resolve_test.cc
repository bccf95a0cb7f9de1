#include "indexer/links/resolve.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "indexer/formats/reader.h"
#include "indexer/text/unicode.h"
#include "tests/catch.h"
#include "tests/processor_time.h"

using crib::AnchorStyle;
using crib::Catalogue;
using crib::HeldNotes;
using crib::Link;
using crib::LinkKind;
using crib::Note;
using crib::Problem;
using crib::read_note;
using crib::Resolution;

namespace {

using Texts = std::map<std::string, std::string>;  // by path
using Strings = std::vector<std::string>;

// A tree of notes, and other files.
class Notes {
  public:
    explicit Notes(const Texts& texts, std::set<std::string> files = {})
        : files_(std::move(files)) {
        for (const auto& [path, text] : texts) notes_.push_back(read_note(text, path));
        for (const Note& note : notes_) names_.push_back(crib::names_of(note));
    }

    Resolution resolve(const Link& link, const std::string& from, AnchorStyle style) const {
        const auto exists = [this](const std::string& path) { return files_.contains(path); };
        const auto real_path = [this](const std::string& path) {
            const auto real = real_paths.find(path);
            return real == real_paths.end() ? path : real->second;
        };
        const auto in_any_case = [this](const std::string& path) {
            return first_file(
                [&](const std::string& file) { return crib::fold(file) == crib::fold(path); });
        };
        const auto anywhere = [this](const std::string& end) {
            return first_file([&](const std::string& file) {
                return crib::fold("/" + file).ends_with("/" + crib::fold(end));
            });
        };
        const Catalogue catalogue(names_, std::make_shared<HeldNotes>(notes_),
                                  {exists, real_path, in_any_case, anywhere}, style);
        for (std::size_t i = 0; i < notes_.size(); ++i) {
            if (notes_[i].path == from) return catalogue.resolve(i, link);
        }
        throw std::runtime_error("no note " + from);
    }

    // A section as "path#anchor", a note as "path", any other result in words.
    std::string described(const Resolution& resolution) const {
        std::string place;
        if (resolution.target) {
            const Note& note = notes_[resolution.target->note];
            const std::string& anchor = note.sections[resolution.target->section].anchor;
            place = note.path + (anchor.empty() ? "" : "#" + anchor);
        }
        switch (resolution.kind) {
            case Resolution::Kind::section:
                return (resolution.problem ? "loose " : "") + place;
            case Resolution::Kind::lost_section:
                return "lost in " + place;
            case Resolution::Kind::missing:
                return "missing";
            case Resolution::Kind::outside:
                return "outside";
            case Resolution::Kind::file:
                return resolution.problem ? "loose file" : "file";
            case Resolution::Kind::unknown:
                return "unknown";
            case Resolution::Kind::web:
                return "web";
        }
        return "";
    }

    std::string url(const std::string& destination, const std::string& from = "page.md",
                    const std::string& text = "text") const {
        return described(resolve({text, destination, {3, 7}, LinkKind::url}, from, style));
    }
    std::string link(LinkKind kind, const std::string& destination,
                     const std::string& from = "page.md") const {
        return described(resolve({"text", destination, {3, 7}, kind}, from, style));
    }
    Problem problem(LinkKind kind, const std::string& destination,
                    const std::string& from = "page.md") const {
        return resolve({"text", destination, {3, 7}, kind}, from, style).problem.value();
    }

    AnchorStyle style = AnchorStyle::github;
    Texts real_paths;  // of files that are symbolic links

  private:
    template <typename Condition>
    std::optional<std::string> first_file(Condition holds) const {
        const auto file = std::ranges::find_if(files_, holds);
        return file == files_.end() ? std::nullopt : std::optional(*file);
    }

    std::vector<Note> notes_;
    std::vector<crib::NoteNames> names_;
    std::set<std::string> files_;
};

}  // namespace

// Sections of Markdown

TEST_CASE("an explicit id comes first, then a slug, then either in other letters") {
    const Notes notes(Texts{{"page.md",
                             "## Setup\n"
                             "## <a id=\"setup\"></a>Install\n"
                             "## Usage\n"
                             "## Usage\n"
                             "## <a name=\"USAGE-1\"></a>Other\n"
                             "## API {#Api}\n"}});
    CHECK(
        notes.resolve({"", "#setup", {}, LinkKind::url}, "page.md", notes.style).target->section ==
        2);
    CHECK(notes.url("#usage-1") == "page.md#usage-1");
    CHECK(notes.url("#USAGE-1") == "page.md#USAGE-1");
    CHECK(notes.url("#USAGE") == "page.md#usage");
    CHECK(notes.url("#api") == "page.md#Api");
    CHECK(notes.url("#") == "page.md");
}

TEST_CASE("slugs of odd headings are found") {
    const Notes notes(Texts{{"page.md",
                             "### -Path\n### a & b\n### 列表\n### 🚀 Launch\n### !=\n### ==\n"
                             "### <a name=\"x\"></a> `f`\n"}});
    CHECK(notes.url("#-path") == "page.md#-path");
    CHECK(notes.url("#a--b") == "page.md#a--b");
    CHECK(notes.url("#列表") == "page.md#列表");
    CHECK(notes.url("#%E5%88%97%E8%A1%A8") == "page.md#列表");
    CHECK(notes.url("#-launch") == "page.md#-launch");
    CHECK(notes.url("#-1") == "page.md#-1");
    CHECK(notes.url("#section") == "page.md#section");
    CHECK(notes.url("#x") == "page.md#x");
    CHECK(notes.url("#-f") == "page.md#x");
}

TEST_CASE("letters and digits alone, or the link's text, lead loosely") {
    const Notes notes(Texts{{"page.md", "## Foo bar_baz\n## Closures\n"}});
    CHECK(notes.url("#foo-barbaz") == "loose page.md#foo-bar_baz");
    CHECK(notes.url("#foo_bar-baz") == "loose page.md#foo-bar_baz");
    CHECK(notes.url("#gone", "page.md", "closures") == "loose page.md#closures");
    CHECK(notes.url("#gone", "page.md", "Back to Top") == "lost in page.md");
    CHECK(notes.url("#!?", "page.md", "") == "lost in page.md");
    const Problem problem = notes.problem(LinkKind::url, "#foobarbaz");
    CHECK(problem.kind == crib::ProblemKind::loose);
    CHECK(problem.message == "no section \"foobarbaz\" in page.md; taken for \"foo-bar_baz\"");
    CHECK(problem.nearest == "foo-bar_baz");
}

TEST_CASE("a link without text does not lead to a heading") {
    const Notes notes(Texts{{"page.md", "##\n\ntext\n"}});
    CHECK(notes.url("#gone", "page.md", "") == "lost in page.md");
}

TEST_CASE("in a tree that declares its style of anchors, letters and digits are sound") {
    Notes notes(Texts{{"page.md", "## Foo bar_baz\n## Closures\n"}});
    notes.style = AnchorStyle::docutils;
    CHECK(notes.url("#foo-bar-baz") == "page.md#foo-bar_baz");
    CHECK(notes.url("#gone", "page.md", "closures") == "loose page.md#closures");
}

TEST_CASE("in a tree of another site, a link that fits only GitHub's slug is loose") {
    Notes notes(Texts{{"page.md", "## Low & high\n## Low & high\n"}});
    notes.style = AnchorStyle::mkdocs;
    CHECK(notes.url("#low-high_1") == "page.md#low--high-1");
    CHECK(notes.url("#low--high-1") == "loose page.md#low--high-1");
    CHECK(notes.url("#low--high") == "loose page.md#low--high");
    const Problem problem = notes.problem(LinkKind::url, "#low--high", "page.md");
    CHECK(problem.nearest == "low-high");
}

TEST_CASE("a lost section is reported with its note and the nearest anchor") {
    const Notes notes(Texts{{"a/page.md", "## Setup\n"}, {"b.md", ""}});
    CHECK(notes.url("a/page.md#stup", "b.md") == "lost in a/page.md");
    const Problem problem = notes.problem(LinkKind::url, "a/page.md#stup", "b.md");
    CHECK(problem == Problem{"b.md",
                             {3, 7},
                             crib::ProblemKind::section,
                             "a/page.md#stup",
                             "no section \"stup\" in a/page.md",
                             "setup"});
    CHECK(
        notes.resolve({"", "a/page.md#stup", {}, LinkKind::url}, "b.md", notes.style).is_broken());
}

// Notes and files

TEST_CASE("a note is found from the folder of the link, or from the tree's root") {
    const Notes notes(
        Texts{{"a/one.md", ""}, {"a/two.md", ""}, {"b/three.md", ""}, {"page.md", ""}});
    CHECK(notes.url("two.md", "a/one.md") == "a/two.md");
    CHECK(notes.url("./../b/three.md", "a/one.md") == "b/three.md");
    CHECK(notes.url("/b/three.md", "a/one.md") == "b/three.md");
    CHECK(notes.url("a/../page.md") == "page.md");
    CHECK(notes.url("") == "page.md");
}

TEST_CASE("a path may be written as a site writes it") {
    const Notes notes(Texts{{"ch01.md", "## x\n"},
                            {"guide/index.md", ""},
                            {"tools/README.md", ""},
                            {"two words.md", ""},
                            {"page.md", ""},
                            {"Mixed/Case.md", "## x\n"},
                            {"old.html.md", ""}});
    CHECK(notes.url("ch01.html#x") == "ch01.md#x");
    CHECK(notes.url("ch01#x") == "ch01.md#x");
    CHECK(notes.url("guide/") == "guide/index.md");
    CHECK(notes.url("tools") == "tools/README.md");
    CHECK(notes.url("two%20words.md") == "two words.md");
    CHECK(notes.url("two words") == "two words.md");
    CHECK(notes.url("mixed/CASE.md#x") == "loose Mixed/Case.md#x");
    CHECK(notes.url("ch01.md?plain=1#x") == "ch01.md#x");
    CHECK(notes.url("old.html") == "old.html.md");
}

TEST_CASE("the exact path wins over every other") {
    const Notes notes(Texts{{"a.md", ""}, {"A.md", ""}, {"a.markdown", ""}, {"a/index.md", ""}});
    CHECK(notes.url("A.md", "a.md") == "A.md");
    CHECK(notes.url("a.md", "A.md") == "a.md");
    CHECK(notes.url("a", "A.md") == "a.md");
}

TEST_CASE("other files of the tree are found, and pictures are no notes") {
    const Notes notes(Texts{{"page.md", ""}, {"a.png.md", ""}}, {"main.c", "pictures/a b.png"});
    CHECK(notes.url("main.c#L10") == "file");
    CHECK(notes.url("pictures/a%20b.png") == "file");
    CHECK(notes.link(LinkKind::image, "pictures/a%20b.png") == "file");
    CHECK(notes.link(LinkKind::image, "a.png") == "missing");
}

TEST_CASE("the web is not looked at") {
    const Notes notes(Texts{{"page.md", ""}});
    for (const char* destination : {"https://example.org/x.md#y", "mailto:a@example.org",
                                    "//example.org/x", "xref:System", "vscode+x://y"}) {
        CHECK(notes.url(destination) == "web");
    }
    CHECK(notes.url("c:/x") == "missing");
}

TEST_CASE("a path that leads out of the tree is broken") {
    const Notes notes(Texts{{"a/page.md", ""}, {"b.md", ""}});
    CHECK(notes.url("../../b.md", "a/page.md") == "outside");
    CHECK(notes.url("../b.md", "a/page.md") == "b.md");
    CHECK(notes.url("/../b.md", "a/page.md") == "outside");
    CHECK(notes.url("%2e%2e/%2e%2e/b.md", "a/page.md") == "outside");
    CHECK(notes.problem(LinkKind::url, "../x", "b.md").message == "\"../x\" leads out of the tree");
}

TEST_CASE("a path from the root of a site may mean a note below the tree's") {
    const Notes notes(Texts{{"docs/learn/glossary.md", "## Scalar\n"},
                            {"docs/a/overview.md", ""},
                            {"docs/b/overview.md", ""},
                            {"page.md", ""}});
    CHECK(notes.url("/shell/scripting/learn/glossary#scalar") ==
          "loose docs/learn/glossary.md#scalar");
    CHECK(notes.url("/shell/Learn/Glossary.md") == "loose docs/learn/glossary.md");
    CHECK(notes.problem(LinkKind::url, "/shell/learn/glossary").message ==
          "no note or file \"shell/learn/glossary\"; taken for docs/learn/glossary.md");
    // One matching part of the path is too little.
    CHECK(notes.url("/shell/glossary") == "outside");
    CHECK(notes.url("shell/learn/glossary") == "missing");
    CHECK(notes.url("/shell/learn/glossary#gone") == "lost in docs/learn/glossary.md");
}

TEST_CASE("a path from a manual's site root means the nearest version of the manual") {
    const Notes notes(Texts{{"manual/5.1/core/alias.md", ""},
                            {"manual/7.4/core/alias.md", ""},
                            {"manual/5.1/list.md", ""},
                            {"guide.md", ""}});
    CHECK(notes.url("/shell/core/alias", "manual/5.1/list.md") == "loose manual/5.1/core/alias.md");
    CHECK(notes.url("/shell/core/alias", "guide.md") == "loose manual/7.4/core/alias.md");
}

TEST_CASE("a path from the root of a site may mean the note of a folder") {
    const Notes notes(Texts{{"7.4/Archive/Archive.md", ""}, {"page.md", ""}});
    CHECK(notes.url("/shell/module/archive") == "loose 7.4/Archive/Archive.md");
    CHECK(notes.url("/shell/module/archive/") == "loose 7.4/Archive/Archive.md");
}

TEST_CASE("a path from the root of a site may mean a note that was moved") {
    const Notes notes(Texts{{"docs/help/online-help.md", "## Where\n"},
                            {"docs/a/first-steps.md", ""},
                            {"docs/b/first-steps.md", ""},
                            {"docs/readme.md", ""},
                            {"page.md", ""}},
                      {"docs"});
    CHECK(notes.url("/shell/module/online-help#where") == "loose docs/help/online-help.md#where");
    // If several notes match, none of them is chosen. A single word is too little, too.
    CHECK(notes.url("/shell/c/first-steps") == "outside");
    CHECK(notes.url("/shell/c/readme") == "outside");
    // A note that should be in this tree is missing, not elsewhere.
    CHECK(notes.url("/docs/module/online-help") == "missing");
    CHECK(notes.url("/shell/module/online-help.md") == "missing");
    CHECK(notes.url("module/online-help") == "missing");
}

TEST_CASE("a path from the root that names nothing of the tree leads out of it") {
    const Notes notes(Texts{{"docs/a.md", ""}, {"page.md", ""}}, {"docs"});
    CHECK(notes.url("/dotnet/api/system.string") == "outside");
    CHECK(notes.url("/docs/b") == "missing");
    CHECK(notes.url("/b") == "missing");
    CHECK(notes.url("/dotnet/b.md") == "missing");
}

TEST_CASE("a symbolic link leads to its note") {
    Notes notes(Texts{{"deep/real.md", "## Part\n"}, {"page.md", ""}},
                {"alias.md", "folder/real.md", "out.md", "photo.png"});
    notes.real_paths = {
        {"alias.md", "deep/real.md"}, {"folder/real.md", "deep/real.md"}, {"out.md", ""}};
    CHECK(notes.url("alias.md") == "deep/real.md");
    CHECK(notes.url("alias.md#part") == "deep/real.md#part");
    CHECK(notes.url("folder/real.md#part") == "deep/real.md#part");
    CHECK(notes.url("alias.md#gone") == "lost in deep/real.md");
    CHECK(notes.url("out.md") == "file");
    CHECK(notes.url("photo.png") == "file");
}

TEST_CASE("a missing note is reported with the nearest one") {
    const Notes notes(Texts{{"guide/install.md", ""}, {"page.md", ""}});
    CHECK(notes.url("guide/instal.md") == "missing");
    CHECK(notes.problem(LinkKind::url, "guide/instal.md").nearest == "guide/install.md");
    CHECK(notes.problem(LinkKind::url, "guides/install.md").nearest == "guide/install.md");
    CHECK(notes.problem(LinkKind::url, "far/away/install.md").nearest == "guide/install.md");
    // Only the name is compared, not the folder.
    CHECK(notes.problem(LinkKind::url, "guide/unusual.md").nearest.empty());
    CHECK(notes.problem(LinkKind::url, "elsewhere.md").nearest.empty());
    CHECK(notes.problem(LinkKind::url, "x.md").message == "no note or file \"x.md\"");
}

// Wiki links

TEST_CASE("a wiki link names a note by its path, its end, its title or an alias") {
    const Notes notes(Texts{{"page.md", "## Part\n"},
                            {"a/Note One.md", "# The First\n"},
                            {"a/b/two.md", "---\naliases: [Second, No. 2]\n---\n"},
                            {"v1.2.md", ""}});
    CHECK(notes.link(LinkKind::wiki, "Note One") == "a/Note One.md");
    CHECK(notes.link(LinkKind::wiki, "note one|shown") == "a/Note One.md");
    CHECK(notes.link(LinkKind::wiki, "a/Note One") == "a/Note One.md");
    CHECK(notes.link(LinkKind::wiki, "b/two.md") == "a/b/two.md");
    CHECK(notes.link(LinkKind::wiki, "two.md") == "a/b/two.md");
    CHECK(notes.link(LinkKind::wiki, "The First") == "a/Note One.md");
    CHECK(notes.link(LinkKind::wiki, "no. 2") == "a/b/two.md");
    CHECK(notes.link(LinkKind::wiki, "v1.2") == "v1.2.md");
    CHECK(notes.link(LinkKind::wiki, "v1.3") == "missing");
    CHECK(notes.link(LinkKind::wiki, "x/two") == "missing");
}

TEST_CASE("a wiki link names a heading by its text") {
    const Notes notes(
        Texts{{"page.md", "## Part One\n### C++\n### C\n## 2. Numbers\n## 3. Numbers\n"},
              {"other.md", ""}});
    CHECK(notes.link(LinkKind::wiki, "#Part One") == "page.md#part-one");
    CHECK(notes.link(LinkKind::wiki, "page#part one|x", "other.md") == "page.md#part-one");
    CHECK(notes.link(LinkKind::wiki, "page#Part One#C++", "other.md") == "page.md#c");
    CHECK(notes.link(LinkKind::wiki, "page#3. Numbers", "other.md") == "page.md#3-numbers");
    CHECK(notes.link(LinkKind::wiki, "page#Part-One!", "other.md") == "loose page.md#part-one");
    CHECK(notes.link(LinkKind::wiki, "page#Gone", "other.md") == "lost in page.md");
}

TEST_CASE("a wiki link may name another file") {
    const Notes notes(Texts{{"page.md", ""}}, {"a.pdf"});
    CHECK(notes.link(LinkKind::wiki, "a.pdf") == "file");
    CHECK(notes.link(LinkKind::wiki, "b.pdf") == "missing");
}

// reStructuredText

TEST_CASE("a wiki link may count from its own folder") {
    const Notes notes(Texts{{"garden/bed.md", "# Bed\n"}, {"garden/tools/rake.md", "# Rake\n"}});
    const std::string from = "garden/tools/rake.md";
    CHECK(notes.link(LinkKind::wiki, "../bed", from) == "garden/bed.md");
    CHECK(notes.link(LinkKind::wiki, "./rake", from) == "garden/tools/rake.md");
    CHECK(notes.link(LinkKind::wiki, "../tools/rake#Rake", from) == "garden/tools/rake.md#rake");
    CHECK(notes.link(LinkKind::wiki, "./bed", from) == "missing");
    CHECK(notes.link(LinkKind::wiki, "../../../bed", from) == "missing");
}

TEST_CASE("a wiki link names the heading below another one") {
    const Notes notes(Texts{{"soup.md",
                             "# Soup\n## Winter\n### Herbs\n## Summer\n### Fresh\n#### Herbs\n"
                             "## C# in scores\n## Bread: a/b?\n"}});
    CHECK(notes.link(LinkKind::wiki, "soup#Summer#Herbs", "soup.md") == "soup.md#herbs-1");
    CHECK(notes.link(LinkKind::wiki, "#Winter#Herbs", "soup.md") == "soup.md#herbs");
    CHECK(notes.link(LinkKind::wiki, "soup#Summer#Fresh#Herbs", "soup.md") == "soup.md#herbs-1");
    CHECK(notes.link(LinkKind::wiki, "soup#Spring#Herbs", "soup.md") == "loose soup.md#herbs");
    CHECK(notes.link(LinkKind::wiki, "soup#Winter#Salt", "soup.md") == "lost in soup.md");
    CHECK(notes.link(LinkKind::wiki, "soup#C# in scores", "soup.md") == "soup.md#c-in-scores");
    CHECK(notes.link(LinkKind::wiki, "soup#C in scores", "soup.md") == "soup.md#c-in-scores");
    CHECK(notes.link(LinkKind::wiki, "soup#Bread a/b?", "soup.md") == "soup.md#bread-ab");
}

TEST_CASE("the name of a block leads to the section that holds it") {
    const Notes notes(Texts{{"log.md",
                             "# Log\n## May\nThe gate is open. ^gate\n## June\n- an item ^it-2\n\n"
                             "| a | b |\n|---|---|\n| 1 | 2 |\n\n^table\n\n"
                             "x ^not here\n\n`code ^code`\n"}});
    CHECK(notes.link(LinkKind::wiki, "log#^gate", "log.md") == "log.md#may");
    CHECK(notes.link(LinkKind::wiki, "log#^IT-2", "log.md") == "log.md#june");
    CHECK(notes.link(LinkKind::wiki, "#^table", "log.md") == "log.md#june");
    CHECK(notes.url("log.md#^gate", "log.md") == "log.md#may");
    CHECK(notes.url("#^table", "log.md") == "log.md#june");
    for (const std::string gone : {"^not", "^here", "^code", "^gates"}) {
        CHECK(notes.link(LinkKind::wiki, "log#" + gone, "log.md") == "lost in log.md");
    }
    CHECK(notes.problem(LinkKind::wiki, "log#^gone", "log.md").message ==
          R"(no block "^gone" in log.md)");
}

TEST_CASE("a wiki link finds a file in any folder") {
    const Notes notes(Texts{{"a/page.md", "# Page\n[[x]]\n"}, {"plain.md", "# Plain\n"}},
                      {"files/Map.png", "files/tide table.pdf", "b/Wall.canvas", "README"});
    for (const std::string name : {"Map.png", "map.png", "files/Map.png", "tide table.pdf",
                                   "Wall.canvas", "b/Wall.canvas"}) {
        CHECK(notes.link(LinkKind::wiki, name, "a/page.md") == "file");
    }
    CHECK(notes.link(LinkKind::wiki, "Map.png|200", "a/page.md") == "file");
    CHECK(notes.link(LinkKind::wiki, "ap.png", "a/page.md") == "missing");
    CHECK(notes.link(LinkKind::wiki, "c/Map.png", "a/page.md") == "missing");
    // Obsidian reads the path of an ordinary link so, too. Other pages are no vault.
    CHECK(notes.link(LinkKind::image, "Map.png", "a/page.md") == "file");
    CHECK(notes.link(LinkKind::image, "Map.png", "plain.md") == "missing");
}

TEST_CASE("an ordinary link of a vault finds a note in any folder") {
    const Notes notes(Texts{
        {"a/page.md", "# Page\n[[x]]\n"}, {"plain.md", "# Plain\n"}, {"b/Low tide.md", "# T\n"}});
    CHECK(notes.url("Low%20tide", "a/page.md") == "b/Low tide.md");
    CHECK(notes.url("Low%20tide.md#t", "a/page.md") == "b/Low tide.md#t");
    CHECK(notes.url("Low%20tide", "plain.md") == "loose b/Low tide.md");
    CHECK(notes.url("Low%20tide.md", "plain.md") == "missing");
}

TEST_CASE("the wikis of forges have the label first, and hyphens for spaces") {
    const Notes notes(Texts{{"Home.md", "# Home\n"}, {"Release-notes.md", "# Notes\n## Next\n"}});
    CHECK(notes.link(LinkKind::wiki, "What is new|Release-notes", "Home.md") == "Release-notes.md");
    CHECK(notes.link(LinkKind::wiki, "New|Release notes#Next", "Home.md") ==
          "Release-notes.md#next");
    CHECK(notes.link(LinkKind::wiki, "Release notes", "Home.md") == "Release-notes.md");
    CHECK(notes.link(LinkKind::wiki, "Home|Release-notes", "Home.md") == "Home.md");
    CHECK(notes.link(LinkKind::wiki, "New|Gone", "Home.md") == "missing");
}

TEST_CASE("what can be no name, or is the place of the contents, is no link") {
    const Notes notes(Texts{{"page.md", "# Page\n"}, {"x = 1.md", "# X\n"}});
    for (const std::string text : {"toc", "_TOC_", "1, 2", "$a", "x = 2", "\"a\"", "f()"}) {
        CHECK(notes.link(LinkKind::wiki, text) == "unknown");
    }
    CHECK(notes.link(LinkKind::wiki, "x = 1") == "x = 1.md");
}

TEST_CASE("a fragment may lead to the top, to a line, or to GitHub's own names") {
    const Notes notes(Texts{{"page.md", "# Page\n\n## One\n\ntext\n\n## Two\n\ntext\n"},
                            {"other.md", "# Other\n## Top\n## L3\n"}});
    CHECK(notes.url("#top") == "page.md");
    CHECK(notes.url("page.md#TOP") == "page.md");
    CHECK(notes.url("other.md#top") == "other.md#top");
    CHECK(notes.url("#L5") == "page.md#one");
    CHECK(notes.url("#L2-L8") == "page.md#page");
    CHECK(notes.url("#L7C1-L8C3") == "page.md#two");
    CHECK(notes.url("other.md#L3") == "other.md#l3");
    CHECK(notes.url("#L0") == "lost in page.md");
    CHECK(notes.url("#L5-") == "lost in page.md");
    CHECK(notes.url("#two:~:text=some%20words") == "page.md#two");
    CHECK(notes.url("page.md#:~:text=some") == "page.md");
    CHECK(notes.url("#gone:~:text=some") == "lost in page.md");
    CHECK(notes.url("#user-content-two") == "page.md#two");
    CHECK(notes.url("#user-content-gone") == "lost in page.md");
    const auto line = notes.resolve({"text", "#L5", {3, 7}, LinkKind::url}, "page.md", notes.style);
    CHECK(line.line == 5);
}

TEST_CASE("a path in another letter case is loose") {
    const Notes notes(Texts{{"Guide.md", "# Guide\n"}, {"sub/page.md", "# Page\n"}},
                      {"Art/Fig.PNG"});
    CHECK(notes.url("guide.md", "sub/page.md") == "missing");
    CHECK(notes.url("../guide.md", "sub/page.md") == "loose Guide.md");
    CHECK(notes.url("../GUIDE", "sub/page.md") == "loose Guide.md");
    CHECK(notes.url("../Guide", "sub/page.md") == "Guide.md");
    CHECK(notes.link(LinkKind::image, "../art/fig.png", "sub/page.md") == "loose file");
    CHECK(notes.problem(LinkKind::image, "../art/fig.png", "sub/page.md").message ==
          R"(no note or file "art/fig.png"; taken for Art/Fig.PNG)");
}

TEST_CASE("a path may count from the root of its site") {
    const Notes notes(Texts{{"web/content/post/one.md", "# One\n## Use\n"},
                            {"web/about.md", "# About\n"},
                            {"page.md", "# Page\n"}},
                      {"web/static/img/sea.png", "web/img/own.png"});
    const std::string from = "web/content/post/one.md";
    CHECK(notes.url("@/post/one.md#use", from) == "loose web/content/post/one.md#use");
    CHECK(notes.url("~/about.md", from) == "loose web/about.md");
    CHECK(notes.url("@site/about.md", from) == "loose web/about.md");
    CHECK(notes.url("~/gone.md", from) == "missing");
    CHECK(notes.link(LinkKind::image, "@site/static/img/sea.png", from) == "loose file");
    CHECK(notes.link(LinkKind::image, "/img/sea.png", from) == "file");
    CHECK(notes.link(LinkKind::image, "/img/own.png", from) == "loose file");
    CHECK(notes.link(LinkKind::image, "/img/sea.png") == "missing");
}

TEST_CASE("a generator's reference names a page, and another template can't be known") {
    const Notes notes(
        Texts{{"content/guide/pipes.md", "# Pipes\n## Use\n"}, {"content/_index.md", "# Home\n"}});
    const std::string from = "content/_index.md";
    CHECK(notes.url(R"({{< ref "pipes.md" >}})", from) == "content/guide/pipes.md");
    CHECK(notes.url(R"({{% relref "/guide/pipes#use" %}})", from) == "content/guide/pipes.md#use");
    CHECK(notes.url("{% link guide/pipes.md %}", from) == "content/guide/pipes.md");
    CHECK(notes.url(R"({{< ref "gone.md" >}})", from) == "missing");
    CHECK(notes.url("{{ site.baseurl }}/gone.html", from) == "unknown");
    CHECK(notes.url("{% post_url 2020-01-01-x %}", from) == "unknown");
}

TEST_CASE("a reference leads to a label") {
    const Notes notes(Texts{{"one.rst",
                             ".. _my label:\n.. _under_score:\n\nSetup\n=====\n\ntext\n\n"
                             ".. _Later:\n\nmore\n"},
                            {"two.rst", ""}});
    CHECK(notes.link(LinkKind::ref, "My  Label", "two.rst") == "one.rst#setup");
    CHECK(notes.link(LinkKind::ref, "under_score", "two.rst") == "one.rst#setup");
    CHECK(notes.link(LinkKind::ref, "later", "two.rst") == "one.rst#setup");
    CHECK(notes.link(LinkKind::ref, "genindex", "two.rst") == "web");
    CHECK(notes.link(LinkKind::ref, "under_scor", "two.rst") == "missing");
    CHECK(notes.problem(LinkKind::ref, "under_scor", "two.rst").nearest == "under_score");
}

TEST_CASE("ids that docutils makes are no labels") {
    const Notes notes(
        Texts{{"one.RST", ".. _setup:\n.. _b!:\n\nSetup\n=====\n\n.. _my label:\n\ntext\n"},
              {"two.rst", ""}});
    CHECK(notes.link(LinkKind::ref, "setup", "two.rst") == "one.RST#setup");
    CHECK(notes.link(LinkKind::ref, "b!", "two.rst") == "one.RST#setup");
    CHECK(notes.link(LinkKind::ref, "id1", "two.rst") == "missing");
    CHECK(notes.link(LinkKind::ref, "b", "two.rst") == "missing");
    CHECK(notes.link(LinkKind::ref, "my-label", "two.rst") == "missing");
    CHECK(notes.url("one.RST#my-label", "two.rst") == "one.RST#setup");
}

TEST_CASE("a reference leads to a heading of a document") {
    const Notes notes(Texts{{"basic/one.rst",
                             "Title\n=====\n\nC\n-\n\nC++\n---\n\n``*args`` and *more*\n"
                             "------------------\n\n1. Start\n--------\n\n``...``\n-------\n"},
                            {"two.rst", ""}});
    CHECK(notes.link(LinkKind::ref, "basic/one:C++", "two.rst") == "basic/one.rst#id1");
    CHECK(notes.link(LinkKind::ref, "basic/one:``C++``", "two.rst") == "basic/one.rst#id1");
    CHECK(notes.link(LinkKind::ref, "basic/one:``*args`` and *more*", "two.rst") ==
          "basic/one.rst#args-and-more");
    CHECK(notes.link(LinkKind::ref, "basic/one:*args and more", "two.rst") ==
          "basic/one.rst#args-and-more");
    CHECK(notes.link(LinkKind::ref, "basic/one:``...``", "two.rst") == "basic/one.rst#id2");
    CHECK(notes.link(LinkKind::ref, "basic/one:1. start", "two.rst") == "basic/one.rst#start");
    CHECK(notes.link(LinkKind::ref, "basic/one:Args, and more", "two.rst") ==
          "loose basic/one.rst#args-and-more");
    CHECK(notes.link(LinkKind::ref, "basic/one:Gone", "two.rst") == "lost in basic/one.rst");
    CHECK(notes.link(LinkKind::ref, "basic/none:C", "two.rst") == "missing");
    CHECK(notes.link(LinkKind::ref, ":C", "two.rst") == "missing");
}

TEST_CASE("a document is found from the folder of the reference, or from Sphinx' source") {
    const Notes notes(Texts{{"basic/one.rst", "T\n=\n"}, {"basic/two.rst", ""}, {"index.rst", ""}});
    CHECK(notes.link(LinkKind::doc, "two", "basic/one.rst") == "basic/two.rst");
    CHECK(notes.link(LinkKind::doc, "../index", "basic/one.rst") == "index.rst");
    CHECK(notes.link(LinkKind::doc, "/basic/two", "basic/one.rst") == "basic/two.rst");
    CHECK(notes.link(LinkKind::doc, "/gone", "basic/one.rst") == "missing");
    CHECK(notes.link(LinkKind::doc, "notes/basic/two", "index.rst") == "missing");
}

TEST_CASE("a tree may begin below Sphinx' source folder") {
    const Notes notes(Texts{{"basic/one.rst", "T\n=\n"}, {"basic/two.rst", ""}, {"index.rst", ""}});
    CHECK(notes.link(LinkKind::doc, "/docs/notes/basic/two", "basic/one.rst") == "basic/two.rst");
    CHECK(notes.link(LinkKind::doc, "../../notes/basic/two", "basic/one.rst") == "basic/two.rst");
    CHECK(notes.link(LinkKind::doc, "../../elsewhere", "basic/one.rst") == "outside");
    CHECK(notes.link(LinkKind::ref, "docs/notes/basic/one:T", "index.rst") == "basic/one.rst#t");
    CHECK(notes.link(LinkKind::ref, "/notes/basic/one:T", "index.rst") == "basic/one.rst#t");
}

// Bad input

TEST_CASE("many links that lead nowhere take no long time") {
    std::string text;
    for (int i = 0; i < 20'000; ++i) {
        text += "## Heading number " + std::to_string(i) + "\n[[gone/" + std::to_string(i) +
                "]] [a](#heading-numbed-" + std::to_string(i) + "x)\n";
    }
    const std::vector<Note> notes = {read_note(text, "page.md")};
    const double start = crib::processor_time();
    const Catalogue catalogue({crib::names_of(notes[0])}, std::make_shared<HeldNotes>(notes),
                              {[](const std::string&) { return false; }, {}});
    std::size_t broken = 0;
    for (const Link& link : notes[0].links)
        broken += catalogue.resolve(0, link).is_broken() ? 1 : 0;
    CHECK(broken == 40'000);
    CHECK(crib::processor_time() - start < 20);
}

TEST_CASE("a very long name is near to nothing") {
    const Notes notes(Texts{{"page.md", "## " + std::string(500'000, 'x') + "\n"}});
    CHECK(notes.problem(LinkKind::url, "#y" + std::string(500'000, 'x')).nearest.empty());
}
