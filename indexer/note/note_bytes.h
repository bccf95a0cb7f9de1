#pragma once

#include <string>
#include <string_view>

#include "indexer/note/note.h"

namespace crib {

// A note as bytes and back, for a run's own use: they are kept for no other.
std::string to_bytes(const Note& note);
// Throws Error where the bytes are not all there.
Note note_of(std::string_view bytes);

}  // namespace crib
