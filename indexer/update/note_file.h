#pragma once

#include <string>

#include "indexer/note/note.h"
#include "indexer/store/manifest.h"

namespace crib {

// A note as it was read, with what of its state does not depend on others.
struct NoteFile {
    Note note;
    NoteState state;
};

// `path` is seen from the root. Throws Error where it can't be read.
NoteFile read_note_file(const std::string& root, const std::string& path);

}  // namespace crib
