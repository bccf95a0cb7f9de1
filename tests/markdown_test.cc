#include "indexer/formats/markdown/markdown.h"

#include <algorithm>
#include <string>
#include <vector>

#include "tests/catch.h"

using crib::Block;
using crib::Item;
using crib::Link;
using crib::LinkKind;
using crib::Note;
using crib::Place;
using crib::read_markdown;
using crib::Section;

namespace {

using Strings = std::vector<std::string>;

Note read(const std::string& text) { return read_markdown(text, "notes/page.md"); }

std::string place(Place place) {
    return std::to_string(place.line) + ":" + std::to_string(place.column);
}

// Each heading as "line:column title #anchor".
Strings outline(const std::string& text) {
    const Note note = read(text);
    Strings result;
    for (const Section& section : note.sections) {
        if (section.level == 0) continue;
        result.push_back(place(section.place) + " " + section.title + " #" + section.anchor);
    }
    return result;
}

// The text of each block, with code in backquotes.
Strings texts(const std::string& text) {
    const Note note = read(text);
    Strings result;
    for (const Section& section : note.sections) {
        for (const Block& block : section.blocks) {
            result.push_back(block.code ? "`" + block.language + " " + block.text + "`"
                                        : block.text);
        }
    }
    return result;
}

// The ids of the section with this title.
Strings ids(const std::string& text, const std::string& title) {
    const Note note = read(text);
    const auto section = std::ranges::find(note.sections, title, &Section::title);
    return section == note.sections.end() ? Strings{"no such section"} : section->ids;
}

// Each link as "line:column text -> destination"; with ! for an image and ? for a wiki link.
Strings links(const std::string& text) {
    const Note note = read(text);
    Strings result;
    for (const Link& link : note.links) {
        const std::string mark = link.kind == LinkKind::image  ? " ! "
                                 : link.kind == LinkKind::wiki ? " ? "
                                                               : " ";
        result.push_back(place(link.place) + mark + link.text + " -> " + link.destination);
    }
    return result;
}

// Each bullet and row as "line:column-end text + links".
Strings items(const std::string& text) {
    const Note note = read(text);
    Strings result;
    for (const Item& item : note.items) {
        if (item.kind == Item::Kind::heading) continue;
        result.push_back(place(item.place) + "-" + std::to_string(item.end_line) + " " + item.text +
                         " + " + std::to_string(item.links.size()));
    }
    return result;
}

// Each section as "title < breadcrumb: texts (line-last own line-end line)".
Strings sections(const std::string& text) {
    Strings result;
    for (const Section& section : read(text).sections) {
        std::string line = section.title;
        for (const std::string& above : section.breadcrumb) line += " < " + above;
        line += ":";
        for (const Block& block : section.blocks) line += " " + block.text;
        line += " (" + std::to_string(section.place.line) + "-" +
                std::to_string(section.last_line) + "-" + std::to_string(section.end_line) + ")";
        result.push_back(line);
    }
    return result;
}

Item first_item(const std::string& text) { return read(text).items.at(0); }

}  // namespace

// Sections

TEST_CASE("a Markdown note is its sections, each with what stands below its heading") {
    const Note note = read(
        "Intro.\n"
        "\n"
        "# Lists\n"
        "\n"
        "Text.\n"
        "\n"
        "Copy\n"
        "----\n"
        "```py\n"
        "b = a[:]\n"
        "```\n");
    CHECK(note.title == "Lists");
    REQUIRE(note.sections.size() == 3);
    CHECK(note.sections[0].blocks == std::vector<Block>{{"Intro.", false, "", 1}});
    CHECK(note.sections[1].blocks == std::vector<Block>{{"Text.", false, "", 5}});
    CHECK(note.sections[2].blocks == std::vector<Block>{{"b = a[:]\n", true, "python", 9}});
    CHECK(note.sections[2].breadcrumb == Strings{"Lists"});
    CHECK(note.sections[2].last_line == 11);
}

TEST_CASE("places count from the start of the file, front matter included") {
    const Note note = read("---\ntitle: Page\n---\n\nText [a](b).\n## Part\n");
    CHECK(note.title == "Page");
    CHECK(place(note.sections[0].place) == "5:1");
    CHECK(place(note.links[0].place) == "5:6");
    CHECK(place(note.sections[1].place) == "6:1");
    CHECK(note.sections[1].end_line == 6);
    CHECK(outline("---\r\na: b\r\n---\r\n# One\r\n") == Strings{"4:1 One #one"});
}

