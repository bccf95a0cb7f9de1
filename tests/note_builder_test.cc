#include "indexer/note/note_builder.h"

#include <string>
#include <utility>
#include <vector>

#include "indexer/note/limits.h"
#include "tests/catch.h"

using crib::FrontMatter;
using crib::Note;
using crib::NoteBuilder;
using crib::Section;

namespace {

struct Heading {
    int level = 1;
    int line = 1;
    std::string title;
    std::string slug;
};

Note build(const std::vector<Heading>& headings, int last_line = 100,
           const FrontMatter& front_matter = {}, const std::string& path = "folder/page.md") {
    NoteBuilder builder(path, front_matter, {front_matter.lines + 1, 1});
    for (const Heading& heading : headings) {
        Section section;
        section.level = heading.level;
        section.place.line = heading.line;
        section.title = heading.title;
        section.slug = heading.slug;
        builder.begin(std::move(section));
    }
    return builder.finish(last_line);
}

using Strings = std::vector<std::string>;

Strings titles(const Note& note) {
    Strings result;
    for (const Section& section : note.sections) result.push_back(section.title);
    return result;
}

Strings anchors(const Note& note) {
    Strings result;
    for (const Section& section : note.sections) result.push_back(section.anchor);
    return result;
}

// The "last/end" lines of each section.
Strings ends(const Note& note) {
    Strings result;
    for (const Section& section : note.sections) {
        result.push_back(std::to_string(section.last_line) + "/" +
                         std::to_string(section.end_line));
    }
    return result;
}

}  // namespace

TEST_CASE("a note's title is its front matter's, else its only H1, else its file's name") {
    FrontMatter front_matter;
    front_matter.title = "Given";
    CHECK(build({{1, 1, "Only", ""}}, 9, front_matter).title == "Given");
    CHECK(build({{1, 1, "Only", ""}, {2, 5, "Part", ""}}).title == "Only");
    CHECK(build({{1, 1, "One", ""}, {1, 5, "Two", ""}}).title == "page");
    CHECK(build({{2, 1, "Part", ""}}).title == "page");
    CHECK(build({}, 1, {}, "notes.v2/a.b.md").title == "a.b");
    CHECK(build({}, 1, {}, ".md").title == ".md");
    CHECK(build({}, 1, {}, "\xFF.md").title == "\uFFFD");
}

TEST_CASE("the text before the first heading is the note's own section") {
    FrontMatter front_matter;
    front_matter.lines = 4;
    const Note note = build({{2, 9, "Part", "part"}}, 20, front_matter);
    REQUIRE(note.sections.size() == 2);
    CHECK(note.sections[0].level == 0);
    CHECK(note.sections[0].title == "page");
    CHECK(note.sections[0].anchor.empty());
    CHECK(note.sections[0].place.line == 5);
    CHECK(note.sections[0].last_line == 8);
    CHECK(note.sections[0].end_line == 20);
}

TEST_CASE("a section's breadcrumb is the headings above it, from the note's title down") {
    const Note note =
        build({{1, 1, "Lists", ""}, {2, 2, "Copy", ""}, {4, 3, "Deep", ""}, {2, 4, "Sort", ""}});
    CHECK(note.sections[1].breadcrumb.empty());
    CHECK(note.sections[2].breadcrumb == Strings{"Lists"});
    CHECK(note.sections[3].breadcrumb == Strings{"Lists", "Copy"});
    CHECK(note.sections[4].breadcrumb == Strings{"Lists"});
}

TEST_CASE("a note's title that is not a heading begins its breadcrumbs") {
    FrontMatter front_matter;
    front_matter.title = "All of it";
    const Note note =
        build({{1, 1, "One", ""}, {2, 2, "Part", ""}, {1, 3, "Two", ""}}, 9, front_matter);
    CHECK(note.sections[1].breadcrumb == Strings{"All of it"});
    CHECK(note.sections[2].breadcrumb == Strings{"All of it", "One"});
    CHECK(note.sections[3].breadcrumb == Strings{"All of it"});
}

TEST_CASE(
    "a section's own text ends before the next heading, its subtree before the next of its level") {
    const Note note =
        build({{1, 3, "A", ""}, {2, 6, "B", ""}, {3, 8, "C", ""}, {2, 12, "D", ""}}, 15);
    CHECK(ends(note) == Strings{"2/15", "5/15", "7/11", "11/11", "15/15"});
}

TEST_CASE("a section of a heading on the last line ends there") {
    CHECK(ends(build({{1, 1, "A", ""}}, 1)) == Strings{"1/1", "1/1"});
}

