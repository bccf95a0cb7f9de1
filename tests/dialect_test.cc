#include "indexer/formats/markdown/dialect.h"

#include <string>
#include <utility>
#include <vector>

#include "tests/catch.h"
#include "tests/processor_time.h"

using crib::ids_of_html;
using crib::size_of_include_mark;
using crib::text_of_html;
using crib::without_directives;
using crib::without_includes;

namespace {

using Strings = std::vector<std::string>;

Strings ids_of(const std::string& html) {
    Strings ids;
    for (const crib::HtmlId& found : ids_of_html(html)) ids.push_back(found.id);
    return ids;
}

}  // namespace

TEST_CASE("HTML is read without its tags") {
    CHECK(text_of_html("<details><summary>Answer</summary>\n") == "Answer \n");
    CHECK(text_of_html("<td>one</td><td>two</td>") == "one two ");
    CHECK(text_of_html("a <b title='x > y'>bold</b> word") == "a bold word");
}

TEST_CASE("comments, scripts and styles are no text") {
    CHECK(text_of_html("a<!-- <p>hidden</p> -->b") == "ab");
    CHECK(text_of_html("a<script>if (x < y) {}</script>b") == "a b");
    CHECK(text_of_html("a<STYLE>p {}</style>b") == "a b");
    CHECK(text_of_html("a<!-- never closed") == "a");
}

TEST_CASE("common entities are decoded, and what only looks like a tag stays") {
    CHECK(text_of_html("x &lt; y &amp;&amp; y&nbsp;&gt; z, &quot;it&#39;s&quot;") ==
          "x < y && y > z, \"it's\"");
    CHECK(text_of_html("a < b <3 &unknown;") == "a < b <3 &unknown;");
    CHECK(text_of_html("ends in <") == "ends in <");
}

TEST_CASE("HTML gives the ids of all tags and the names of anchors") {
    CHECK(ids_of("<a name=\"old\"></a><a id='new'></a>") == Strings{"old", "new"});
    CHECK(ids_of("<div class=\"x\" id=\"box\"><input name=\"field\">") == Strings{"box"});
    CHECK(ids_of("<A NAME=Top href=#></A>") == Strings{"Top"});
    CHECK(ids_of("<a\n  id = \"wrapped\"\n>") == Strings{"wrapped"});
    CHECK(ids_of("<br id=last/>") == Strings{"last/"});
}

TEST_CASE("HTML without an id gives none") {
    CHECK(ids_of("<p title=\"see id=5\" data-id=\"6\" id=\"\">").empty());
    CHECK(ids_of("<!-- <a id=\"x\"></a> -->").empty());
    CHECK(ids_of("a <b and id=x").empty());
    CHECK(ids_of("<a id").empty());
    CHECK(ids_of("<a ='x'").empty());
}

TEST_CASE("an id says which tag gives it") {
    using crib::HtmlId;
    CHECK(ids_of_html("<a name=a><span id=s><img id=i>") ==
          std::vector<HtmlId>{{"a", true, true}, {"s", true, false}, {"i", false, false}});
}

TEST_CASE("some tags show more than their text") {
    CHECK(crib::shows_more_than_text("<a id=x></a><img src=p>"));
    CHECK(crib::shows_more_than_text("<Film id=\"x\"/>"));
    CHECK_FALSE(crib::shows_more_than_text("<div id=x><span></span></div>"));
    CHECK_FALSE(crib::shows_more_than_text("<!-- <img> --> a < b"));
}

TEST_CASE("directives are no text") {
    CHECK(without_directives("a {{#include ch01/x.md}} b", false) == "a  b");
    CHECK(without_directives("{% raw %}text{% endraw %}", true) == "text");
    CHECK(without_directives("text{: .-three-column}", false) == "text");
    CHECK(without_directives("{: #id .class} {:toc} {:target=\"_blank\"}", true) == "  ");
    CHECK(without_directives("left {{#open", false) == "left {{#open");
}

TEST_CASE("braces that are no directive are text") {
    CHECK(without_directives("{:ok, value} and {:error, reason}", true) ==
          "{:ok, value} and {:error, reason}");
    CHECK(without_directives("a {b} {{c}}", false) == "a {b} {{c}}");
}

TEST_CASE("a callout loses its marker and keeps its text") {
    CHECK(without_directives("[!NOTE]", true).empty());
    CHECK(without_directives("[!TIP] Use tabs.", true) == " Use tabs.");
    CHECK(without_directives("[!div class=\"next\"]", true).empty());
    CHECK(without_directives("::: moniker range=\">= v1\"", true).empty());
    CHECK(without_directives("see [!NOTE] and :::", false) == "see [!NOTE] and :::");
}

TEST_CASE("code is read without the files that mdBook includes there") {
    CHECK(without_includes("{{#rustdoc_include ../listings/main.rs:here}}\n") == "\n");
    CHECK(without_includes("a\n{{#include x.rs}}\nb\n") == "a\n\nb\n");
    CHECK(without_includes("{{#if user}}{{name}}{{/if}}\n") == "{{#if user}}{{name}}{{/if}}\n");
}

TEST_CASE("docfx marks the links that it replaces") {
    CHECK(size_of_include_mark("see [!INCLUDE ") == 10);
    CHECK(size_of_include_mark("[!code-cpp") == 10);
    CHECK(size_of_include_mark("[!") == 0);
    CHECK(size_of_include_mark("[!NOTE] see ") == 0);
    CHECK(size_of_include_mark("text") == 0);
}

TEST_CASE("braces that don't close are read in no time") {
    const double start = crib::processor_time();
    std::string open;
    for (int i = 0; i < 500'000; ++i) open += "{:a,";
    CHECK(without_directives(open, false) == open);
    CHECK(without_directives(open + "}", false) == open + "}");
    CHECK(ids_of_html(open + "<" + open).empty());
    CHECK(crib::processor_time() - start < 2);
}