TEST_CASE("a note may be empty, or front matter alone") {
    CHECK(read("").sections.size() == 1);
    CHECK(place(read("").sections[0].place) == "1:1");
    CHECK(read("").sections[0].end_line == 1);
    CHECK(read("---\ntitle: A\n---\n").title == "A");
    CHECK(read("\n\n").title == "page");
}

TEST_CASE("a heading's title and slug are its text without markup") {
    CHECK(outline("## Use *of* `std::move` and [links](x.md)\n") ==
          Strings{"1:1 Use of std::move and links #use-of-stdmove-and-links"});
    CHECK(outline("### -Path\n### a & b\n### !=\n### 🚀 Launch\n### 列表\n") ==
          Strings{"1:1 -Path #-path", "2:1 a & b #a--b", "3:1 != #section", "4:1 🚀 Launch #-launch",
                  "5:1 列表 #列表"});
    CHECK(outline("### two  spaces\n") == Strings{"1:1 two spaces #two--spaces"});
}

TEST_CASE("an image is part of a heading's title only if it is the whole heading") {
    CHECK(outline("## ![Logo](logo.png) Setup\n") == Strings{"1:1 Setup #-setup"});
    CHECK(outline("# [![Build](b.svg)](ci) Project\n") == Strings{"1:1 Project #-project"});
    CHECK(outline("# ![Project](logo.png)\n") == Strings{"1:1 Project #section"});
}

TEST_CASE("repeated headings are numbered, past numbers that headings have themselves") {
    CHECK(outline("## x\n## x-1\n## x\n## x\n") ==
          Strings{"1:1 x #x", "2:1 x-1 #x-1", "3:1 x #x-2", "4:1 x #x-3"});
    CHECK(outline("###### 1. What's the output?\n###### 2. What's the output?\n") ==
          Strings{"1:1 What's the output? #1-whats-the-output",
                  "2:1 What's the output? #2-whats-the-output"});
}

// Explicit ids

TEST_CASE("an anchor in a heading is its id") {
    const std::string text = "## <a name=\"at\"></a> `at`\n";
    CHECK(outline(text) == Strings{"1:1 at #at"});
    CHECK(ids(text, "at") == Strings{"at"});
    CHECK(read(text).sections[1].slug == "-at");
}

TEST_CASE("an anchor alone belongs to the heading that follows") {
    CHECK(outline("<a id=\"old\"></a>\n\n## New\n") == Strings{"3:1 New #old"});
    CHECK(outline("text\n\n<a id=\"a\"></a>\n<a name=\"b\"></a>\n\n## New\n") ==
          Strings{"6:1 New #a"});
    CHECK(ids("<a id=\"a\"></a>\n<a name=\"b\"></a>\n\n## New\n", "New") == Strings{"a", "b"});
}

TEST_CASE("only an empty anchor close to a heading names it") {
    const std::string box = "<div id=\"box\">\n</div>\n\n## New\n";
    CHECK(outline(box) == Strings{"4:1 New #new"});
    CHECK(ids(box, "New") == Strings{"box"});
    for (const char* above :
         {"<img id=\"p\" src=\"p.png\">", "<Film id=\"p\"/>", "<a id=\"p\"><img src=\"p.png\"></a>",
          "<a id=\"p\"></a>\n\n<iframe></iframe>", "<a id=\"p\"></a>\n\n![](p.png)"}) {
        const std::string text = "## Old\n\n" + std::string(above) + "\n\n## New\n";
        CHECK(outline(text).back().ends_with(" New #new"));
        CHECK(ids(text, "Old") == Strings{"p"});
    }
    CHECK(outline("## <img id=\"p\" src=\"p.png\"> New\n") == Strings{"1:1 New #-new"});
    CHECK(ids("## Old\n\n<a id=\"end\"></a>\n", "Old") == Strings{"end"});
}

TEST_CASE("an id in a table leads to the section around it") {
    CHECK(ids("## One\n\n| a | b |\n|---|---|\n| <a id=\"x\"></a>y | <span id=\"z\"></span> |\n",
              "One") == Strings{"x", "z"});
}

