#pragma once

#include <string_view>

namespace crib {

// The Damerau-Levenshtein distance in bytes. An insertion, a deletion, a substitution and a swap of
// two neighbours cost 1 each. No part is edited twice (optimal string alignment). Returns `limit` +
// 1 as soon as the distance is known to be above `limit`. Source: F. J. Damerau, A technique for
// computer detection and correction of spelling errors, 1964.
int edit_distance(std::string_view a, std::string_view b, int limit);

}  // namespace crib
