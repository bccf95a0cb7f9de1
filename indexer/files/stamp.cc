#include "indexer/files/stamp.h"

#include <sys/stat.h>

#include <algorithm>
#include <ctime>

namespace crib {
namespace {

constexpr std::int64_t second = 1'000'000'000;
// Linux stamps files with its last clock tick, which is at most 10 ms old. A file system that
// counts whole seconds may have a grain of two.
constexpr std::int64_t grain = second / 50;
constexpr std::int64_t coarse_grain = 2 * second;

std::int64_t nanoseconds(const timespec& time) { return time.tv_sec * second + time.tv_nsec; }

}  // namespace

Stamp stamp_of(const struct stat& status) {
    return {static_cast<std::uint64_t>(status.st_size), nanoseconds(status.st_mtim),
            nanoseconds(status.st_ctim), status.st_ino};
}

std::int64_t file_clock() {
    timespec now{};
    clock_gettime(CLOCK_REALTIME, &now);
    return nanoseconds(now);
}

bool is_young(const Stamp& stamp, std::int64_t now) {
    const bool coarse = stamp.changed % second == 0;
    return std::max(stamp.changed, stamp.modified) + (coarse ? coarse_grain : grain) > now;
}

}  // namespace crib
