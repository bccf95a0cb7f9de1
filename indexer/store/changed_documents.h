#pragma once

#include <xapian.h>

#include "indexer/store/document.h"

namespace crib {

// Replaces a note's documents in a database and writes only what differs. Most of a note stays the
// same in an edit, so only the blocks of the terms that it touches are written.
void replace_documents(Xapian::WritableDatabase& database, const NoteDocuments& note);

}  // namespace crib
