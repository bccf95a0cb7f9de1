#include "indexer/update/report.h"

#include <string>
#include <vector>

#include "tests/catch.h"

using crib::Problem;
using crib::ProblemKind;
using crib::RunReport;

namespace {

RunReport a_run() { return {2, 1, 0, 12, 3, 2, 1, 0.12345}; }

Problem a_problem() {
    return {"basic/list.md",
            {12, 5},
            ProblemKind::section,
            "#cpoy",
            "no section \"cpoy\" in basic/list.md",
            "copy"};
}

}  // namespace

TEST_CASE("a run is reported in one line") {
    CHECK(crib::to_text(a_run()) ==
          "2 notes, 1 section, 0 questions, 12 links, 3 broken, in 0.12 s");
}

TEST_CASE("a run is reported in one JSON object") {
    CHECK(crib::to_json(a_run()) ==
          R"({"v":1,"notes":2,"sections":1,"questions":0,"links":12,"broken":3,)"
          R"("read":2,"removed":1,"seconds":0.123})");
}

TEST_CASE("a run counts what its notes hold") {
    RunReport report = a_run();
    crib::NoteState note;
    note.section_count = 3;
    note.question_count = 2;
    note.link_count = 5;
    note.broken_count = 1;
    crib::count(report, note);
    CHECK(crib::to_text(report) ==
          "3 notes, 4 sections, 2 questions, 17 links, 4 broken, in 0.12 s");
}

TEST_CASE("a problem is reported as a compiler does, with the root before its path") {
    CHECK(crib::to_text(a_problem(), "notes/") ==
          "notes/basic/list.md:12:5: warning: no section \"cpoy\" in basic/list.md "
          "(nearest: copy)");
    Problem problem = a_problem();
    problem.nearest.clear();
    CHECK(crib::to_text(problem, "") ==
          "basic/list.md:12:5: warning: no section \"cpoy\" in basic/list.md");
}

TEST_CASE("in colour a problem's place and its kind stand out") {
    Problem problem = a_problem();
    problem.nearest.clear();
    CHECK(crib::to_text(problem, "", true) ==
          "\033[1mbasic/list.md:12:5:\033[0m \033[1;35mwarning:\033[0m "
          "no section \"cpoy\" in basic/list.md");
}

TEST_CASE("a problem is reported in one JSON object, with null for missing values") {
    CHECK(crib::to_json(a_problem()) ==
          R"({"v":1,"path":"basic/list.md","line":12,"column":5,"kind":"section",)"
          R"("destination":"#cpoy","message":"no section \"cpoy\" in basic/list.md",)"
          R"("nearest":"copy"})");
    CHECK(crib::to_json(Problem{"a.md", {1, 1}, ProblemKind::front_matter, "", "not YAML", ""}) ==
          R"({"v":1,"path":"a.md","line":1,"column":1,"kind":"front-matter",)"
          R"("destination":null,"message":"not YAML","nearest":null})");
}

TEST_CASE("a problem is reported as an annotation, which its text can't leave") {
    Problem problem = a_problem();
    CHECK(crib::to_annotation(problem, "notes/") ==
          "::warning file=notes/basic/list.md,line=12,col=5::"
          "no section \"cpoy\" in basic/list.md (nearest: copy)");
    problem.path = "a,b:c%.md";
    problem.message = "100%\n::error::forged";
    problem.nearest.clear();
    CHECK(crib::to_annotation(problem, "") ==
          "::warning file=a%2Cb%3Ac%25.md,line=12,col=5::100%25\\n::error::forged");
}

TEST_CASE("what a note holds can neither forge a line nor reach the terminal") {
    const Problem problem{"a\n\033\xFF.md",   {1, 1},      ProblemKind::note, "\033[2J\n\u009B",
                          "no \"\033[2J\n\"", "\u202E\x07"};
    CHECK(crib::to_text(problem, "n\tm/") ==
          "n\\tm/a\\n\\x1B\\xFF.md:1:1: warning: no \"\\x1B[2J\\n\" (nearest: \\u{202E}\\x07)");
    CHECK(crib::to_json(problem) ==
          R"({"v":1,"path":"a\n\u001b)"
          "\uFFFD"
          R"(.md","line":1,"column":1,"kind":"note","destination":"\u001b[2J\n\u009b",)"
          R"("message":"no \"\u001b[2J\n\"","nearest":"\u202e\u0007"})");
}
