#pragma once

#include <string>
#include <vector>

#include <xapian.h>

#include "indexer/store/manifest.h"
#include "indexer/update/changes.h"
#include "indexer/walk/walk.h"

namespace crib {

// What a database has of notes that cannot be read now. A new database takes it over.
struct UnreadableNotes {
    Manifest manifest;
    std::vector<Xapian::Document> documents;
};

UnreadableNotes keep_notes(const Xapian::Database& database, const std::string& tree,
                           const std::vector<Unread>& unreadable);

// Joins the kept notes to those that were read. The result says what changes for the others, whose
// links were resolved without the kept notes.
Changes joined(const std::vector<NoteNames>& names, const std::vector<NoteState>& states,
               const Manifest& kept);

}  // namespace crib
