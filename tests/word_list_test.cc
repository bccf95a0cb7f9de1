#include "indexer/index/word_list.h"

#include <string>
#include <vector>

#include "indexer/text/error.h"
#include "tests/catch.h"

using crib::each_word;
using crib::pack_words;
using crib::WordCounts;

namespace {

WordCounts unpack(std::string_view packed) {
    WordCounts words;
    each_word(packed, [&](std::string_view word, std::uint32_t documents) {
        words.emplace(word, documents);
        return true;
    });
    return words;
}

}  // namespace

TEST_CASE("words and their counts come back from the list they were packed into") {
    const WordCounts words = {{"", 1},
                              {"a", 127},
                              {"ab", 128},
                              {"abc", 1},
                              {"b", 0xFFFFFFFF},
                              {std::string("\0\xFF", 2), 300},
                              {"caf\xC3\xA9", 2},
                              {std::string(255, 'x'), 5}};
    CHECK(unpack(pack_words(words)) == words);
    CHECK(pack_words({}).empty());
}

TEST_CASE("a common beginning of words is stored once") {
    CHECK(pack_words({{"copied", 1}, {"copies", 2}}) == std::string("\0\6copied\1\5\1s\2", 13));
}

TEST_CASE("a word that is too long for a list keeps its beginning") {
    CHECK(unpack(pack_words({{std::string(300, 'x'), 1}})) ==
          WordCounts{{std::string(255, 'x'), 1}});
}

TEST_CASE("a list is read as far as it is wanted") {
    std::vector<std::string> seen;
    each_word(pack_words({{"a", 1}, {"b", 1}, {"c", 1}}),
              [&](std::string_view word, std::uint32_t) {
                  seen.emplace_back(word);
                  return word < "b";
              });
    CHECK(seen == std::vector<std::string>{"a", "b"});
}

TEST_CASE("a damaged list of words is an error") {
    const std::string packed = pack_words({{"copied", 1}, {"copies", 300}});
    for (std::size_t size = 1; size < packed.size(); ++size) {
        if (size == 9) continue;  // the first word is complete there
        CHECK_THROWS_AS(unpack(packed.substr(0, size)), crib::Error);
    }
    CHECK_THROWS_AS(unpack(std::string("\1\1a\1", 4)), crib::Error);
    CHECK_THROWS_AS(unpack(std::string("\0\1a\xFF\xFF\xFF\xFF\xFF\1", 9)), crib::Error);
}
