#pragma once

#include <string>

// Xapian writes what changes to blocks that are free, and splits those that are full: a database
// grows by single changes, and only becomes as small as one that is made anew by being copied.
namespace crib {

// Takes down the size of a generation that is new, in `size` beside its tables.
void note_size(const std::string& generation);

// Whether a generation is so much larger than when it was new that a copy is worth its while.
bool is_outgrown(const std::string& generation);

// Writes a generation's compacted copy, sealed, to where there is nothing yet. Throws Error or
// Xapian::Error where that fails; what there is of the copy is removed then.
void compact(const std::string& generation, const std::string& copy);

}  // namespace crib
