#pragma once

#include <string>
#include <vector>

// Single changes make a database grow, because Xapian writes to free blocks and splits full ones.
// Only a copy makes it as small as a new one.
namespace crib {

// Writes the size of a new generation to the file `size` beside its tables.
void note_size(const std::string& generation);

// Whether a generation has grown so much since it was new that a copy pays.
bool is_outgrown(const std::string& generation);

// Writes a compacted and sealed copy of a generation to a path where nothing is yet. If that fails,
// it removes the copy and throws Error or Xapian::Error.
void compact(const std::string& generation, const std::string& copy);

// Throws Error if a copy of databases, which lie one after the other in it, lacks a table. Needed
// because Xapian takes most tables that it cannot open for empty ones, and says nothing.
void check_copy(const std::vector<std::string>& from, const std::string& to);

}  // namespace crib
