#pragma once

#include <optional>
#include <string>

#include "indexer/note/note.h"
#include "indexer/store/manifest.h"

namespace crib {

// A note as it was read, with the part of its state that does not depend on other notes.
struct NoteFile {
    Note note;
    NoteState state;
};

// `path` counts from the root. Throws Error if the file cannot be read.
NoteFile read_note_file(const std::string& root, const std::string& path);

// The same for a file that a walk found. Nothing if it is gone since, as happens when git checks
// out another branch. It counts as gone only if its folder can be read, or the nearest one above
// that is left, and if the root still holds something: an empty root is probably not mounted.
std::optional<NoteFile> read_found_note(const std::string& root, const std::string& path);

}  // namespace crib
