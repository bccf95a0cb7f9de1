#include "indexer/formats/markdown/commonmark.h"

#include <string>
#include <vector>

#include "tests/catch.h"
#include "tests/processor_time.h"

using crib::Inline;
using crib::InlineKind;
using crib::MarkdownBlock;
using crib::MarkdownKind;
using crib::MarkdownRow;
using crib::parse_commonmark;
using crib::Place;

namespace {

using Strings = std::vector<std::string>;

std::vector<MarkdownBlock> parse(const std::string& text) {
    return parse_commonmark(text, 1).value_or(std::vector<MarkdownBlock>());
}

std::string place(Place place) {
    return std::to_string(place.line) + ":" + std::to_string(place.column);
}

std::string name(MarkdownKind kind) {
    switch (kind) {
        case MarkdownKind::heading:
            return "heading";
        case MarkdownKind::paragraph:
            return "paragraph";
        case MarkdownKind::table:
            return "table";
        case MarkdownKind::code:
            return "code";
        case MarkdownKind::html:
            return "html";
        case MarkdownKind::item:
            return "item";
        case MarkdownKind::quote:
            return "quote";
        case MarkdownKind::container:
            return "container";
        case MarkdownKind::end_item:
        case MarkdownKind::end_quote:
        case MarkdownKind::end_container:
            return "end";
    }
    return "";
}

// Each block as "kind line:column-end".
Strings blocks(const std::string& text) {
    Strings result;
    for (const MarkdownBlock& block : parse(text)) {
        const bool end = name(block.kind) == "end";
        result.push_back(end ? "end"
                             : name(block.kind) + " " + place(block.place) + "-" +
                                   std::to_string(block.end_line));
    }
    return result;
}

std::string described(const Inline& piece) {
    switch (piece.kind) {
        case InlineKind::text:
            return piece.text;
        case InlineKind::code:
            return "`" + piece.text + "`";
        case InlineKind::html:
            return piece.text;
        case InlineKind::bar:
            return "|";
        case InlineKind::soft_break:
            return "/";
        case InlineKind::hard_break:
            return "//";
        case InlineKind::link:
            return place(piece.place) + " (" + piece.text + ")";
        case InlineKind::image:
            return place(piece.place) + " !(" + piece.text + ")";
        case InlineKind::wiki:
            return place(piece.place) + " [[" + piece.text + "]]";
        case InlineKind::end:
            return "end";
    }
    return "";
}

// The inlines of the first block.
Strings inlines(const std::string& text) {
    Strings result;
    const std::vector<MarkdownBlock> blocks = parse(text);
    for (const Inline& piece : blocks.at(0).inlines) result.push_back(described(piece));
    return result;
}

// The places of all links, images and wiki links.
Strings links(const std::string& text) {
    Strings result;
    const auto add = [&](const std::vector<Inline>& pieces) {
        for (const Inline& piece : pieces) {
            if (piece.place.line > 0) result.push_back(described(piece));
        }
    };
    for (const MarkdownBlock& block : parse(text)) {
        add(block.inlines);
        for (const MarkdownRow& row : block.rows) add(row.inlines);
    }
    return result;
}

std::string repeated(const std::string& text, std::size_t times) {
    std::string result;
    for (std::size_t i = 0; i < times; ++i) result += text;
    return result;
}

}  // namespace

TEST_CASE("blocks come in the order of the text, the edges of items among them") {
    CHECK(blocks("# One\n"
                 "\n"
                 "text\n"
                 "more\n"
                 "\n"
                 "- item\n"
                 "\n"
                 "  ```c\n"
                 "  x\n"
                 "  ```\n"
                 "- <br>\n"
                 "\n"
                 "> <div>\n") == Strings{"heading 1:1-1", "paragraph 3:1-4", "item 6:1-10",
                                         "paragraph 6:3-6", "code 8:3-10", "end", "item 11:1-12",
                                         "html 11:3-11", "end", "quote 13:1-13", "html 13:3-13",
                                         "end"});
}

TEST_CASE("a code block has its text and its info string") {
    const MarkdownBlock block = parse("~~~ rust,ignore x\nlet a;\n\nlet b;\n~~~\n").at(0);
    CHECK(block.text == "let a;\n\nlet b;\n");
    CHECK(block.info == "rust,ignore x");
    CHECK(parse("    indented\n").at(0).text == "indented\n");
}

TEST_CASE("lines count from where the text begins") {
    CHECK(place(parse_commonmark("# One\n", 5)->at(0).place) == "5:1");
    CHECK(place(parse_commonmark("a [b](c)\n", 5)->at(0).inlines.at(1).place) == "5:3");
}

