#include "indexer/formats/markdown/dialect.h"

#include <string>
#include <utility>
#include <vector>

#include "tests/catch.h"
#include "tests/processor_time.h"

using crib::ids_of_attribute_lists;
using crib::ids_of_html;
using crib::size_of_include_mark;
using crib::take_heading_id;
using crib::text_of_html;
using crib::without_directives;
using crib::without_includes;

namespace {

using Strings = std::vector<std::string>;

// The id of a heading, and the text without it.
std::pair<std::string, std::string> cut_heading(std::string heading) {
    std::string id = take_heading_id(heading);
    return {id, heading};
}

using Heading = std::pair<std::string, std::string>;

}  // namespace

TEST_CASE("HTML is read without its tags") {
    CHECK(text_of_html("<details><summary>Answer</summary>\n") == "Answer \n");
    CHECK(text_of_html("<td>one</td><td>two</td>") == "one two ");
    CHECK(text_of_html("a <b title='x > y'>bold</b> word") == "a bold  word");
}

TEST_CASE("comments, scripts and styles are no text") {
    CHECK(text_of_html("a<!-- <p>hidden</p> -->b") == "a b");
    CHECK(text_of_html("a<script>if (x < y) {}</script>b") == "a b");
    CHECK(text_of_html("a<STYLE>p {}</style>b") == "a b");
    CHECK(text_of_html("a<!-- never closed") == "a ");
}

TEST_CASE("common entities are decoded, and what only looks like a tag stays") {
    CHECK(text_of_html("x &lt; y &amp;&amp; y&nbsp;&gt; z, &quot;it&#39;s&quot;") ==
          "x < y && y > z, \"it's\"");
    CHECK(text_of_html("a < b <3 &unknown;") == "a < b <3 &unknown;");
    CHECK(text_of_html("ends in <") == "ends in <");
}

TEST_CASE("HTML gives the ids of all tags and the names of anchors") {
    CHECK(ids_of_html("<a name=\"old\"></a><a id='new'></a>") == Strings{"old", "new"});
    CHECK(ids_of_html("<div class=\"x\" id=\"box\"><input name=\"field\">") == Strings{"box"});
    CHECK(ids_of_html("<A NAME=Top href=#></A>") == Strings{"Top"});
    CHECK(ids_of_html("<a\n  id = \"wrapped\"\n>") == Strings{"wrapped"});
    CHECK(ids_of_html("<br id=last/>") == Strings{"last/"});
}

TEST_CASE("HTML without an id gives none") {
    CHECK(ids_of_html("<p title=\"see id=5\" data-id=\"6\" id=\"\">").empty());
    CHECK(ids_of_html("<!-- <a id=\"x\"></a> -->").empty());
    CHECK(ids_of_html("a <b and id=x").empty());
    CHECK(ids_of_html("<a id").empty());
    CHECK(ids_of_html("<a ='x'").empty());
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

TEST_CASE("an attribute list may hold an id") {
    CHECK(ids_of_attribute_lists("{: #one .x} text {:.y #two}") == Strings{"one", "two"});
    CHECK(ids_of_attribute_lists("{: .x} {:ok, #no} {#no}").empty());
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

TEST_CASE("a heading's attributes are cut off and give its id") {
    CHECK(cut_heading("Setup {#set-up}") == Heading{"set-up", "Setup"});
    CHECK(cut_heading("Setup {#set-up .wide}") == Heading{"set-up", "Setup"});
    CHECK(cut_heading("Setup {: #id }") == Heading{"id", "Setup"});
    CHECK(cut_heading("Setup {: .-three-column}") == Heading{"", "Setup"});
    CHECK(cut_heading("Setup {.unnumbered}") == Heading{"", "Setup"});
}

TEST_CASE("other braces are the heading's own") {
    CHECK(cut_heading("What {:ok, value} says") == Heading{"", "What {:ok, value} says"});
    CHECK(cut_heading("Matching {:ok, value}") == Heading{"", "Matching {:ok, value}"});
    CHECK(cut_heading("The set {x}") == Heading{"", "The set {x}"});
    CHECK(cut_heading("A stray }") == Heading{"", "A stray }"});
}
