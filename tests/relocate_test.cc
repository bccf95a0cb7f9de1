#include "query/show/relocate.h"
#include "indexer/index/record.h"

#include "indexer/formats/reader.h"
#include "tests/catch.h"

using crib::find_again;
using crib::Note;
using crib::Place;
using crib::Question;
using crib::RecordLink;
using crib::Section;

namespace {

RecordLink link_to(const std::string& anchor, const std::string& title, int line) {
    RecordLink link;
    link.anchor = anchor;
    link.title = title;
    link.line = line;
    return link;
}

int line_of(const std::string& text, const RecordLink& link) {
    const Note note = crib::read_note(text, "a.md");
    const Section* section = find_again(note, link);
    return section == nullptr ? 0 : section->place.line;
}

}  // namespace

TEST_CASE("a section is found again by its anchor and title") {
    CHECK(line_of("# A\n\n# B\n\n# C\n", link_to("b", "B", 1)) == 3);
    CHECK(line_of("# A\n\n# B\n\n# B\n", link_to("b-1", "B", 3)) == 5);
}

TEST_CASE("a section is found again by its title, the nearest of several") {
    CHECK(line_of("# B\n\n# A\n\n# B\n", link_to("old", "B", 4)) == 5);
    CHECK(line_of("# B\n\n# A\n\n# B\n", link_to("old", "B", 2)) == 1);
    CHECK(line_of("# A\n\n# The `B`!\n", link_to("old", "the B", 1)) == 3);
}

TEST_CASE("among sections with one title, the one below the same headings is found again") {
    RecordLink link = link_to("setup-7", "Setup", 3);
    link.breadcrumb = {"Note", "Windows"};
    const std::string note = "# Note\n\n## Linux\n\n### Setup\n\n## Windows\n\n### Setup\n";
    CHECK(line_of(note, link) == 9);
}

TEST_CASE("a section that got another title is found again by its anchor") {
    CHECK(line_of("# A\n\n# Better {#b}\n", link_to("b", "Good", 1)) == 3);
}

TEST_CASE("a section that is gone is not found again") {
    CHECK(line_of("# A\n\n# C\n", link_to("b", "B", 3)) == 0);
    CHECK(line_of("", link_to("b", "B", 3)) == 0);
}

TEST_CASE("the text above the first heading stays a note's own") {
    CHECK(line_of("text\n\n# A\n", link_to("", "A", 1)) == 1);
}

TEST_CASE("a question is found again by its words, the nearest of several") {
    std::vector<Question> questions(3);
    questions[0].text = "What is `a`?";
    questions[0].place = {2, 1};
    questions[1].text = "What is b?";
    questions[1].place = {5, 1};
    questions[2].text = "What is a?";
    questions[2].place = {9, 3};
    CHECK(find_again(questions, "what is a", {8, 1})->place == Place{9, 3});
    CHECK(find_again(questions, "what is a", {1, 1})->place == Place{2, 1});
    CHECK(find_again(questions, "what is c", {1, 1}) == nullptr);
}
