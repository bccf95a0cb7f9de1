#include "indexer/text/bytes.h"

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "tests/catch.h"

using crib::bytes_of;
using crib::BytesReader;
using crib::BytesWriter;
using crib::from_bytes;

using Strings = std::vector<std::string>;

namespace bytes_test {

enum class Color { red, green };

struct Thing {
    std::int64_t made = 0;
    std::int64_t changed = 0;
    std::string name;
    std::string title;
    std::vector<Color> colors;
    std::optional<bool> good;

    bool operator==(const Thing&) const = default;
};

template <typename Visitor>
void visit(Visitor& visitor, crib::Seen<Visitor, Thing>& thing) {
    auto& [made, changed, name, title, colors, good] = thing;
    visitor(made, crib::Near{changed, made}, name, crib::Mostly{title, name}, colors, good);
}

}  // namespace bytes_test

using bytes_test::Color;
using bytes_test::Thing;

TEST_CASE("a struct comes back from its bytes") {
    const std::vector<Thing> things = {
        {},
        {1'000'000, 1'000'001, "a", "a", {Color::green, Color::red}, true},
        {-5, std::numeric_limits<std::int64_t>::min(), "a", "", {}, false},
        {std::numeric_limits<std::int64_t>::max(), -1, std::string("a\0\xFF", 3), "b", {}, {}}};
    CHECK(from_bytes<std::vector<Thing>>(bytes_of(things)) == things);
}

TEST_CASE("a number near another, and a string that is another, take one byte") {
    Thing thing{1'000'000, 1'000'001, "name", "name", {}, {}};
    CHECK(bytes_of(thing).size() == 3 + 1 + 5 + 1 + 1 + 1);
    thing.title = "same";
    CHECK(bytes_of(thing).size() == 3 + 1 + 5 + 1 + 5 + 1 + 1);
}

TEST_CASE("numbers take seven bits a byte, the lowest first") {
    CHECK(bytes_of(127U) == "\x7F");
    CHECK(bytes_of(300U) == "\xAC\x02");
    CHECK(bytes_of(-1) == "\x01");
    CHECK(bytes_of(63) == "\x7E");
    const auto most = std::numeric_limits<std::uint64_t>::max();
    CHECK(bytes_of(most) == std::string(9, '\xFF') + "\x01");
    CHECK(from_bytes<std::uint64_t>(bytes_of(most)) == most);
    const int least = std::numeric_limits<int>::min();
    CHECK(from_bytes<int>(bytes_of(least)) == least);
}

TEST_CASE("a number that its type does not hold is damage") {
    CHECK_THROWS_AS(from_bytes<bool>("\x02"), crib::Error);
    CHECK_THROWS_AS(from_bytes<std::uint32_t>(bytes_of(std::uint64_t{1} << 32)), crib::Error);
    CHECK_THROWS_AS(from_bytes<int>(bytes_of(std::int64_t{1} << 31)), crib::Error);
    CHECK_THROWS_AS(from_bytes<std::uint64_t>(std::string(11, '\xFF')), crib::Error);
}

TEST_CASE("bytes that are cut short, or too many, are damage") {
    const std::string bytes = bytes_of(Thing{1, 2, "name", "title", {Color::green}, true});
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        CHECK_THROWS_AS(from_bytes<Thing>(bytes.substr(0, size)), crib::Error);
    }
    CHECK_THROWS_AS(from_bytes<Thing>(bytes + "x"), crib::Error);
    const auto own = [] { return crib::Error("own words"); };
    CHECK_THROWS_WITH(from_bytes<Thing>("", own), "own words");
}

TEST_CASE("a sorted list's strings leave out what they share with the one before") {
    BytesWriter writer;
    writer.sorted("copied", "");
    writer.sorted("copies", "copied");
    const std::string bytes = writer.take();
    CHECK(bytes == std::string("\0\6copied\5\1s", 11));
    std::string text;
    BytesReader reader(bytes);
    reader.sorted(text);
    CHECK(text == "copied");
    reader.sorted(text);
    CHECK(text == "copies");
    CHECK(reader.at_end());
    CHECK_THROWS_AS(BytesReader("\1\1a").sorted(text = ""), crib::Error);
}

TEST_CASE("a reader can skip a value") {
    BytesWriter writer;
    writer.skippable(Thing{1, 2, "name", "title", {}, {}});
    writer(7);
    const std::string bytes = writer.take();
    BytesReader skips(bytes);
    skips.skip();
    CHECK(skips.read<int>() == 7);
    BytesReader reads(bytes);
    Thing thing;
    reads.skippable(thing);
    CHECK(thing.title == "title");
}

TEST_CASE("strings come back from the value they were packed into") {
    const Strings strings = {"", "a", std::string("\0\xFF", 2), std::string(300, 'x')};
    CHECK(crib::unpack(crib::pack(strings)) == strings);
    CHECK(crib::pack({}) == "");
    CHECK(crib::unpack("") == Strings{});
}

TEST_CASE("a list of strings that was cut short is damage") {
    const std::string packed = crib::pack({"abc", "def"});
    CHECK(crib::unpack(packed.substr(0, 4)) == Strings{"abc"});
    CHECK_THROWS_AS(crib::unpack(packed.substr(0, 2)), crib::Error);
    CHECK_THROWS_AS(crib::unpack(packed.substr(0, 5)), crib::Error);
    CHECK_THROWS_AS(crib::unpack("\xFF\xFF\xFF\xFFx"), crib::Error);
}
