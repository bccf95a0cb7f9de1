#pragma once

#include <string>
#include <string_view>

// Percent-encoding of web addresses (RFC 3986).
namespace crib {

// Encodes every byte as %XX, except letters, digits and the characters in `kept`.
std::string percent_encoded(std::string_view text, std::string_view kept);

// Replaces each %XX with its byte. A `%` without two hexadecimal digits stays.
std::string percent_decoded(std::string_view text);

}  // namespace crib
