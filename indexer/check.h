#pragma once

#include "indexer/options.h"
#include "indexer/program/surroundings.h"

namespace crib {

// Reports the links of the named trees that lead nowhere; needs no database and writes nothing.
// Throws Error where a root can't be read.
Outcome check(const IndexOptions& options, const Surroundings& around);

}  // namespace crib