TEST_CASE("an explicit id takes its name before a slug") {
    CHECK(outline("# Reef\n# Lagoon {#reef}\n") == Strings{"1:1 Reef #reef-1", "2:1 Lagoon #reef"});
    CHECK(outline("text <a id=\"reef\"></a>\n\n# Reef\n# Reef\n") ==
          Strings{"3:1 Reef #reef-2", "4:1 Reef #reef-1"});
    CHECK(outline("# A {#reef}\n# B {#reef}\n") == Strings{"1:1 A #reef", "2:1 B #reef-1"});
}

TEST_CASE("a browser finds a heading before an anchor with that name") {
    CHECK(outline("text <a name=\"reef\"></a>\n\n# Reef\n# Reef\n") ==
          Strings{"3:1 Reef #reef", "4:1 Reef #reef-1"});
    CHECK(outline("<a name=\"reef\"></a>\n# Lagoon\n# Reef\n") ==
          Strings{"2:1 Lagoon #lagoon", "3:1 Reef #reef"});
    CHECK(outline("# <a name=\"reef\"></a>Reef\n") == Strings{"1:1 Reef #reef"});
}

TEST_CASE("a target of MyST belongs to what follows it") {
    const std::string text =
        "(low)=\n# Tides\n\n(a)=\n(b)=\nReef\n----\n\n(par)=\nText.\n\n(fig)=\n```{figure} "
        "x.png\n```\n";
    CHECK(outline(text) == Strings{"2:1 Tides #low", "6:1 Reef #a"});
    CHECK(ids(text, "Reef") == Strings{"a", "b", "par", "fig"});
    CHECK(read(text).sections[2].labels == Strings{"a", "b", "par", "fig"});
    CHECK(texts(text).front() == "Text.");
}

TEST_CASE("references of MyST are links to labels and documents") {
    const std::string text =
        "see {ref}`low tide` and\n{ref}`The reef <reef>`, {doc}`../a/b`, {numref}`fig`, "
        "{math}`x`\n";
    const crib::Note note = read(text);
    REQUIRE(note.links.size() == 4);
    CHECK(note.links[0] == crib::Link{"low tide", "low tide", {1, 5}, crib::LinkKind::ref});
    CHECK(note.links[1] == crib::Link{"The reef", "reef", {2, 1}, crib::LinkKind::ref});
    CHECK(note.links[2] == crib::Link{"../a/b", "../a/b", {2, 25}, crib::LinkKind::doc});
    CHECK(note.links[3] == crib::Link{"fig", "fig", {2, 40}, crib::LinkKind::ref});
    CHECK(texts(text) == Strings{"see low tide and The reef, ../a/b, fig, {math}x"});
}

TEST_CASE("attributes behind a picture or code are cut off the title") {
    CHECK(outline("## ![Map](m.png) { #map }\n## `go` {#go}\n## [Go](x.md) { .x }\n") ==
          Strings{"1:1 Map #map", "2:1 go #go", "3:1 Go #go-1"});
    CHECK(outline("Reef { #deep }\n---\n\n## Lagoon <!-- #low -->\n") ==
          Strings{"1:1 Reef #deep", "4:1 Lagoon #low"});
}

TEST_CASE("an anchor in or before text leads to the section it stands in") {
    const std::string text =
        "## One\n<a id=\"a\"></a>\n\ntext\n\n<a id=\"b\"></a>more <b id=\"c\">text</b>\n\n"
        "<p id=\"d\">HTML</p>\n\n## Two\n";
    CHECK(outline(text) == Strings{"1:1 One #one", "10:1 Two #two"});
    CHECK(ids(text, "One") == Strings{"a", "b", "c", "d"});
    CHECK(ids("<a id=\"top\"></a>\n\ntext\n", "page") == Strings{"top"});
}

TEST_CASE("a heading's attributes give its id, and take it out of the numbering") {
    CHECK(outline("## Setup {#one}\n## Setup\n## Setup {: .wide}\n") ==
          Strings{"1:1 Setup #one", "2:1 Setup #setup", "3:1 Setup #setup-1"});
    CHECK(ids("## Setup {: #one}\n", "Setup") == Strings{"one"});
    CHECK(outline("## `{:ok, value}`\n## Sets {x}\n") ==
          Strings{"1:1 {:ok, value} #ok-value", "2:1 Sets {x} #sets-x"});
}

