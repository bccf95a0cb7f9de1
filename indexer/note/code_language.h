#pragma once

#include <string>
#include <string_view>

namespace crib {

// The language of a code block: the first word of its info string, or of what a person types. Lower
// case, with aliases resolved: `js {.class}` -> javascript, py -> python. Empty if no language is
// named.
std::string code_language(std::string_view info);

}  // namespace crib
