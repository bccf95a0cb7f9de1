#pragma once

#include <string>
#include <string_view>

#include "indexer/note/note.h"

namespace crib {

// A note's text -> Note, by the reader for its format, which its path's suffix tells.
Note read_note(std::string_view text, std::string path);

}  // namespace crib
