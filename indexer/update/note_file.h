#pragma once

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

}  // namespace crib
