#pragma once

namespace crib {

// The wdf of a term that occurs once in a field of weight 1 and average length, see schema.h.
inline constexpr double wdf_unit = 16;

}  // namespace crib
