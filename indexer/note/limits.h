#pragma once

#include <cstddef>

// Documents repeat the titles above a section, the questions that lead to it, and the tags of its
// note. These limits keep what they take in proportion to the note's size. Each is far beyond what
// people write.
namespace crib {

inline constexpr std::size_t longest_title = 1000;  // bytes, of a heading or a question
inline constexpr int deepest_level = 12;            // of a heading
// Bytes, by all sections, items and links of questions of a note together.
inline constexpr std::size_t most_repeated = 4UL << 20;

}  // namespace crib
