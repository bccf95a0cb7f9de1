#include "tests/catch.h"

#include <string>
#include <vector>

#include "indexer/index/passages.h"
#include "indexer/text/error.h"

using crib::pack_passages;
using crib::unpack_passages;
using Strings = std::vector<std::string>;

TEST_CASE("passages come back from their bytes") {
    for (const Strings& texts : {Strings{}, Strings{""}, Strings{"a", "", "b\n"},
                                 Strings{std::string("a\0b", 3), "\xFF\xFE"},
                                 Strings{std::string(100'000, 'x'), std::string(70'000, 'y')}}) {
        CHECK(unpack_passages(pack_passages(texts)) == texts);
    }
}

TEST_CASE("passages take less room than their text") {
    std::string text;
    for (int i = 0; i < 200; ++i)
        text += "the same words again, number " + std::to_string(i) + "\n";
    CHECK(pack_passages({text}).size() < text.size() / 5);
    CHECK(pack_passages({}).empty());
}

TEST_CASE("damaged passages are an error that names the cure") {
    const Strings texts = {"some words of a section", "and its code"};
    const std::string whole = pack_passages(texts);
    for (std::size_t size = 1; size < whole.size(); ++size) {
        INFO(size);
        CHECK_THROWS_WITH(unpack_passages(whole.substr(0, size)),
                          Catch::Matchers::ContainsSubstring("crib-index --rebuild"));
    }
    for (std::size_t at = 0; at < whole.size(); ++at) {
        for (int bit = 0; bit < 8; ++bit) {
            std::string flipped = whole;
            flipped[at] = static_cast<char>(flipped[at] ^ 1 << bit);
            INFO(at << ' ' << bit);
            // One bit of the frame's header has no meaning.
            Strings read = texts;
            try {
                read = unpack_passages(flipped);
                CHECK(at == 4);
            } catch (const crib::Error&) {
            }
            CHECK(read == texts);
        }
    }
}

TEST_CASE("a damaged size of passages does not become memory") {
    // A frame's header: the magic number, a content size of 8 bytes, 1 TiB.
    const std::string head("\x28\xB5\x2F\xFD\xE0\0\0\0\0\0\1\0\0", 13);
    CHECK_THROWS_AS(unpack_passages(head), crib::Error);
}
