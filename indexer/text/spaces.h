#pragma once

#include <string>
#include <string_view>

// White space as ASCII has it: space, tab, line feed, vertical tab, form feed, carriage return.
namespace crib {

inline constexpr std::string_view white_space = " \t\n\v\f\r";

constexpr bool is_white_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

// Without white space at either end.
std::string_view trimmed(std::string_view text);
// Runs of white space as one space, none at the ends.
std::string single_spaced(std::string_view text);

}  // namespace crib
