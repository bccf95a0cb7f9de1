#include "query/show/page.h"

#include <string>
#include <string_view>
#include <vector>

#include "tests/catch.h"

using crib::NoteFormat;
using crib::Page;
using Lines = std::vector<std::string_view>;

TEST_CASE("a paragraph is filled, with one margin first and another after it") {
    Page page(NoteFormat::markdown, 24);
    page.begin("- ", "  ");
    page.add("one two");
    page.add("three four five six seven");
    CHECK(page.is_open());
    page.end();
    CHECK_FALSE(page.is_open());
    CHECK(page.text() == "- one two three four\n  five six seven\n");
}

TEST_CASE("a broken line stays broken") {
    Page page(NoteFormat::markdown, 80);
    page.begin("", "");
    page.add("one");
    page.break_line();
    page.add("two");
    CHECK(page.text().empty());
    page.end();
    CHECK(page.text() == "one\ntwo\n");
}

TEST_CASE("what is open is written before anything else is") {
    Page page(NoteFormat::markdown, 80);
    page.begin("", "");
    page.add("one");
    page.line("  ", "*two*");
    page.begin("", "");
    page.add("three");
    page.begin("", "");
    page.add("four");
    page.blank();
    CHECK(page.text() == "one\n  *two*\nthree\nfour\n");
}

TEST_CASE("a style is that of the whole paragraph or line") {
    Page page(NoteFormat::markdown, 80);
    page.begin("", "");
    page.add("a *b*");
    page.end("1");
    page.line("  ", "c", "2");
    CHECK(page.text() == "\033[1ma \033[0m\033[1;3mb\033[0m\n  \033[2mc\033[0m\n");
}

TEST_CASE("empty lines are one between others, and none at the end") {
    Page page(NoteFormat::markdown, 80);
    page.blank();
    page.line("", "a");
    page.blank();
    page.blank();
    page.line("", "b");
    page.blank("| ");
    page.line("    ", "");
    page.line("", "c");
    page.blank();
    CHECK(page.text() == "a\n\nb\n|\n\nc\n");
}

TEST_CASE("an open paragraph can be taken back") {
    Page page(NoteFormat::markdown, 80);
    page.begin("", "");
    page.add("a");
    page.add("b");
    CHECK(page.take() == "a b");
    page.end();
    CHECK(page.text().empty());
}

TEST_CASE("a narrow terminal and a deep margin leave some room") {
    Page page(NoteFormat::markdown, 10);
    page.begin("          ", "          ");
    page.add("one two three four");
    page.end();
    CHECK(page.text() == "          one two three four\n");
}

TEST_CASE("an indent is counted in columns and bytes") {
    CHECK(crib::indent_of("  a").columns == 2);
    CHECK(crib::indent_of(" \ta").columns == 4);
    CHECK(crib::indent_of(" \ta").bytes == 2);
    CHECK(crib::indent_of("").bytes == 0);
    CHECK(crib::outdented("      a", 4) == "  a");
    CHECK(crib::outdented("  a", 4) == "a");
    CHECK(crib::outdented("\t\ta", 4) == "\ta");
}

TEST_CASE("a text is cut into lines") {
    CHECK(crib::lines_of("a\n\nb") == Lines{"a", "", "b"});
    CHECK(crib::lines_of("a\n") == Lines{"a"});
    CHECK(crib::lines_of("").empty());
}
