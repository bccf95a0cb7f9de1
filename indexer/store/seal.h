#pragma once

#include <string>

// The files of a generation as its last commit left them. Xapian has no checksums, and writing to a
// database whose bytes were changed under it can destroy more than the database. So what is written
// to must be what was left.
//
// `seal` in a generation holds the size, time and checksum of each of its files. Of a large
// generation the checksums are only made when it is new, for reading it takes longer than most
// runs: a file whose size and time are still the same is then taken for unchanged.
namespace crib {

// Throws Error, with the cure, where a generation isn't as its last commit left it; `name` is what
// the user calls the database. Where a writer was killed before it could seal its commit, Xapian
// looks through the whole in a process of its own.
void check_seal(const std::string& generation, const std::string& name);

// Before a generation is written to: what is then written is no damage if it is the last that is
// done.
void break_seal(const std::string& generation);

// When all is committed. Throws Error where the seal can't be written.
void seal(const std::string& generation, bool is_new);

}  // namespace crib
