#pragma once

#include <string>
#include <vector>

#include <xapian.h>

#include "indexer/store/manifest.h"
#include "indexer/update/changes.h"
#include "indexer/walk/walk.h"

namespace crib {

// What a database has of notes that can't be read now, to be carried over into one made anew.
struct UnreadableNotes {
    Manifest manifest;
    std::vector<Xapian::Document> documents;
};

UnreadableNotes keep_notes(const Xapian::Database& database, const std::string& tree,
                           const std::vector<Unread>& unreadable);

// What it changes that these come to others, which were read without them.
Changes joined(const std::vector<NoteNames>& names, const std::vector<NoteState>& states,
               const Manifest& kept);

}  // namespace crib
