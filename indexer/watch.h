#pragma once

#include <functional>

#include "indexer/index/database_folder.h"
#include "indexer/options.h"
#include "indexer/program/surroundings.h"

namespace crib {

// Indexes as `options` say, and again whenever notes change, until SIGTERM or SIGINT comes. Changes
// that come together are one run; between two runs of a stream of changes two seconds pass. Throws
// Error where the database has a watcher already, or the first run fails.
Outcome watch(const IndexOptions& options, const DatabaseFolder& folder,
              const Surroundings& around);

}  // namespace crib
