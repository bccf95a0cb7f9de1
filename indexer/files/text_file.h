#pragma once

#include <cstdint>
#include <string>

#include "indexer/files/stamp.h"

namespace crib {

// A file's text, made valid for every reader: UTF-8 (what is not becomes U+FFFD; UTF-16 with its
// mark is converted), without byte order mark and NUL. Only a regular file is read, to at most
// `largest_note` bytes; its last part may not be a link. Throws Error, with the reason, else.
std::string read_text(const std::string& path);

// The same, and what the file was when it was read.
struct TextFile {
    std::string text;
    Stamp stamp;
    bool young = false;  // see is_young
};
TextFile read_text_file(const std::string& path);

// All that is still to be read of what is open as `number`, byte for byte, whatever kind of file it
// is. Throws Error, with `name` and the reason, where that fails or has no end in sight.
std::string read_bytes(int number, const std::string& name);

inline constexpr std::uint64_t largest_note = 64ULL << 20;

}  // namespace crib
