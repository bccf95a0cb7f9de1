#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace crib {

// Returns the value of an environment variable; nothing if it is unset or empty.
using Environment = std::function<std::optional<std::string>(const char* name)>;

// The value of an environment variable of this process.
std::optional<std::string> environment(const char* name);

// The style of a text on a terminal: the parameters of ECMA-48's SGR, which stand between ESC [ and
// m.
namespace style {
inline constexpr std::string_view bold = "1";
inline constexpr std::string_view dim = "2";
inline constexpr std::string_view italic = "3";
inline constexpr std::string_view underlined = "4";
inline constexpr std::string_view match = "1;31";  // a word of the query
inline constexpr std::string_view place = "35";    // a path and a line
inline constexpr std::string_view code = "36";
inline constexpr std::string_view warning = "1;35";
}  // namespace style

// A text in a style, followed by a return to the plain style.
std::string in_style(std::string_view text, std::string_view style);

// Whether to print in colour. `when` is `always`, `never` or `auto`; `terminal` tells whether the
// output goes to a terminal. Follows https://no-color.org and https://bixense.com/clicolors
bool wants_color(const std::string& when, bool terminal, const Environment& environment);

}  // namespace crib
