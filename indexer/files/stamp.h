#pragma once

#include <cstdint>

struct stat;

namespace crib {

// What changes with a file: while all of it is the same, the file is not read again.
struct Stamp {
    std::uint64_t size = 0;
    std::int64_t modified = 0;  // in nanoseconds since 1970, as is:
    std::int64_t changed = 0;   // the inode, which nobody sets back
    std::uint64_t inode = 0;

    bool operator==(const Stamp&) const = default;
};

Stamp stamp_of(const struct stat& status);

// The time by the clock that stamps files.
std::int64_t file_clock();

// Whether a file that was read at `now` may change once more without its stamp changing, for it
// was written within the grain of its file system's clock.
bool is_young(const Stamp& stamp, std::int64_t now);

}  // namespace crib
