#include "indexer/formats/markdown/content.h"

#include <string>
#include <string_view>
#include <vector>

#include "tests/catch.h"

using crib::Content;
using crib::JoinedContent;
using crib::Place;
using crib::Span;

namespace {

using Strings = std::vector<std::string>;

// Content from lines that all begin in column 1, the first of them in line 1.
Content content(const std::vector<std::string_view>& lines) {
    Content result{lines, {}};
    for (std::size_t i = 0; i < lines.size(); ++i) {
        result.places.push_back({static_cast<int>(i) + 1, 1});
    }
    return result;
}

Strings brackets(std::string_view text) {
    Strings result;
    for (const Span span : crib::double_brackets(text)) {
        result.emplace_back(text.substr(span.begin, span.end - span.begin));
    }
    return result;
}

// Each cell of a row as "column text". The row begins in column 1.
Strings cells(std::string_view row) {
    Strings result;
    for (const Content& cell : crib::cells_of_row(row, {1, 1})) {
        result.push_back(std::to_string(cell.places.front().column) + " " +
                         std::string(cell.lines.front()));
    }
    return result;
}

}  // namespace

TEST_CASE("lines are joined by spaces, and each byte keeps its place") {
    const JoinedContent joined({{"one", "größe", ""}, {{4, 3}, {5, 7}, {6, 1}}});
    CHECK(joined.text() == "one größe ");
    CHECK(joined.place_of(0) == Place{4, 3});
    CHECK(joined.place_of(2) == Place{4, 5});
    CHECK(joined.place_of(4) == Place{5, 7});
    CHECK(joined.place_of(8) == Place{5, 11});
}

TEST_CASE("double brackets are the innermost with something between them") {
    CHECK(brackets("see [[a]] and [[b#c|d]].") == Strings{"[[a]]", "[[b#c|d]]"});
    CHECK(brackets("[[[a]]]") == Strings{"[[a]]"});
    CHECK(brackets("[[a [[b]]") == Strings{"[[b]]"});
    CHECK(brackets("[[]] [[a]]") == Strings{"[[a]]"});
    CHECK(brackets("a]] [[b [c]] [[d") == Strings{"[[b [c]]"});
    CHECK(brackets("plain [a] text").empty());
}

TEST_CASE("double brackets count only on one line, unescaped and in plain text") {
    const JoinedContent joined(content({"`[[a]]` \\[[b]] [[c", "d]] [[e]] \\\\[[f]]"}));
    Strings found;
    for (const Span span : joined.double_brackets({{0, 7}})) {
        found.push_back(joined.text().substr(span.begin, span.end - span.begin));
    }
    CHECK(found == Strings{"[[e]]", "[[f]]"});
}

TEST_CASE("the cells of a row stand between its bars") {
    CHECK(cells("| a | b c |") == Strings{"3 a", "7 b c"});
    CHECK(cells("a|b") == Strings{"1 a", "3 b"});
    CHECK(cells("|\ta\t||b|") == Strings{"3 a", "6 ", "7 b"});
    CHECK(cells("") == Strings{"1 "});
}

TEST_CASE("an escaped bar is part of its cell") {
    CHECK(cells("| `a \\| b` | c\\\\| d |") == Strings{"3 `a \\| b`", "14 c\\\\", "19 d"});
}

TEST_CASE("a table is a row above as many delimiters") {
    CHECK(crib::find_table(content({"| a | b |", "|---|:-:|", "| c | d |"})) == 0);
    CHECK(crib::find_table(content({"a | b", "--- | ---"})) == 0);
    CHECK(crib::find_table(content({"| a |", "| - |"})) == 0);
    CHECK(crib::find_table(content({"text", "| a | b |", "|--:|:--|"})) == 1);
}

TEST_CASE("other rows with bars are no table") {
    CHECK_FALSE(crib::find_table(content({"| a | b |"})));
    CHECK_FALSE(crib::find_table(content({"|---|---|"})));
    CHECK_FALSE(crib::find_table(content({"| a | b |", "|---|"})));
    CHECK_FALSE(crib::find_table(content({"a", "---"})));
    CHECK_FALSE(crib::find_table(content({"| a |", "| : |"})));
    CHECK_FALSE(crib::find_table(content({"| a | b |", "|-|- -|"})));
}
