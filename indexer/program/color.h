#pragma once

#include <functional>
#include <optional>
#include <string>

namespace crib {

// The value of a variable; none where it is empty, too.
using Environment = std::function<std::optional<std::string>(const char* name)>;

// Whether to print in colour what goes to a terminal, or to none, where an option says `always`,
// `never` or `auto`: https://no-color.org and https://bixense.com/clicolors
bool wants_color(const std::string& when, bool terminal, const Environment& environment);

}  // namespace crib
