#pragma once

#include <xapian.h>

#include "indexer/store/document.h"

namespace crib {

// Puts a note's documents in the place of those that a database has of it, and writes only what
// differs: most of a note stays the same when it is edited, and what an edit takes is the blocks of
// the terms that it touches.
void replace_documents(Xapian::WritableDatabase& database, const NoteDocuments& note);

}  // namespace crib
