#pragma once

#include <string_view>

namespace crib {

// English words that people use in questions but seldom ask about: someone, actually, happens.
// Technical notes hold few of them. Because they are rare, they would otherwise outweigh the words
// that matter. `word` is folded.
bool is_everyday_word(std::string_view word);

}  // namespace crib
