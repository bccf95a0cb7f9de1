#pragma once

#include <string>
#include <string_view>

#include "indexer/note/note.h"

namespace crib {

// Reads a note with the reader for its format, which the suffix of `path` tells.
Note read_note(std::string_view text, std::string path);

}  // namespace crib
