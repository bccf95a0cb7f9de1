#pragma once

#include <cstdint>

struct stat;

namespace crib {

// The parts of a file's status that change when the file does. A file whose stamp is the same is
// not read again.
struct Stamp {
    std::uint64_t size = 0;
    std::int64_t modified = 0;  // nanoseconds since 1970
    std::int64_t changed = 0;   // the inode's change, in the same unit; no program can set it
    std::uint64_t inode = 0;

    bool operator==(const Stamp&) const = default;
};

Stamp stamp_of(const struct stat& status);

// The time now, by the clock that stamps files, in nanoseconds since 1970.
std::int64_t file_clock();

// Whether the file may still change without a change of its stamp. That is so when it was written
// less than one tick of its file system's clock before `now`, the time of reading.
bool is_young(const Stamp& stamp, std::int64_t now);

}  // namespace crib
