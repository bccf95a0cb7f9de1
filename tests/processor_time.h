#pragma once

#include <ctime>

namespace crib {

// The seconds that this program has worked. Other programs don't lengthen them, as they do the
// clock's.
inline double processor_time() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

}  // namespace crib
