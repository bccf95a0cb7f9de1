#pragma once

#include <string>

#include <xapian.h>

#include "indexer/note/note.h"

namespace crib {

// A note that can't be read, as far as the database knows it: its sections and their texts.
Note recall_note(const Xapian::Database& database, const std::string& tree,
                 const std::string& path);

}  // namespace crib
