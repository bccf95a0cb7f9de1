#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/files/descriptor.h"
#include "indexer/walk/walk.h"

namespace crib {

// Opens the file that holds a list, or waits until somebody writes to the pipe. Throws Error.
Descriptor open_list(const std::string& path);

// The notes among the paths of a list, a line each, or each ended by NUL where there is one: in
// place of a walk of the tree. A path counts from the working directory, else from the root. What
// is no note is passed over; what is missing, or lies out of the tree, is told as unreadable.
// Ignored and hidden files are taken, for they are named; `exclude` holds.
Walk listed_files(const std::string& root, std::string_view list,
                  const std::vector<std::string>& exclude);

}  // namespace crib
