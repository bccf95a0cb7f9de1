#pragma once

#include <string>
#include <string_view>

// The percent-encoding of addresses (RFC 3986).
namespace crib {

// All but letters, digits and the characters named as %XX.
std::string percent_encoded(std::string_view text, std::string_view kept);

// With the byte that it stands for in place of each %XX.
std::string percent_decoded(std::string_view text);

}  // namespace crib
