#pragma once

#include <cstddef>

namespace crib {

// A range of bytes in a text, from `begin` up to but not including `end`.
struct Span {
    std::size_t begin = 0;
    std::size_t end = 0;

    bool operator==(const Span&) const = default;
};

}  // namespace crib