TEST_CASE("an attribute list below a heading is the heading's") {
    CHECK(outline("## Setup\n{: #one .wide}\n\ntext\n") == Strings{"1:1 Setup #one"});
    CHECK(outline("Setup\n-----\n{: #one}\n") == Strings{"1:1 Setup #one"});
    CHECK(outline("## Setup\n{: .-three-column}\n") == Strings{"1:1 Setup #setup"});
    CHECK(texts("## Setup\n{: .-three-column}\n").empty());
}

TEST_CASE(
    "an attribute list below text leads to its section, one before a heading to the heading") {
    CHECK(ids("## One\n\ntext\n{: #a}\n\n- item\n{: #b}\n", "One") == Strings{"a", "b"});
    CHECK(outline("## One\n\ntext\n{: #a}\n") == Strings{"1:1 One #one"});
    CHECK(outline("text\n\n{: #a}\n## One\n") == Strings{"4:1 One #a"});
}

// Text

TEST_CASE("additions of the dialects are not text") {
    CHECK(texts("> [!NOTE]\n> Mind the gap.\n") == Strings{"Mind the gap."});
    CHECK(texts("{{#include ../intro.md}}\n\n{% include x.html %}\n\ntext\n{: .wide}\n") ==
          Strings{"text"});
    CHECK(texts("::: zone pivot=\"a\"\n\ntext\n\n:::\n") == Strings{"text"});
    CHECK(texts("See [!INCLUDE [the terms](terms.md)] first.\n") ==
          Strings{"See the terms first."});
    CHECK(links("[!INCLUDE[the terms](terms.md)]\n") == Strings{"1:10 the terms -> terms.md"});
}

TEST_CASE("HTML in a note is read without its tags") {
    CHECK(texts("<details><summary>Answer</summary>\n\nBecause.\n\n</details>\n") ==
          Strings{"Answer", "Because."});
    CHECK(texts("a <kbd>Ctrl</kbd><br>b\n") == Strings{"a Ctrl b"});
    CHECK(texts("<!-- nothing -->\n").empty());
}

TEST_CASE("a tag parts words only where a browser does") {
    CHECK(texts("| stop<br>go |\n|---|\n| a<hr/>b |\n") == Strings{"stop go", "a b"});
    CHECK(texts("un<b>believ</b>able, CO<sub>2</sub>, long<wbr>word<!-- - -->s\n") ==
          Strings{"unbelievable, CO2, longwords"});
    CHECK(texts("<ul><li>one<li>t<i>w</i>o</ul><p>three</p>four\n") ==
          Strings{"one", "two", "three four"});
    CHECK(outline("## Left<br>right\n") == Strings{"1:1 Left right #leftright"});
}

// Containers

TEST_CASE("a heading in a block quote governs only the quote") {
    const std::string text =
        "# Tea\n\n## Brew\n\nWater.\n\n> # Mind\n> Hot.\n>\n> ## Steam\n\nLeaves.\n\n"
        "## Drink\n";
    CHECK(sections(text) ==
          Strings{"Tea: (1-1-14)", "Tea: (1-2-14)", "Brew < Tea: Water. Leaves. (3-13-13)",
                  "Mind < Tea < Brew: Hot. (7-9-10)", "Steam < Tea < Brew < Mind: (10-10-10)",
                  "Drink < Tea: (14-14-14)"});
    CHECK(read("> # Quoted\n\n# Own\n").title == "Own");
    CHECK(read("## Own\n\n> # Quoted\n").title == "page");
}

TEST_CASE("a heading in an item governs only the item") {
    const std::string text =
        "# Quiz\n\n1. ### Why one?\n\n   Text.\n\n   ## Points\n\n   More.\n\n2. ### Why two?\n\n"
        "   Two.\n\nAfter.\n";
    CHECK(sections(text) ==
          Strings{"Quiz: (1-1-15)", "Quiz: After. (1-15-15)", "Why one? < Quiz: Text. (3-6-10)",
                  "Points < Quiz < Why one?: More. (7-10-10)", "Why two? < Quiz: Two. (11-14-14)"});
    // The text of an item that holds only a heading stands below it, not indented.
    const std::string bare = "# Quiz\n\n1. ### Why one?\n\nText.\n\n2. ### Why two?\n\nMore.\n";
    CHECK(sections(bare) == Strings{"Quiz: (1-1-9)", "Quiz: (1-9-9)",
                                    "Why one? < Quiz: Text. (3-6-6)",
                                    "Why two? < Quiz: More. (7-9-9)"});
}

