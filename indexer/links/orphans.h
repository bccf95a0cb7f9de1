#pragma once

#include <vector>

#include "indexer/links/tree.h"

namespace crib {

// The sections of a note that have text of their own and that no question leads to, one Problem
// each, in their order. Those that hold questions, and *See Also*, are none.
std::vector<Problem> find_orphans(const LinkedNote& note, const Askers& askers);

}  // namespace crib
