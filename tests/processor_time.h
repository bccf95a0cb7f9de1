#pragma once

#include <ctime>

namespace crib {

// How many times slower the sanitizers can make a program.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr double slowness = 30;
#else
inline constexpr double slowness = 1;
#endif

// The processor time of this program in seconds, reduced to what it would be without sanitizers.
// Unlike the clock's time, it does not depend on other programs.
inline double processor_time() {
    return static_cast<double>(std::clock()) / CLOCKS_PER_SEC / slowness;
}

}  // namespace crib
