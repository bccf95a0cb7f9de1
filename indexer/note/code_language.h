#pragma once

#include <string>
#include <string_view>

namespace crib {

// The language of a code block, from its info string or what a person types for it: its first word,
// lower case, aliases resolved (`js {.class}` -> javascript, py -> python). Empty when none is
// named.
std::string code_language(std::string_view info);

}  // namespace crib
