#pragma once

#include "indexer/options.h"
#include "indexer/program/surroundings.h"

namespace crib {

// Reports broken links in the named trees. Needs no database and writes nothing. Throws Error if a
// root cannot be read.
Outcome check(const IndexOptions& options, const Surroundings& around);

}  // namespace crib
