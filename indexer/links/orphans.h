#pragma once

#include <vector>

#include "indexer/links/tree.h"

namespace crib {

// Finds the orphans of a note: sections that have text of their own and that no question leads to.
// Each is a Problem, in the order of the sections. A section that holds questions is no orphan, nor
// is *See Also*.
std::vector<Problem> find_orphans(const LinkedNote& note, const Askers& askers);

}  // namespace crib