TEST_CASE("a heading in an HTML element governs only the element") {
    const std::string text =
        "# Tea\n\n<table><tr><td>\n\n## Green\n\nGrass.\n\n</td><td>\n\n### "
        "Black\n\n</td></tr></table>\n"
        "\nCups.\n\n<blockquote>\n<h2>Said</h2>\nwords\n</blockquote>\n\nEnd.\n";
    CHECK(sections(text) == Strings{"Tea: (1-1-22)", "Tea: Cups. End. (1-22-22)",
                                    "Green < Tea: Grass. (5-9-9)", "Black < Tea: (11-13-13)",
                                    "Said < Tea: words (18-20-20)"});
    // An element that never ends is none.
    CHECK(sections("# A\n\n<details>\n\n## B\n\n# C\n") ==
          Strings{"page: (1-1-7)", "A < page: (1-4-6)", "B < page < A: (5-6-6)",
                  "C < page: (7-7-7)"});
}

TEST_CASE("HTML headings are headings") {
    CHECK(outline("<h1 align=\"center\">\n  <img src=x>\n  Big <i>c</i>at\n</h1>\n\ntext\n") ==
          Strings{"1:1 Big cat #big-cat"});
    CHECK(read("<p><H1>Big cat</H1></p>\n\n## Other\n").title == "Big cat");
    CHECK(outline("- x\n\n  <div>\n  <h3 id='u'>Use</h3></div>\n\n## Use\n") ==
          Strings{"4:3 Use #u", "6:1 Use #use-1"});
    CHECK(outline("<h2>\n\nSome **text**\n\n</h2>\n") == Strings{"1:1 Some text #some-text"});
    CHECK(outline("<h2><img src=a alt='A logo'></h2>\n\n<h2><img src=b></h2>\n") ==
          Strings{"1:1 A logo #section"});
    CHECK(outline("```\n<h2>a</h2>\n```\n\n<!--\n<h2>b</h2>\n-->\n<script>'<h2>c</h2>'</script>\n")
              .empty());
    CHECK(texts("<div>one<h2>two</h2>three</div>\n") == Strings{"one", "three"});
}

TEST_CASE("the summary of details is an item that reaches to their end") {
    const std::string text =
        "<details>\n  <summary><b>What</b> is\n  it?</summary>\n\n- Thing\n\n</details>\n\nEnd.\n";
    const Note note = read(text);
    REQUIRE(note.items.size() == 2);
    CHECK(note.items[0].kind == Item::Kind::summary);
    CHECK(note.items[0].text == "What is it?");
    CHECK(place(note.items[0].place) == "2:3");
    CHECK(note.items[0].end_line == 7);
    CHECK(texts(text) == Strings{"What is it?", "Thing", "End."});
    // A heading in a summary is the heading of the details.
    CHECK(sections("# A\n<details><summary><h3>B</h3></summary>\n\n## C\n\n</details>\n\nx\n") ==
          Strings{"A: (1-1-8)", "A: x (1-8-8)", "B < A: (2-3-6)", "C < A < B: (4-6-6)"});
    CHECK(read("<!-- <summary>x?</summary> -->\n").items.empty());
}

TEST_CASE("a title is what a reader sees of it") {
    const auto titles = [](const std::string& text) {
        Strings result;
        for (const Section& section : read(text).sections) result.push_back(section.title);
        result.erase(result.begin());
        return result;
    };
    CHECK(titles("## ~~Gone~~ ==now== `a == b` ^id1\n## Use [\xE2\xAC\x86](#top)\n## x==y and "
                 "z==0\n## [Back to top](#x) ~~ Set\n## [Top](#top)\n"
                 "## See [More](#more)\n## a\xC2\xA0"
                 "b\n#### ::: pkg.Class\n") == Strings{"Gone now a == b", "Use", "x==y and z==0",
                                                       "~~ Set", "Top", "See More", "a b",
                                                       "pkg.Class"});
    CHECK(first_item("- [-] What now? ^q1\n").text == "What now?");
    CHECK(first_item("- [1] one\n").text == "[1] one");
    CHECK(first_item("- ~~Old?~~ [a](b)\n").text == "Old?");
}

