#include "indexer/text/braces.h"

#include <vector>

#include "tests/catch.h"

using crib::split_braces;
using Parts = std::vector<crib::TemplatePart>;

TEST_CASE("a text is split at its braces") {
    CHECK(split_braces("a{b}{{c") == Parts{{false, "a"}, {true, "b"}, {false, "{c"}});
    CHECK(split_braces("").empty());
}
