#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace crib {

// Words, each with the number of documents that hold it.
using WordCounts = std::map<std::string, std::uint32_t, std::less<>>;

// Packs words in ascending order, each with its count. A word is written without the beginning that
// it shares with the word before, see bytes.h. At most 255 bytes of a word are kept.
std::string pack_words(const WordCounts& words);

// Calls `sink` with each word until it returns false. Throws Error if `packed` is damaged.
void each_word(std::string_view packed,
               const std::function<bool(std::string_view word, std::uint32_t documents)>& sink);

}  // namespace crib
