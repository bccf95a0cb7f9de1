#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

namespace crib {

// The texts of a question or section that snippets are taken from, as slot::passages has them:
// packed (see pack in bytes.h) and compressed by zstd (RFC 8878) with a checksum; nothing where
// there are none.
std::string pack_passages(const std::vector<std::string>& texts);
// These throw Error where the value is damaged.
std::vector<std::string> unpack_passages(std::string_view value);
std::vector<std::string> passages_of(const Xapian::Document& document);

}  // namespace crib
