#pragma once

#include <string_view>

namespace crib {

// Words of English that people ask with and seldom ask about: someone, actually, happens. Technical
// notes hold few of them, so that by their rarity alone they would outweigh what is asked for.
// `word` is folded.
bool is_everyday_word(std::string_view word);

}  // namespace crib
