#include "indexer/text/hash.h"

#include "tests/catch.h"

TEST_CASE("the hash is FNV-1a") {
    CHECK(crib::hash64("") == 0xcbf29ce484222325);
    CHECK(crib::hash64("a") == 0xaf63dc4c8601ec8c);
    CHECK(crib::hash64("foobar") == 0x85944171f73967e8);
    CHECK(crib::hash64("bar", crib::hash64("foo")) == crib::hash64("foobar"));
}

TEST_CASE("a digest has the 64 bits of the hash, six a character, the lowest first") {
    CHECK(crib::digest("a") == "CoU06o4tZzA");  // 0xaf63dc4c8601ec8c
    CHECK(crib::digest("").size() == 11);
}
