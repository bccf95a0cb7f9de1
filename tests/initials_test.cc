#include "indexer/initials.h"

#include <string>
#include <vector>

#include "tests/catch.h"

using Strings = std::vector<std::string>;

namespace {

Strings initials(std::string_view title) { return crib::initials(title, crib::Tokenizer()); }

}  // namespace

TEST_CASE("three to six words in a row have an acronym") {
    CHECK(initials("Method Resolution Order") == Strings{"mro"});
    CHECK(initials("Higher-order component") == Strings{"hoc"});
    CHECK(initials("Least recently used cache") == Strings{"lrc", "lru", "lruc", "ruc"});
    CHECK(initials("Copy lists").empty());
    CHECK(initials("").empty());
    CHECK(initials("one.two three").empty());
}

TEST_CASE("small words count in an acronym or are left out of it, and begin none") {
    CHECK(initials("Separation of concerns and code") ==
          Strings{"cac", "scc", "soc", "soca", "socac"});
    CHECK(initials("What is the event loop?").empty());
}
