#include "indexer/index/order_key.h"

#include <algorithm>
#include <string>
#include <vector>

#include "tests/catch.h"

using crib::Kind;

TEST_CASE("the order of answers is by tree, path, line, a question before its section") {
    const auto key = [](std::string_view tree, std::string_view path, int line, int column,
                        Kind kind) {
        return crib::order_key(tree, path, {line, column}, kind);
    };
    const std::vector<std::string> keys = {
        key("a", "b.md", 1, 1, Kind::section),    key("a", "b.md", 2, 1, Kind::question),
        key("a", "b.md", 2, 5, Kind::question),   key("a", "b.md", 2, 1, Kind::section),
        key("a", "b.md", 10, 1, Kind::question),  key("a", "b.md", 300, 1, Kind::question),
        key("a", "b.md.md", 1, 1, Kind::section), key("a", "c.md", 1, 1, Kind::section),
        key("b", "a.md", 1, 1, Kind::section)};
    CHECK(std::ranges::is_sorted(keys));
}
