#pragma once

#include <cstddef>

namespace crib {

// Bytes of a text, from `begin` to before `end`.
struct Span {
    std::size_t begin = 0;
    std::size_t end = 0;

    bool operator==(const Span&) const = default;
};

}  // namespace crib
