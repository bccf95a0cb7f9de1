#pragma once

#include <string_view>

namespace crib {

// Damerau-Levenshtein distance in bytes, each a change of one: insertion, deletion, substitution
// and the swap of two neighbours (optimal string alignment: no part is edited twice). Gives `limit`
// + 1 as soon as it is clear that the distance is above `limit`. Source: F. J. Damerau, A technique
// for computer detection and correction of spelling errors, 1964.
int edit_distance(std::string_view a, std::string_view b, int limit);

}  // namespace crib
