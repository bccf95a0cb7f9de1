#pragma once

#include <string>
#include <string_view>

#include "indexer/note/note.h"

namespace crib {

// A note as bytes and back. The bytes are used within one run only, so their format may change.
std::string to_bytes(const Note& note);
// Throws Error if bytes are missing.
Note note_of(std::string_view bytes);

}  // namespace crib