TEST_CASE("inlines are text, code, HTML, breaks and links") {
    CHECK(inlines("a *b* `c`<br>\nd  \n[e](f) ![g](h)") ==
          Strings{"a ", "b", " ", "`c`", "<br>", "/", "d", "//", "3:1 (f)", "e", "end", " ",
                  "3:8 !(h)", "g", "end"});
    CHECK(inlines("&lt;b&gt; \\* [[Note#A|b]]!") == Strings{"<b> * ", "1:14 [[Note#A|b]]", "!"});
}

TEST_CASE("a heading's place is its marker, or the first byte of an underlined one") {
    CHECK(blocks("  ## A [b](c) ##\n") == Strings{"heading 1:3-1"});
    CHECK(blocks("> * One\n>   two\n>   ===\n") ==
          Strings{"quote 1:1-3", "item 1:3-3", "heading 1:5-3", "end", "end"});
    CHECK(blocks("#hashtag [a](b)\nmore [c](d)\n---\n") == Strings{"heading 1:1-3"});
    CHECK(links("#hashtag [a](b)\nmore [c](d)\n---\n") == Strings{"1:10 (b)", "2:6 (d)"});
}

TEST_CASE("an underlined heading may stand behind reference definitions") {
    CHECK(blocks("[a]: x\n[b]:\n  y\n  'title'\nTitle [a]\nmore\n=====\n") ==
          Strings{"heading 5:1-7"});
    CHECK(links("[a]: x\nTitle [a]\n=====\n") == Strings{"2:7 (x)"});
}

TEST_CASE("a paragraph begins behind its reference definitions") {
    CHECK(blocks("[a]: x 'title\n on two lines'\n> quote\n") ==
          Strings{"quote 3:1-3", "paragraph 3:3-3", "end"});
    CHECK(blocks("[a]: x\n[b]: y\ntext\n") == Strings{"paragraph 3:1-3"});
    CHECK(blocks("[a]: x\n\"no title\" but text\n") == Strings{"paragraph 2:1-2"});
    CHECK(blocks("[a]: x\n").empty());
    CHECK(blocks("[a]: x 'a title" + repeated("\nof many lines", 20) + "'\ntext\n") ==
          Strings{"paragraph 22:1-22"});
}

TEST_CASE("a link is placed where it begins, though it wraps") {
    CHECK(links("a [b\nc](d) [e](\nf 'g\nh')") == Strings{"1:3 (d)", "2:7 (f)"});
    CHECK(links("> a [b\n> c](d) [e](f)\ng [h](i)\n") == Strings{"1:5 (d)", "2:9 (f)", "3:3 (i)"});
}

TEST_CASE("links are placed behind wrapped code, wrapped HTML and backslash breaks") {
    CHECK(links("`a\nb` [c](d)") == Strings{"2:4 (d)"});
    CHECK(links("<b\ntitle='x'> [c](d)") == Strings{"2:12 (d)"});
    CHECK(links("a\\\nb [c](d)") == Strings{"2:3 (d)"});
    CHECK(links("[a]: x\nb [c](d) [a]") == Strings{"2:3 (d)", "2:10 (x)"});
}

TEST_CASE("columns are bytes, and a tab is one") {
    CHECK(links("größe [a](b)") == Strings{"1:9 (b)"});
    CHECK(links("-\ta\n\t[b](c)\tüb [d](e)") == Strings{"2:2 (c)", "2:13 (e)"});
}

TEST_CASE("a reference may be defined in other letters, anywhere and on several lines") {
    CHECK(links("see [ÄÖ] and [STRASSE][]\nand [x][Two\nwords]\n\n"
                "> [äö]: a\n\n- [straße]: b\n\n[two words]:\n  c\n") ==
          Strings{"1:5 (a)", "1:16 (b)", "2:5 (c)"});
}

TEST_CASE("a definition inside code defines nothing") {
    CHECK(links("`x\ny` [a] [b](c)\n\n```\n[a]: z\n```\n") == Strings{"2:8 (c)"});
}

TEST_CASE("a destination in angle brackets can't wrap, and links behind it are placed") {
    CHECK(links("[a](<b\nc>) `d\ne` [f](g)") == Strings{"3:4 (g)"});
}

TEST_CASE("the links of a line that CRLF ends are placed") {
    CHECK(links("a [b\r\nc](d)\r\n\r\n[e](f)\r\n") == Strings{"1:3 (d)", "4:1 (f)"});
}

TEST_CASE("a lone carriage return ends no line") {
    CHECK(blocks("a\rb\n# C\n") == Strings{"paragraph 1:1-1", "heading 2:1-2"});
    CHECK(blocks("a\r\r\n# C\r\n") == Strings{"paragraph 1:1-1", "heading 2:1-2"});
    CHECK(blocks("a\r# C\r") == Strings{"paragraph 1:1-1", "heading 2:1-2"});
}

