#pragma once

#include <string>
#include <string_view>

// ASCII white space: space, tab, line feed, vertical tab, form feed, carriage return.
namespace crib {

inline constexpr std::string_view white_space = " \t\n\v\f\r";

constexpr bool is_white_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

// The text without white space at its ends.
std::string_view trimmed(std::string_view text);
// The text with each run of white space replaced by one space, and none at the ends.
std::string single_spaced(std::string_view text);

}  // namespace crib
