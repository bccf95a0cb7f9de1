#include "query/show/render.h"

#include <string>

#include "tests/catch.h"
#include "tests/processor_time.h"

using crib::NoteFormat;

namespace {

// The rendered page with bold as **, dim as ~~, and no other styles.
std::string page(std::string_view text, int width = 40) {
    const std::string rendered = crib::render(text, NoteFormat::markdown, width);
    std::string result;
    std::string mark;
    for (std::size_t at = 0; at < rendered.size(); ++at) {
        if (rendered[at] != '\033') {
            result += rendered[at];
            continue;
        }
        const std::size_t end = rendered.find('m', at);
        const std::string style = rendered.substr(at + 2, end - at - 2);
        if (style == "1" || style == "2") mark = style == "1" ? "**" : "~~";
        result += mark;
        if (style == "0") mark.clear();
        at = end;
    }
    return result;
}

}  // namespace

TEST_CASE("a heading is bold, without its marks") {
    CHECK(page("## Copy *Lists* ##\n") == "**Copy **Lists\n");
    CHECK(page("# A {#b}\n") == "**A**\n");
    CHECK(page("#hash\n#\n") == "#hash\n");
    CHECK(page("A\nb\n===\n\nC\n---\n") == "**A b**\n\n**C**\n");
    CHECK(page("# C#\n") == "**C#**\n");
}

TEST_CASE("a paragraph is filled to the width, and not beyond a hundred columns") {
    CHECK(page("one two three four\nfive six seven eight nine ten\n") ==
          "one two three four five six seven eight\nnine ten\n");
    const std::string wide = page(std::string(150, 'x') + "\n", 200);
    CHECK(wide == std::string(100, 'x') + "\n" + std::string(50, 'x') + "\n");
    CHECK(page("a  \nb\\\nc\n") == "a\nb\nc\n");
    CHECK(page("a  \n\nb\n") == "a\n\nb\n");
}

TEST_CASE("code is set in below its language") {
    CHECK(page("```python\nx = 1\n\n  y\n```\nAfter.\n") ==
          "  ~~python~~\n    x = 1\n\n      y\nAfter.\n");
    CHECK(page("~~~ {.rust,ignore}\n```\n~~~\n") == "    ```\n");
    CHECK(page("    a\n      b\n") == "    a\n      b\n");
    CHECK(page("```js\nnot closed") == "  ~~js~~\n    not closed\n");
    CHECK(page("```\n**a** <b>\n") == "    **a** <b>\n");
}

TEST_CASE("lists keep their markers, and their text is set in") {
    CHECK(page("- one two three four five six seven eight nine\n  ten\n- b\n") ==
          "- one two three four five six seven\n  eight nine ten\n- b\n");
    CHECK(page("1. a\n   - b\n     c\n2. d\n") == "1. a\n   - b c\n2. d\n");
    CHECK(page("* a\n\n  b\n\nc\n") == "* a\n\n  b\n\nc\n");
    CHECK(page("- [ ] a\n- [x] b\n") == "- [ ] a\n- [x] b\n");
    CHECK(page("1. ### What?\n\n   Text.\n") == "1. **What?**\n\n   Text.\n");
    CHECK(page("- a\n\n  ```sh\n  b\n  ```\n") == "- a\n\n    ~~sh~~\n      b\n");
    CHECK(page("- ```\n  b\n  ```\n") == "-\n      b\n");
}

TEST_CASE("a sentence whose line begins with a number is not a list") {
    CHECK(page("It was in\n2019. A good year\n") == "It was in 2019. A good year\n");
}

TEST_CASE("a quotation has a bar before it") {
    CHECK(page("> a\nb\n>\n> - c\n>\n> ```\n> d\n> ```\n\ne\n") ==
          "│ a b\n│\n│ - c\n│\n│     d\n\ne\n");
    CHECK(page("> a\n# B\n") == "│ a\n**B**\n");
    CHECK(page("> > a\n") == "│ │ a\n");
}

TEST_CASE("a table's columns line up") {
    CHECK(page("| `a\\|b` | C |\n|:--|--:|\n| 日本 | d |\n| e |\n") ==
          "a|b   **C**\n~~────  ─~~\n日本  d\ne\n");
    CHECK(page("a | b\n--|--\nc | d\n\ne\n") == "**a**  **b**\n~~─  ─~~\nc  d\n\ne\n");
}

TEST_CASE("text that no reader of the page sees is left out") {
    CHECK(page("<!-- a -->\n<a id=\"b\"></a>\nc\n<!-- d\ne -->\nf\n") == "c\nf\n");
}

TEST_CASE("a rule is a line") { CHECK(page("a\n\n* * *\n\nb\n") == "a\n\n~~────────~~\n\nb\n"); }

TEST_CASE("wide characters count for two columns") {
    CHECK(page("日本語のとても長い段落です。これは折り返される文章です。\n", 24) ==
          "日本語のとても長い段落で\nす。これは折り返される文\n章です。\n");
}

TEST_CASE("nothing of a text controls the terminal") {
    const std::string rendered =
        crib::render("a\033]0;x\007 `\x9B\x31m`\r\nb\xC2\x9B\n", NoteFormat::markdown, 80);
    CHECK(rendered == "a\\x1B]0;x\\x07 \033[36m\xEF\xBF\xBD\x31m\033[0m b\\x9B\n");
}

TEST_CASE("a text made to be slow or deep is rendered in time") {
    for (const std::string piece :
         {"- ", "1. ", "> ", "| ", "```\n", "a\n=\n", "#", "*", "<a id="}) {
        std::string text;
        while (text.size() < 300000) text += piece;
        const double start = crib::processor_time();
        crib::render(text, NoteFormat::markdown, 80);
        crib::render(text, NoteFormat::restructured_text, 80);
        CHECK(crib::processor_time() - start < 5);
    }
}

TEST_CASE("a note's name tells its markup") {
    CHECK(crib::format_of("a/b.rst") == NoteFormat::restructured_text);
    CHECK(crib::format_of("a/B.RST") == NoteFormat::restructured_text);
    CHECK(crib::format_of("a.rst/b.md") == NoteFormat::markdown);
}
