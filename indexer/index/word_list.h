#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace crib {

// Words, each with the number of documents that hold it.
using WordCounts = std::map<std::string, std::uint32_t, std::less<>>;

// Words in a string: of each, in ascending order, how many bytes it shares with the one before
// (front coding; I. Witten, A. Moffat, T. Bell, Managing Gigabytes, 1999), how many are its own,
// these, and its count in 7 bits a byte, the lowest first. Of a word's bytes 255 are kept.
std::string pack_words(const WordCounts& words);

// Calls `sink` with each of the words, until it returns false. Throws Error where `packed` is
// damaged.
void each_word(std::string_view packed,
               const std::function<bool(std::string_view word, std::uint32_t documents)>& sink);

}  // namespace crib