TEST_CASE("math holds no markup") {
    CHECK(links("$[[1,2],[3,4]]$ and $$[a](b)$$\n").empty());
    CHECK(texts("$[[1,2]]$ and $$[a](b)$$\n") == Strings{"$[[1,2]]$ and $$[a](b)$$"});
    CHECK(outline("$$\nx\n= y\n# z\n- 1\n\n===\n$$\n\n# A $_b_$\n") ==
          Strings{"10:1 A $_b_$ #a-_b_"});
    CHECK(links("costs $5 [x](a.md) or $6\n\n$ [y](b.md) $\n\na$[z](c.md)$\n\n\\$[u](d.md)$\n")
              .size() == 4);
    CHECK(links("`$x` [x](a.md) `y$`\n\n$open [x](b.md)\n\n$\n").size() == 2);
    CHECK(texts("```\n$[a](b)$\n```\n\n    $*x*$\n") == Strings{"` $[a](b)$\n`", "` $*x*$\n`"});
    CHECK(links("$\\sum_{i}$ see [$x$ y](a.md) by $z$\n") == Strings{"1:16 $x$ y -> a.md"});
    // A text with control characters has no math.
    CHECK(texts("\x04 $[a](b)$\n") == Strings{"\x04 $a$"});
}

TEST_CASE("the indented bodies of MkDocs are Markdown") {
    const std::string text =
        "!!! note \"Mind\"\n\n    See [a](b.md).\n\n    - one?\n\n??? question \"What is it?\"\n"
        "    A thing.\n\n        code\n\n=== \"Linux\"\n\n    # Head\n\nAfter.\n";
    CHECK(links(text) == Strings{"3:9 a -> b.md"});
    CHECK(outline(text) == Strings{"14:5 Head #head"});
    CHECK(texts(text) == Strings{
                             "Mind",
                             "See a.",
                             "one?",
                             "What is it?",
                             "A thing.",
                             "` code\n`",
                             "Linux",
                             "After.",
                         });
    const Note note = read(text);
    CHECK(note.items[2].kind == Item::Kind::summary);
    CHECK(note.items[2].text == "What is it?");
    CHECK(place(note.items[2].place) == "7:1");
    CHECK(note.items[2].end_line >= 10);
    // Without a body it is text. In code it is code.
    CHECK(texts("!!! wow\n\ntext\n") == Strings{"!!! wow", "text"});
    CHECK(texts("```\n!!! note\n    x\n```\n\n    !!! note\n        y\n") ==
          Strings{"` !!! note\n    x\n`", "` !!! note\n    y\n`"});
}

TEST_CASE("the later paragraphs of a footnote are Markdown") {
    const std::string text = "Text[^one].\n\n[^one]: First [a](b).\n\n    Then [c](d).\n\nEnd.\n";
    CHECK(links(text) == Strings{"3:15 a -> b", "5:10 c -> d"});
    CHECK(texts(text) == Strings{"Text[^one].", "First a.", "Then c.", "End."});
    CHECK(read(text).items.empty());
}

TEST_CASE("the titled containers of VitePress are summaries") {
    const std::string text =
        "::: details Why so?\nBecause.\n\n## In\n:::: tip\nx\n::::\n:::\nAfter.\n\n::: "
        "warning\ny\n:::\n";
    CHECK(sections(text) ==
          Strings{"page: Why so? Because. After. y (1-13-13)", "In < page: x (4-8-8)"});
    CHECK(read(text).items[0].text == "Why so?");
    CHECK(read(text).items[0].end_line == 8);
}

TEST_CASE("MDX has imports and components that are no text") {
    const std::string text =
        "import X from './x'\n\nexport const y = {\n  a: 1,\n}\n\n# Title\n\n<Tabs\n  a={x => "
        "y}>\n\n"
        "Hello <Note.b c={{d: 1}}/> [a](b.md) {/* gone */} and `<X "
        "y={1}>`.\n\n</Tabs>\n\n```js\nimport z from 'z'\n```\n";
    const Note note = read_markdown(text, "a.mdx");
    Strings found;
    for (const Section& section : note.sections) {
        for (const Block& block : section.blocks) found.push_back(block.text);
    }
    CHECK(found == Strings{"Hello a and <X y={1}>.", "import z from 'z'\n"});
    REQUIRE(note.links.size() == 1);
    CHECK(place(note.links[0].place) == "12:28");
    CHECK(texts("```{r, echo=FALSE}\n#| label: x\nplot(1)\n```\n") == Strings{"`r plot(1)\n`"});
}

