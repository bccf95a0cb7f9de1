#include "indexer/text/percent.h"

#include "tests/catch.h"

using crib::percent_decoded;
using crib::percent_encoded;

TEST_CASE("all but letters, digits and what is named is percent-encoded") {
    CHECK(percent_encoded("a b/c.md", "/.") == "a%20b/c.md");
    CHECK(percent_encoded("a/b", "") == "a%2Fb");
    CHECK(percent_encoded("\u00E9%", "") == "%C3%A9%25");
}

TEST_CASE("percent-encoded bytes are decoded, and what only looks like one stays") {
    CHECK(percent_decoded("a%20b%c3%A9") == "a b\u00E9");
    CHECK(percent_decoded("100%, %2, %zz") == "100%, %2, %zz");
}
