#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

namespace crib {

// The value of slot::passages: the texts of a question or section that snippets are taken from.
// They are packed, see bytes.h, and compressed by zstd (RFC 8878) with a checksum. The value is
// empty if there are no texts.
std::string pack_passages(const std::vector<std::string>& texts);
// These throw Error if the value is damaged.
std::vector<std::string> unpack_passages(std::string_view value);
std::vector<std::string> passages_of(const Xapian::Document& document);

}  // namespace crib