TEST_CASE("tags in the text are tags of the note") {
    CHECK(read("At the #shore, #sea/kelp and #12 or a#b, `#c`.\n\n#d\n\n# e #f\n\n| #g |\n|-|\n")
              .tags == Strings{"shore", "sea/kelp", "sea", "d", "g"});
}

TEST_CASE("code keeps its text and has a language") {
    CHECK(texts("- item\n\n  ```js {.class}\n  let a;\n  ```\n") ==
          Strings{"item", "`javascript let a;\n`"});
    CHECK(texts("```rust\n{{#rustdoc_include ../main.rs}}\nlet b;\n```\n") ==
          Strings{"`rust \nlet b;\n`"});
    CHECK(texts("    indented\n") == Strings{"` indented\n`"});
}

TEST_CASE("each row of a table is a block") {
    CHECK(texts("| a | b |\n|---|---|\n| `c` | [d](e) |\n|||\n") == Strings{"a b", "c d"});
}

// Links

TEST_CASE("links of all kinds have their text, destination and place") {
    CHECK(links("[a *b*](c.md#d) <https://e.org> [f][r] [r]\n\n[r]: g.md 'title'\n") ==
          Strings{"1:1 a b -> c.md#d", "1:17 https://e.org -> https://e.org", "1:33 f -> g.md",
                  "1:40 r -> g.md"});
    CHECK(links("![a](b.png) [![c](d.png)](e)\n") ==
          Strings{"1:1 ! a -> b.png", "1:13 c -> e", "1:14 ! c -> d.png"});
    CHECK(links("[[Note]] and [[Note#Heading|alias]]\n") ==
          Strings{"1:1 ? Note -> Note", "1:14 ? alias -> Note#Heading|alias"});
    CHECK(links("## [a](b)\n\n| [c](d) |\n|---|\n| [e](f) |\n") ==
          Strings{"1:4 a -> b", "3:3 c -> d", "5:3 e -> f"});
    CHECK(links("[a](<b c.md>) [d](e%20f.md) [g]()\n") ==
          Strings{"1:1 a -> b c.md", "1:15 d -> e%20f.md", "1:29 g -> "});
    CHECK(links("`[a](b)` \\[c](d)\n\n```\n[e](f)\n```\n").empty());
}

// Items

TEST_CASE("a footnote's mark is not a link, even if the footnote is one word") {
    const std::string footnotes = "\n[^1]: https://e.org\n[^two]: [b](https://e.org)\n";
    CHECK(links("a[^1] [c](d)[^two]\n" + footnotes) == Strings{"1:7 c -> d"});
    CHECK(links("| a[^1] | [c](d)[^1] |\n|---|---|\n| e[^1] | f |\n" + footnotes) ==
          Strings{"1:11 c -> d"});
    CHECK(first_item("- What is *a*?[^1]\n" + footnotes).text == "What is a?");
    CHECK(links("[^ Top](#top) [^top](#top) [^](x)\n") ==
          Strings{"1:1 ^ Top -> #top", "1:15 ^top -> #top", "1:28 ^ -> x"});
}

TEST_CASE("the heading of a tab is not a link") {
    CHECK(links("# [On *Linux*](#tab/linux)\n").empty());
    CHECK(read("# [On *Linux*](#tab/linux)\n").sections.back().title == "On Linux");
    CHECK(links("# [On Linux](#linux)\n## [A](#tab/a) or b\n") ==
          Strings{"1:3 On Linux -> #linux", "2:4 A -> #tab/a"});
}

TEST_CASE("an item has the text before its first link, and all its links") {
    const std::string text =
        "- What does `from __future__ import ...` do, and which\n"
        "  imports still matter? [→ basic: Print](a.md#print) ·\n"
        "  [Division](a.md#division) ·\n"
        "  [Annotations](a.md#annotations)\n";
    CHECK(items(text) == Strings{"1:1-4 What does from __future__ import ... do, and which imports "
                                 "still matter? + 3"});
    const Item item = first_item(text);
    CHECK(item.remainder == "· ·");
    CHECK_FALSE(item.link_on_new_line);
    CHECK(links(text) == Strings{"2:25 → basic: Print -> a.md#print",
                                 "3:3 Division -> a.md#division",
                                 "4:3 Annotations -> a.md#annotations"});
}

