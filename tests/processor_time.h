#pragma once

#include <ctime>

namespace crib {

// By how much the sanitizers can slow a program down.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr double slowness = 30;
#else
inline constexpr double slowness = 1;
#endif

// The seconds that this program has worked, or would have without the sanitizers. Other programs
// don't lengthen them, as they do the clock's.
inline double processor_time() {
    return static_cast<double>(std::clock()) / CLOCKS_PER_SEC / slowness;
}

}  // namespace crib
