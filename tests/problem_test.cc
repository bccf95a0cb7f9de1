#include "indexer/note/problem.h"

#include <string>

#include "tests/catch.h"

using crib::Problem;
using crib::ProblemKind;

namespace {

Problem problem_of(ProblemKind kind) { return {"a.md", {1, 1}, kind, "", "message", ""}; }

}  // namespace

TEST_CASE("links that lead nowhere are broken, loose ones and others not") {
    for (const auto kind : {ProblemKind::note, ProblemKind::section, ProblemKind::outside}) {
        CHECK(is_broken(problem_of(kind)));
    }
    for (const auto kind :
         {ProblemKind::loose, ProblemKind::front_matter, ProblemKind::text, ProblemKind::orphan}) {
        CHECK_FALSE(is_broken(problem_of(kind)));
    }
}

TEST_CASE("the names of the kinds of problems are those that scripts know") {
    std::string names;
    for (int kind = 0; kind <= static_cast<int>(ProblemKind::orphan); ++kind) {
        names += std::string(name_of(static_cast<ProblemKind>(kind))) + " ";
    }
    CHECK(names == "note section outside loose front-matter text orphan ");
}