TEST_CASE("an item's link may begin a line, or a further paragraph") {
    CHECK(first_item("- Closures\n  [a](b)\n").link_on_new_line);
    CHECK(first_item("- Closures\n\n  [a](b)\n").link_on_new_line);
    CHECK(first_item("- Closures\n\n  [a](b)\n").links.size() == 1);
    CHECK_FALSE(
        first_item("- Closures are functions.\n\n  See [a](b) for more.\n").link_on_new_line);
    CHECK(first_item("- Closures are functions.\n\n  See [a](b) for more.\n").remainder ==
          "for more.");
    CHECK_FALSE(first_item("- [a](b)\n").link_on_new_line);
}

TEST_CASE("a wiki link is a link of an item, and an image is not") {
    CHECK(items("- a ![b](c.png) d\n- e [[f]] g\n") == Strings{"1:1-1 a d + 0", "2:1-2 e + 1"});
}

TEST_CASE("the box of a task is not text") {
    CHECK(items("- [ ] What?\n- [x] Why?\n- [X] How?\n") ==
          Strings{"1:1-1 What? + 0", "2:1-2 Why? + 0", "3:1-3 How? + 0"});
}

TEST_CASE("a nested item has the item it stands in for a parent") {
    const Note note = read("- a\n  1. b\n     - c\n- d\n");
    REQUIRE(note.items.size() == 4);
    CHECK_FALSE(note.items[0].parent);
    CHECK(note.items[1].parent == 0);
    CHECK(note.items[2].parent == 1);
    CHECK_FALSE(note.items[3].parent);
    CHECK(note.items[0].end_line == 3);
    CHECK(place(note.items[2].place) == "3:6");
}

TEST_CASE("a heading in an item is a heading, and the item no more than its mark") {
    const std::string text =
        "1.  ### What is React?\n"
        "\n"
        "    A library, see [the docs](x.md).\n"
        "\n"
        "    - nested\n"
        "\n"
        "    <details><summary>Answer</summary>\n"
        "\n"
        "    ```jsx\n"
        "    <App />\n"
        "    ```\n"
        "\n"
        "    </details>\n"
        "2.  ### Why?\n";
    CHECK(outline(text) == Strings{"1:5 What is React? #what-is-react", "14:5 Why? #why"});
    CHECK(items(text) ==
          Strings{"1:1-13  + 0", "5:5-6 nested + 0", "7:14-13 Answer + 0", "14:1-14  + 0"});
    CHECK(texts(text) ==
          Strings{"A library, see the docs.", "nested", "Answer", "`jsx <App />\n`"});
    const Note note = read(text);
    CHECK(note.sections[1].end_line == 13);
    CHECK(note.items[1].kind == Item::Kind::heading);
    CHECK(note.items[1].section == 1);
    CHECK(note.items[1].end_line == 13);
}

TEST_CASE("a row below a table's head is an item if it holds links") {
    const std::string text =
        "| No. | Question |\n"
        "|-----|----------|\n"
        "| 1 | [What is React?](#what) |\n"
        "| 2 | none |\n"
        "| 3 | Closures | [a](b) · [c](d) |\n";
    CHECK(items(text) == Strings{"3:1-3  + 1", "5:1-5 Closures + 2"});
    CHECK(links("| [a](b) |\n|---|\n| c |\n") == Strings{"1:3 a -> b"});
    CHECK(items("| [a](b) |\n|---|\n| c |\n").empty());
}

// Bad input

TEST_CASE("a text that is slow for cmark is read as plain text, and reported") {
    std::string text = "# Title\n\none\ntwo\n\n";
    for (int i = 0; i < 200; ++i) text += "- ";
    text += "x\n";
    const Note note = read("---\ntitle: A\n---\n" + text);
    REQUIRE(note.problems.size() == 1);
    CHECK(note.problems[0].kind == crib::ProblemKind::text);
    CHECK(place(note.problems[0].place) == "4:1");
    REQUIRE(note.sections.size() == 1);
    CHECK(note.title == "A");
    REQUIRE(note.sections[0].blocks.size() == 3);
    CHECK(note.sections[0].blocks[1] == Block{"one two", false, "", 6});
    CHECK(note.sections[0].blocks[2].line == 9);
}

TEST_CASE("control characters, long lines and odd bytes are read as text") {
    CHECK(texts(std::string("a \x01\x1B[31m b\n")) == Strings{"a \x01\x1B[31m b"});
    CHECK(read(std::string(1'000'000, 'x')).sections[0].blocks.size() == 1);
    CHECK(outline("# \x1B]8;;x\x07 a\n").size() == 1);
}