TEST_CASE("the number before a heading is not part of its title") {
    CHECK(titles(build({{2, 1, "12. What is React?", ""},
                        {2, 2, "3) Why?", ""},
                        {2, 3, "1.2. Scope", ""},
                        {2, 4, "3.11 changes", ""},
                        {2, 5, "2024", ""},
                        {2, 6, "...", ""},
                        {2, 7, ".NET 4", ""}})) == Strings{"page", "What is React?", "Why?",
                                                           "Scope", "3.11 changes", "2024", "...",
                                                           ".NET 4"});
}

TEST_CASE("an anchor that the note has already is numbered") {
    CHECK(anchors(build({{2, 1, "A", "setup"},
                         {2, 2, "B", "setup"},
                         {2, 3, "C", "setup-1"},
                         {2, 4, "D", "setup"}})) ==
          Strings{"", "setup", "setup-2", "setup-1", "setup-3"});
}

TEST_CASE("a heading without a slug has an anchor all the same") {
    CHECK(anchors(build({{2, 1, "!=", ""}, {2, 2, "==", "-1"}})) == Strings{"", "section", "-1"});
    CHECK(anchors(build({{2, 1, "!=", ""}, {2, 2, "Section", "section"}})) ==
          Strings{"", "section-1", "section"});
}

TEST_CASE("an id that follows a heading is its anchor") {
    NoteBuilder builder("page.md", {}, {1, 1});
    Section section;
    section.level = 2;
    section.slug = "setup";
    builder.begin(section);
    builder.add_id("first");
    builder.add_id("second");
    CHECK(builder.section().anchor == "first");
    CHECK(builder.section().ids == Strings{"first", "second"});
}

TEST_CASE("an id in the text before the first heading is not an anchor") {
    NoteBuilder builder("page.md", {}, {1, 1});
    builder.add_id("top");
    CHECK(builder.section().anchor.empty());
    CHECK(builder.section().ids == Strings{"top"});
}

TEST_CASE("what is too long of a heading is text below it, and reported") {
    const std::string title = std::string(999, 'a') + "\u00e9 end";
    const Note note = build({{1, 3, title, title}});
    const Section& section = note.sections.at(1);
    CHECK(section.title == std::string(999, 'a'));
    CHECK(section.slug == section.title);
    REQUIRE(section.blocks.size() == 1);
    CHECK(section.blocks[0].text == "\u00e9 end");
    CHECK(section.blocks[0].line == 3);
    REQUIRE(note.problems.size() == 1);
    CHECK(note.problems[0].place.line == 3);
}

TEST_CASE("headings that are too deep are of the deepest level, which is reported once") {
    std::vector<Heading> headings;
    for (int level = 1; level <= 20; ++level) headings.push_back({level, level, "a", "a"});
    const Note note = build(headings);
    CHECK(note.sections.back().level == crib::deepest_level);
    CHECK(note.sections.back().breadcrumb.size() <= crib::deepest_level);
    CHECK(note.problems.size() == 1);
}

TEST_CASE("titles that many sections repeat are cut, their tags are left out") {
    const std::string title(900, 'a');
    std::vector<Heading> headings = {{1, 1, title, "a"}};
    for (int line = 2; line < 20'000; ++line) headings.push_back({2, line, "b", "b"});
    FrontMatter front;
    for (int tag = 0; tag < 1000; ++tag) front.tags.push_back(std::to_string(tag));
    const Note note = build(headings, 20'000, front);
    std::size_t repeated = 0;
    for (const Section& section : note.sections) {
        for (const std::string& above : section.breadcrumb) repeated += above.size();
    }
    CHECK(repeated <= crib::most_repeated);
    CHECK(note.sections[1].title.size() > 20);
    CHECK(note.sections[1].title.size() < 300);
    CHECK_FALSE(note.front_matter.tags.empty());
    CHECK(note.front_matter.tags.size() < 20);
    CHECK(note.problems.size() == 2);
}

TEST_CASE("a note that repeats little keeps its titles and tags whole") {
    const std::string title(900, 'a');
    FrontMatter front;
    front.tags = {"one", "two"};
    const Note note = build({{1, 1, title, "a"}, {2, 2, "b", "b"}}, 2, front);
    CHECK(note.sections[1].title == title);
    CHECK(note.sections[2].breadcrumb.back() == title);
    CHECK(note.front_matter.tags.size() == 2);
    CHECK(note.problems.empty());
}