TEST_CASE("wiki links are no code, no HTML, not escaped and on one line") {
    CHECK(links("`[[a]]` \\[[a]] <i title='[[a]]'> [[a]]") == Strings{"1:34 [[a]]"});
    CHECK(links("[[a\nb]] [[c]]") == Strings{"2:5 [[c]]"});
    CHECK(links("[x [[a]]](b) [[*c*]] [[d]]") == Strings{"1:1 (b)", "1:22 [[d]]"});
    CHECK(inlines("[x [[a]]](b) [[a]]") == Strings{"1:1 (b)", "x [[a]]", "end", " ", "1:14 [[a]]"});
    CHECK(links("[[⬆]](#toc)") == Strings{"1:1 (#toc)"});
}

TEST_CASE("a table has rows, each with its place and the inlines of its cells") {
    const std::vector<MarkdownBlock> table =
        parse("| a | b |\n|---|---|\n  | `c \\| d` | [e](f) [[g\\|h]] |\n");
    REQUIRE(table.size() == 1);
    CHECK(table[0].kind == MarkdownKind::table);
    REQUIRE(table[0].rows.size() == 2);
    CHECK(place(table[0].rows[1].place) == "3:3");
    Strings cells;
    for (const Inline& piece : table[0].rows[1].inlines) cells.push_back(described(piece));
    CHECK(cells == Strings{"`c | d`", "|", "3:16 (f)", "e", "end", " ", "3:23 [[g|h]]"});
}

TEST_CASE("code in a table ends with its cell") {
    CHECK(links("| a | b |\n|---|---|\n| ` | [c](d) |\n| ` | [e](f) |\n") ==
          Strings{"3:7 (d)", "4:7 (f)"});
}

TEST_CASE("a table may follow a line of text") {
    CHECK(blocks("- text [a](b)\n  | c | d |\n  |---|---|\n  | e | f |\n") ==
          Strings{"item 1:1-4", "paragraph 1:3-1", "table 2:3-4", "end"});
    CHECK(inlines("text\nmore [a](b)\n|c|\n|-|\n") == Strings{"text more ", "2:6 (b)", "a", "end"});
}

TEST_CASE("text on which cmark would take long is not read") {
    const double start = crib::processor_time();
    CHECK_FALSE(parse_commonmark(repeated("- ", 30'000) + "x" + repeated("\n", 30'000), 1));
    CHECK_FALSE(parse_commonmark(repeated("![[]()", 100'000), 1));
    // These lines continue a paragraph, although they look like items or rows.
    CHECK_FALSE(parse_commonmark("x\n" + repeated("2. ![[]()\n", 100'000), 1));
    CHECK_FALSE(parse_commonmark("x\n" + repeated("    - ![[]()\n", 100'000), 1));
    CHECK_FALSE(parse_commonmark("> x\n" + repeated("> 7) ![[]()\n", 100'000), 1));
    CHECK_FALSE(parse_commonmark("x\n" + repeated("-\t\n![[]()\n", 100'000), 1));
    CHECK_FALSE(parse_commonmark(repeated("| ![[\\]\\]()\n", 100'000), 1));
    CHECK_FALSE(parse_commonmark(repeated("| ![[`]]`()\n", 100'000), 1));
    CHECK(crib::processor_time() - start < 2);
}

TEST_CASE("many odd constructs are read quickly") {
    const double start = crib::processor_time();
    CHECK(links(repeated("\\[[a]]", 2'500) + repeated("[[b]]", 2'400)).size() == 2'400);
    CHECK(parse("|a|\n|-|\n|`" + repeated("\\|", 300'000) + "`|\n").size() == 1);
    CHECK(parse(repeated("[a\n", 5'000)).size() == 1);
    CHECK(parse(repeated("[a]: b\n", 50'000)).empty());
    CHECK(crib::processor_time() - start < 4);
}

TEST_CASE("a table of very many cells is text") {
    const std::string row = repeated("|a", 1'000) + "|\n";
    const std::string table = row + repeated("|-", 1'000) + "|\n" + repeated(row, 600) + "\n";
    CHECK(parse(table + table).at(0).kind == MarkdownKind::table);
    CHECK(parse(table + table).at(1).kind == MarkdownKind::paragraph);
}

TEST_CASE("nesting, brackets and definitions that notes have are read") {
    CHECK(blocks(repeated("- [ ] [a](b)\n", 12'000)).size() == 36'000);
    CHECK(blocks(repeated("7. [a](b)\n   - [c](d)\n", 8'000)).size() == 48'000);
    CHECK(blocks("> " + repeated("* [a](b)\n> ", 12'000) + "\n").size() == 36'002);
    CHECK(parse("|a|b|\n|-|-|\n" + repeated("| [a](b) | [c](d) |\n", 12'000)).size() == 1);
    CHECK(parse_commonmark(repeated("> ", 50) + "- x\n", 1));
    CHECK(parse_commonmark(repeated("[a](b)\n\n", 20'000), 1));
    CHECK(parse_commonmark(repeated("[a]: b\n", 5'000) + "[a]\n", 1)->size() == 1);
}
