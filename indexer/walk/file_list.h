#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/files/descriptor.h"
#include "indexer/walk/walk.h"

namespace crib {

// Opens the file that holds a list. For a pipe, waits until somebody writes to it. Throws Error.
Descriptor open_list(const std::string& path);

// The notes named in a list of paths, in place of a walk of the tree. Each path ends with a
// newline; if the list holds a NUL, each ends with NUL. A path is relative to the working
// directory, else to the root. Paths that are not notes are skipped. Missing files and files
// outside the tree are reported as unreadable. Ignored and hidden files are taken, because the list
// names them; `exclude` still applies.
Walk listed_files(const std::string& root, std::string_view list,
                  const std::vector<std::string>& exclude);

}  // namespace crib
