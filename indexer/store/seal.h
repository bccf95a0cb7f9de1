#pragma once

#include <string>

// A generation is only written to if its files are as the last commit left them. Xapian has no
// checksums, and writing to a database whose bytes have changed can destroy more than the database.
//
// The file `seal` in a generation holds the size, time and checksum of each of its files. A large
// generation gets checksums only when it is new, because reading it takes longer than most runs.
// Later a file of it counts as unchanged if its size and time are the same.
namespace crib {

// Throws Error, with the cure, if a generation is not as its last commit left it; `name` is what
// the user calls the database. If a writer was killed before it sealed its commit, Xapian checks
// the whole generation in a separate process. Throws Refusal if the system refuses to look.
void check_seal(const std::string& generation, const std::string& name);

// Removes the seal before writing, so that an interrupted write is not taken for damage. Throws
// Refusal if it can't be removed.
void break_seal(const std::string& generation);

// Writes the seal after the commit. Throws Error if it can't be written.
void seal(const std::string& generation, bool is_new);

}  // namespace crib
