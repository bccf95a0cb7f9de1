#include "indexer/formats/markdown/attributes.h"

#include <string>
#include <utility>
#include <vector>

#include "tests/catch.h"
#include "tests/processor_time.h"

using crib::id_of_comment;
using crib::ids_of_attribute_lists;
using crib::name_of_target;
using crib::take_heading_id;

namespace {

using Strings = std::vector<std::string>;

// The id of a heading, and the text without it.
std::pair<std::string, std::string> cut_heading(std::string heading) {
    std::string id = take_heading_id(heading);
    return {id, heading};
}

using Heading = std::pair<std::string, std::string>;

}  // namespace

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
    for (const char* text :
         {"Show {{ name }}", "Show {{name}}", "Path /a/{id}", "Pairs {a, b}", "Call f{x=1}",
          "If {#a} or {#b", "Note {# hidden #}", "Spread {...rest}", "Empty {}", "Price ${#a}",
          "{% raw %}", "Range {1..9}", "Code {a=1, b=2}", "Glob *.{md,rst}"}) {
        CHECK(cut_heading(text) == Heading{"", text});
    }
}

// Python-Markdown 3.4.1, Pandoc 2.17 and markdown-it-attrs 4 agree on these.
TEST_CASE("an attribute list may hold spaces, classes and pairs around the id") {
    CHECK(cut_heading("Tides { #tides }") == Heading{"tides", "Tides"});
    CHECK(cut_heading("Tides { .big #tides lang=\"en\" }") == Heading{"tides", "Tides"});
    CHECK(cut_heading("Tides {lang='e n' #tides}  ") == Heading{"tides", "Tides"});
    CHECK(cut_heading("Tides {id=tides}") == Heading{"tides", "Tides"});
    CHECK(cut_heading("Tides { id=\"tides\" .big }") == Heading{"tides", "Tides"});
    CHECK(cut_heading("Tides { data-x=\"y\" }") == Heading{"", "Tides"});
    CHECK(cut_heading("Tides{#tides}") == Heading{"tides", "Tides"});
    CHECK(cut_heading("Tides {-}") == Heading{"", "Tides"});
    CHECK(cut_heading("Tides ## {#tides}") == Heading{"tides", "Tides"});
    CHECK(cut_heading("C# {#tides}") == Heading{"tides", "C#"});
}

TEST_CASE("a comment in a heading gives its id") {
    CHECK(cut_heading("Tides {/* #tides */}") == Heading{"tides", "Tides"});
    CHECK(cut_heading("Tides {/* #tides and more */}") == Heading{"tides", "Tides"});
    // cmark has read the stars as emphasis.
    CHECK(cut_heading("Tides {/#tides/}") == Heading{"tides", "Tides"});
    CHECK(cut_heading("Tides {/* tides */}") == Heading{"", "Tides {/* tides */}"});
    CHECK(id_of_comment("<!-- #tides -->") == "tides");
    CHECK(id_of_comment("<!--#tides and more-->") == "tides");
    CHECK(id_of_comment("<!-- tides -->").empty());
}

TEST_CASE("an attribute list may hold an id") {
    CHECK(ids_of_attribute_lists("{: #one .x} text {:.y #two}") == Strings{"one", "two"});
    CHECK(ids_of_attribute_lists("{: .x} {:ok, #no} {#no}").empty());
}

TEST_CASE("a name in brackets before an equals sign is a target") {
    CHECK(name_of_target("(low_tide)=") == "low_tide");
    CHECK(name_of_target("(low tide)=") == "low tide");
    for (const char* text : {"()=", "(f)(x)=", "(a, b)=", "( a)=", "a)=", "(a)", ")="}) {
        CHECK(name_of_target(text).empty());
    }
}

TEST_CASE("many braces in a heading are read in no time") {
    const double start = crib::processor_time();
    std::string text;
    for (int i = 0; i < 500'000; ++i) text += "{#a ";
    CHECK(take_heading_id(text).empty());
    text += "}";
    CHECK(take_heading_id(text) == "a");
    CHECK(crib::processor_time() - start < 2);
}
