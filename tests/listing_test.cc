#include "query/listing.h"

#include <algorithm>
#include <string>
#include <vector>

#include "tests/catch.h"
#include "tests/indexed_notes.h"

using crib::AnswerLink;
using crib::Database;
using crib::Group;
using crib::Hit;
using crib::IndexedNotes;
using crib::NoteTexts;

namespace {

using Strings = std::vector<std::string>;

// Each link of where_to_look as "path:line title".
Strings where_to_look(const IndexedNotes& notes) {
    Strings result;
    const crib::Paths paths(notes.folder().path(), false);
    for (const AnswerLink& link : crib::where_to_look(Database({notes.path()}), paths)) {
        result.push_back(link.path + ":" + std::to_string(link.line) + " " + link.title);
    }
    return result;
}

}  // namespace

TEST_CASE("groups are listed in the order of the map, with how many questions each has") {
    const IndexedNotes notes(
        NoteTexts{{"b.md",
                   "# B\n\n## Zebras\n\n- Why one?\n- Why two?\n\n## Apes\n\n- Why three?\n\n"
                   "## Empty\n\n- no question\n\n## `Zebras`\n\n- Why four?\n"},
                  {"a.md", "# A\n\n## Plants\n\n- Why five?\n"}});
    CHECK(crib::list_groups(Database({notes.path()})) ==
          std::vector<Group>{{"Plants", 1}, {"Zebras", 3}, {"Apes", 1}});
}

TEST_CASE("See Also is not a group") {
    const IndexedNotes notes(NoteTexts{
        {"a.md", "# A\n\n## Plants\n\n- Why?\n  [a](a.md)\n\n## See Also\n\n- [B](b.md)\n"},
        {"b.md", "# B\n"}});
    CHECK(crib::list_groups(Database({notes.path()})) == std::vector<Group>{{"Plants", 1}});
}

TEST_CASE("without questions there are no groups") {
    const IndexedNotes notes(NoteTexts{{"a.md", "# A\n\ntext\n"}});
    CHECK(crib::list_groups(Database({notes.path()})).empty());
}

TEST_CASE("the places to look next are the links of a map's See Also, in order") {
    const IndexedNotes notes(
        NoteTexts{{"README.md", "# Index\n"},
                  {"map.md",
                   "# Map\n\n- Why? [A](a.md)\n\n## See Also\n\n- [Deep](x/b.md#deep)\n"
                   "- [A](a.md)\n"},
                  {"a.md", "# A\n\n## See also\n\n- [Map](map.md)\n"},
                  {"x/b.md", "# B\n\n## Deep\n"}});
    CHECK(where_to_look(notes) == Strings{"notes/x/b.md:3 Deep", "notes/a.md:1 A"});
}

TEST_CASE("without See Also they are at most eight indices, nearest to the root first") {
    NoteTexts texts = {{"x/y/index.md", "# Deepest\n"},
                       {"x/README.md", "# Deep\n"},
                       {"z.md", "# Z\n"},
                       {"readme.rst", "Top\n===\n"},
                       {"index.md", "# Index\n"},
                       {"not-index.md", "# Other\n"}};
    CHECK(where_to_look(IndexedNotes(texts)) ==
          Strings{"notes/index.md:1 Index", "notes/readme.rst:1 Top", "notes/x/README.md:1 Deep",
                  "notes/x/y/index.md:1 Deepest"});
    for (int i = 0; i < 9; ++i) texts["f" + std::to_string(i) + "/index.md"] = "# F\n";
    CHECK(where_to_look(IndexedNotes(texts)).size() == 8);
    CHECK(where_to_look(IndexedNotes(NoteTexts{{"a.md", "# A\n"}})).empty());
}

TEST_CASE("a shuffle is an order of the same hits, one for each seed") {
    std::vector<Hit> hits(20);
    for (std::size_t i = 0; i < hits.size(); ++i) hits[i].document = static_cast<unsigned>(i);
    std::vector<Hit> one = hits;
    crib::shuffle(one, 42);
    std::vector<Hit> again = hits;
    crib::shuffle(again, 42);
    std::vector<Hit> other = hits;
    crib::shuffle(other, 43);
    CHECK(one == again);
    CHECK(one != other);
    CHECK(one != hits);
    CHECK(std::ranges::is_permutation(one, hits));
    std::vector<Hit> none;
    crib::shuffle(none, 1);
    CHECK(none.empty());
}

TEST_CASE("a shuffle is the same everywhere") {
    std::vector<Hit> hits(5);
    for (std::size_t i = 0; i < hits.size(); ++i) hits[i].document = static_cast<unsigned>(i);
    crib::shuffle(hits, 1);
    std::vector<unsigned> order;
    for (const Hit& hit : hits) order.push_back(hit.document);
    CHECK(order == std::vector<unsigned>{1, 4, 0, 2, 3});
}

TEST_CASE("without a map, all sections are listed") {
    const auto listed = [](const NoteTexts& texts) {
        const IndexedNotes notes(texts);
        crib::RankOptions all;
        all.limit = 0;
        Strings titles;
        for (const Hit& hit : crib::list_map(Database({notes.path()}), all))
            titles.push_back(hit.record.title);
        return titles;
    };
    std::string manual = "# Manual\n\n- Is it one?\n";
    for (int i = 0; i < 12; ++i) manual += "\n## Chapter " + std::to_string(i) + "\n\nText.\n";
    CHECK(listed({{"a.md", manual}}).size() == 13);
    CHECK(listed({{"a.md", manual}}).front() == "Manual");
    CHECK(listed({{"a.md", "# A\n\n- Is it one?\n"}}) == Strings{"Is it one?"});
    const std::string map = "- Is it?\n- Was it?\n- Will it?\n- Can it?\n";
    CHECK(listed({{"a.md", manual}, {"b.md", map}}).size() == 5);
    crib::RankOptions questions;
    questions.kind = crib::Kind::question;
    CHECK(crib::list_map(Database({IndexedNotes({{"a.md", manual}}).path()}), questions).size() ==
          1);
}
