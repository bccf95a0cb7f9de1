#pragma once

#include <cstdint>
#include <string>

#include "indexer/files/stamp.h"

namespace crib {

// Reads a file as valid UTF-8, without byte order mark and NUL. Bytes that are not UTF-8 become
// U+FFFD; UTF-16 with a byte order mark is converted. Throws Error, with the reason, if the path is
// not a regular file or is a symbolic link, if the file has more than `largest_note` bytes, or if
// reading fails.
std::string read_text(const std::string& path);

// A file's text, and its stamp at the time of reading.
struct TextFile {
    std::string text;
    Stamp stamp;
    bool young = false;  // see is_young
};
TextFile read_text_file(const std::string& path);

// Reads the rest of an open file, byte for byte; it may be of any kind. Throws Error, with `name`
// and the reason, if reading fails or gives more than `largest_note` bytes.
std::string read_bytes(int number, const std::string& name);

inline constexpr std::uint64_t largest_note = 64ULL << 20;

}  // namespace crib
