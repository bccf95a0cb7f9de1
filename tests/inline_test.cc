#include "query/show/inline.h"

#include <string>

#include "tests/catch.h"
#include "tests/processor_time.h"

using crib::NoteFormat;
using crib::StyledText;

namespace {

// The text with each styled run in angle brackets, after the name of its style.
std::string shown(const StyledText& text) {
    std::string result;
    std::size_t at = 0;
    for (const crib::StyledRun& run : text.runs) {
        result += text.text.substr(at, run.begin - at) + "<" + run.style + ":" +
                  text.text.substr(run.begin, run.end - run.begin) +
                  (run.address.empty() ? "" : " " + run.address) + ">";
        at = run.end;
    }
    return result + text.text.substr(at);
}

std::string markdown(std::string_view text) {
    return shown(crib::read_inline(text, NoteFormat::markdown));
}
std::string rst(std::string_view text) {
    return shown(crib::read_inline(text, NoteFormat::restructured_text));
}

}  // namespace

TEST_CASE("emphasis and code lose their marks") {
    CHECK(markdown("a *b* **c** ***d*** _e_ __f__") == "a <3:b> <1:c> <1;3:d> <3:e> <1:f>");
    CHECK(markdown("`a` ``b`c`` `` ` ``") == "<36:a> <36:b`c> <36:`>");
}

TEST_CASE("marks inside of others add to them") {
    CHECK(markdown("**a *b* `c`**") == "<1:a ><1;3:b><1: ><1;36:c>");
    CHECK(markdown("*a **b***") == "<3:a ><3;1:b>");
    CHECK(markdown("*a **b** c*") == "<3:a ><3;1:b><3: c>");
    CHECK(markdown("*a `*` b*") == "<3:a ><3;36:*><3: b>");
}

TEST_CASE("marks that mark nothing stay") {
    for (const std::string text :
         {"2 * 3 * 4", "a_b_c", "__x", "*x", "**x*", "`x", "[x]", "[x](", "[ ](y", "a[i][j]",
          "[[]] * n", "x < y > z", "<b>", "****a****", "&copy;", "\\a"}) {
        CHECK(markdown(text) == text);
    }
}

TEST_CASE("a backslash protects a mark, and an entity is what it means") {
    CHECK(markdown("\\*a\\* \\\\ \\") == "*a* \\ \\");
    CHECK(markdown("&lt;a&gt; &amp;lt;") == "<a> &lt;");
}

TEST_CASE("a link is its label, underlined") {
    CHECK(markdown("[a *b*](x.md#y).") == "<4:a ><4;3:b>.");
    CHECK(markdown("[a][r] [b][]") == "<4:a> <4:b>");
    CHECK(markdown("[a `]` b](x)") == "<4:a ><4;36:]><4: b>");
    CHECK(markdown("![alt](x.png)") == "<2:[image: alt]>");
    CHECK(markdown("[![a](b)](c)") == "<4;2:[image: a]>");
}

TEST_CASE("a link to the web leads there") {
    CHECK(markdown("[a](https://b.c \"t\")") == "<4:a https://b.c>");
    CHECK(markdown("[a](<http://b.c> 't')") == "<4:a http://b.c>");
    CHECK(markdown("<https://b.c>") == "<4:https://b.c https://b.c>");
    CHECK(markdown("[a](javascript:x) [b](file:///etc)") == "<4:a> <4:b>");
    CHECK(markdown("[a](http://b.c/d_(e))") == "<4:a http://b.c/d_(e)>");
}

TEST_CASE("a text can have a style of its own") {
    CHECK(shown(crib::read_inline("a `b`", NoteFormat::markdown, "1")) == "<1:a ><1;36:b>");
}

TEST_CASE("reStructuredText has marks of its own") {
    CHECK(rst("*a* **b** ``c*`d``") == "<3:a> <1:b> <36:c*`d>");
    CHECK(rst("`a <https://b.c>`_ and `d`_, `e`__") == "<4:a https://b.c> and <4:d>, <4:e>");
    CHECK(rst(":func:`os.path` :ref:`a b <c>` `t`") == "<36:os.path> <4:a b> <3:t>");
    CHECK(rst("a_b_c [x](y) 10:30 ::") == "a_b_c [x](y) 10:30 ::");
}

TEST_CASE("a text made to be slow is read in time") {
    for (const std::string piece :
         {"[", "`a", "*a ", "**a *b ", "![[]()", "[a](", "_a", "<http://", ":", ":a:`", "`` ` "}) {
        std::string text;
        while (text.size() < 300000) text += piece;
        const double start = crib::processor_time();
        crib::read_inline(text, NoteFormat::markdown);
        crib::read_inline(text, NoteFormat::restructured_text);
        CHECK(crib::processor_time() - start < 5);
    }
}
