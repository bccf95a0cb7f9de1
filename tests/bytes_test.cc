#include "indexer/text/bytes.h"

#include <string>
#include <vector>

#include "tests/catch.h"

using Strings = std::vector<std::string>;

TEST_CASE("strings come back from the value they were packed into") {
    const Strings strings = {"", "a", std::string("\0\xFF", 2), std::string(300, 'x')};
    CHECK(crib::unpack(crib::pack(strings)) == strings);
    CHECK(crib::pack({}) == "");
    CHECK(crib::unpack("") == Strings{});
}

TEST_CASE("a value that was cut short does no harm") {
    const std::string packed = crib::pack({"abc", "def"});
    for (std::size_t size = 0; size < packed.size(); ++size) {
        const Strings strings = crib::unpack(packed.substr(0, size));
        CHECK(strings.size() <= 2);
    }
    CHECK(crib::unpack("\xFF\xFF\xFF\xFFx") == Strings{"x"});
}
