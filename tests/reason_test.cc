#include "indexer/update/reason.h"

#include <vector>

#include "tests/catch.h"

using crib::Reason;
using Kind = crib::Reason::Kind;

TEST_CASE("a note is made again for at most three reasons that are named") {
    std::vector<Reason> reasons = {{Kind::changed}};
    CHECK(to_text(reasons) == "its text changed");
    reasons.push_back({Kind::elsewhere, "b.md"});
    reasons.push_back({Kind::asked});
    CHECK(to_text(reasons) ==
          "its text changed; its link to b.md may lead elsewhere; "
          "other questions lead to its sections");
    reasons.push_back({Kind::touched});
    reasons.push_back({Kind::target, "c.md"});
    CHECK_THAT(to_text(reasons), Catch::Matchers::EndsWith("its sections; and 2 more"));
}

TEST_CASE("a link in a reason cannot reach the terminal") {
    CHECK(to_text(Reason{Kind::elsewhere, "a\n\033[2J"}) ==
          "its link to a\\n\\x1B[2J may lead elsewhere");
}

TEST_CASE("a tree is read in full because it is new, has other settings or is made anew") {
    crib::TreeRecord before;
    before.language = "en";
    crib::TreeRecord now = before;
    CHECK(crib::reason_to_write(now, nullptr) == "the tree is new");
    CHECK(crib::reason_to_write(now, &before) == "the database is made anew");
    now.language = "de";
    CHECK(crib::reason_to_write(now, &before) == "--language changed");
    now.url = "u";
    CHECK(crib::reason_to_write(now, &before) == "--url and --language changed");
}
