#include "indexer/words/everyday.h"

#include "indexer/words/tokenizer.h"
#include "tests/catch.h"

TEST_CASE("everyday words are words that people ask with") {
    CHECK(crib::is_everyday_word("someone"));
    CHECK(crib::is_everyday_word("happens"));
    CHECK(crib::is_everyday_word("can't"));
    CHECK_FALSE(crib::is_everyday_word("decorator"));
    CHECK_FALSE(crib::is_everyday_word("new"));
    CHECK_FALSE(crib::is_everyday_word(""));
}

TEST_CASE("no small word is an everyday word as well") {
    for (const char* word : {"the", "for", "else", "with", "how", "use"}) {
        CHECK(crib::is_small_word(word));
        CHECK_FALSE(crib::is_everyday_word(word));
    }
}
