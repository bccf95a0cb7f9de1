#include "query/printing/answer.h"
#include "indexer/index/record.h"

#include <string>

#include "tests/catch.h"

using crib::Answer;
using crib::AnswerLink;
using crib::Hit;
using crib::Kind;
using crib::Paths;
using crib::Record;
using crib::RecordLink;
using crib::Spot;

namespace {

RecordLink link_in(RecordLink::State state) {
    RecordLink link;
    link.state = state;
    link.title = "Copies";
    if (state != RecordLink::State::section) link.destination = "list.md#cpoies";
    if (state == RecordLink::State::section || state == RecordLink::State::lost) {
        link.path = "basic/list.md";
        link.line = 12;
        link.column = 3;
        link.end_line = 40;
    }
    if (state == RecordLink::State::section) {
        link.anchor = "copies";
        link.breadcrumb = {"Lists"};
    }
    if (state == RecordLink::State::web) link.url = "https://example.org/";
    return link;
}

AnswerLink made(RecordLink::State state, bool several_trees = false) {
    return crib::make_link(link_in(state), "notes", "/home/me/notes",
                           Paths("/home/me", several_trees));
}

}  // namespace

TEST_CASE("paths below the working folder are shown from there, others in full") {
    const Paths paths("/home/me", false);
    CHECK(paths.shown("/home/me/notes", "a.md") == "notes/a.md");
    CHECK(paths.shown("/home/me", "a.md") == "a.md");
    CHECK(paths.shown("/home/me-too/notes", "a.md") == "/home/me-too/notes/a.md");
    CHECK(paths.shown("/srv/notes", "x/a.md") == "/srv/notes/x/a.md");
    CHECK(paths.shown("/", "a.md") == "/a.md");
    CHECK(Paths("/", false).shown("/srv", "a.md") == "srv/a.md");
    CHECK(paths.shown("", "a.md") == "a.md");
}

TEST_CASE("stable names say which tree they are of where there are several") {
    CHECK(Paths("/", false).stable("notes", "a.md") == "a.md");
    CHECK(Paths("/", true).stable("notes", "a.md") == "notes/a.md");
}

TEST_CASE("a link to a section is named by its path and anchor") {
    AnswerLink expected;
    expected.title = "Copies";
    expected.path = "notes/basic/list.md";
    expected.line = 12;
    expected.column = 3;
    expected.end_line = 40;
    expected.anchor = "copies";
    expected.breadcrumb = {"Lists"};
    expected.link = "basic/list.md#copies";
    CHECK(made(RecordLink::State::section) == expected);
    expected.link = "notes/basic/list.md#copies";
    CHECK(made(RecordLink::State::section, true) == expected);
    CHECK(expected.has_place());
    CHECK_FALSE(expected.is_broken());
}

TEST_CASE("a link to a whole note is named by its path alone") {
    RecordLink link = link_in(RecordLink::State::section);
    link.anchor.clear();
    CHECK(crib::make_link(link, "notes", "/n", Paths("/", false)).link == "basic/list.md");
}

TEST_CASE("a broken link keeps what was written, and its note where that is known") {
    const AnswerLink lost = made(RecordLink::State::lost);
    CHECK(lost.link == "list.md#cpoies");
    CHECK(lost.path == "notes/basic/list.md");
    CHECK(lost.line == 12);
    CHECK(lost.is_broken());
    CHECK_FALSE(lost.has_place());
    const AnswerLink missing = made(RecordLink::State::missing);
    CHECK(missing.link == "list.md#cpoies");
    CHECK(missing.path.empty());
    CHECK(missing.is_broken());
}

TEST_CASE("a link to the web has only its address") {
    const AnswerLink web = made(RecordLink::State::web);
    CHECK(web.url == "https://example.org/");
    CHECK(web.link.empty());
    CHECK(web.path.empty());
    CHECK_FALSE(web.is_broken());
    CHECK_FALSE(web.has_place());
}

TEST_CASE("an answer is made of a hit") {
    Record record;
    record.kind = Kind::question;
    record.tree = "notes";
    record.title = "How to copy a list?";
    record.group = "Lists";
    record.path = "map.md";
    record.place = {7, 2};
    record.links = {link_in(RecordLink::State::section), link_in(RecordLink::State::web)};
    const Paths paths("/home/me", true);
    const Answer answer = crib::make_answer(Hit{3, 1.5, record, {}}, 2, "/home/me/notes", paths);
    CHECK(answer.rank == 2);
    CHECK(answer.score == 1.5);
    CHECK(answer.kind == Kind::question);
    CHECK(answer.title == "How to copy a list?");
    CHECK(answer.group == "Lists");
    CHECK(answer.path == "notes/map.md");
    CHECK(answer.place == crib::Place{7, 2});
    CHECK(answer.link == "notes/map.md:7");
    REQUIRE(answer.links.size() == 2);
    CHECK(answer.links[0] == made(RecordLink::State::section, true));
    CHECK(answer.links[1] == made(RecordLink::State::web, true));
}

TEST_CASE("links without a place of their own stand at the question") {
    Answer answer;
    answer.path = "map.md";
    answer.place = {7, 2};
    answer.links = {made(RecordLink::State::web), made(RecordLink::State::lost),
                    made(RecordLink::State::section)};
    CHECK(crib::spot_of(answer, answer.links[0]) == Spot{"map.md", 7, 2});
    CHECK(crib::spot_of(answer, answer.links[1]) == Spot{"map.md", 7, 2});
    CHECK(crib::spot_of(answer, answer.links[2]) == Spot{"notes/basic/list.md", 12, 3});
    CHECK(crib::best_spot(answer) == Spot{"notes/basic/list.md", 12, 3});
    answer.links.pop_back();
    CHECK(crib::best_spot(answer) == Spot{"map.md", 7, 2});
}
