#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace crib {

// The texts of a document that snippets are taken from, as slot::passages has them: packed (see
// pack in schema.h) and compressed by zstd (RFC 8878) with a checksum; nothing where there are
// none. Xapian would compress them in a document's data, but by zlib, which takes three times as
// long.
std::string pack_passages(const std::vector<std::string>& texts);
// Throws Error where the value is damaged.
std::vector<std::string> unpack_passages(std::string_view value);

}  // namespace crib
