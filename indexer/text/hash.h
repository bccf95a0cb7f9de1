#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace crib {

// FNV-1a, 64 bits; `hash` is that of the text before, so that texts can be hashed piece by piece.
// An attacker can make two texts with the same hash.
// Source: G. Fowler, L. C. Noll, K.-P. Vo, draft-eastlake-fnv.
std::uint64_t hash64(std::string_view text, std::uint64_t hash = 0xcbf29ce484222325);

// Eleven letters and digits that stand for a text: its hash64.
std::string digest(std::string_view text);

}  // namespace crib
