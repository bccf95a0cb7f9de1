#pragma once

#include <algorithm>
#include <cstddef>

namespace crib {

// How long a title is. The wdf of each of its terms with prefix::title says it, in one byte of the
// database. So both numbers have a limit.
struct TitleSize {
    std::size_t telling = 0;  // its words, and parts of identifiers, that people ask for
    std::size_t words = 0;    // all of its words, with small and everyday ones

    bool operator==(const TitleSize&) const = default;
};

inline constexpr std::size_t most_title_words = 15;
inline constexpr std::size_t most_telling_words = 7;

// Never 0, because a wdf of 0 says nothing.
constexpr unsigned wdf_of(TitleSize size) {
    const std::size_t telling = std::min(size.telling, most_telling_words);
    const std::size_t words = std::clamp<std::size_t>(size.words, 1, most_title_words);
    return static_cast<unsigned>(telling * (most_title_words + 1) + words);
}

constexpr TitleSize title_size_of(unsigned wdf) {
    return {wdf / (most_title_words + 1), wdf % (most_title_words + 1)};
}

}  // namespace crib
