#pragma once

#include <string>

#include <xapian.h>

#include "indexer/note/note.h"

namespace crib {

// What a database still knows of a note that can't be read: its sections and their texts, as far
// as it shows them.
Note recall_note(const Xapian::Database& database, const std::string& tree,
                 const std::string& path);

}  // namespace crib
