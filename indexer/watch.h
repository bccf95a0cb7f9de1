#pragma once

#include <functional>

#include "indexer/index/database_folder.h"
#include "indexer/options.h"
#include "indexer/program/surroundings.h"

namespace crib {

// Indexes as `options` say, then again whenever notes change, until SIGTERM or SIGINT. Changes that
// come together make one run. At least two seconds pass between two runs. Throws Error if the
// database already has a watcher, or if the first run fails.
Outcome watch(const IndexOptions& options, const DatabaseFolder& folder,
              const Surroundings& around);

}  // namespace crib
