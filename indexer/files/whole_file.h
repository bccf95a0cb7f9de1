#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace crib {

// The suffix of a file's name until the file is complete.
inline constexpr std::string_view unfinished_suffix = ".new";

// Writes a small file completely or not at all, readable only by its owner. Throws Error on
// failure.
void write_whole(const std::string& path, std::string_view text);

// The first `size` bytes of a file, or fewer if it is shorter; nothing if there is no such file.
// Throws Refusal if the system refuses to read it.
std::optional<std::string> read_beginning(const std::string& path, std::size_t size);

// Flushes a folder to disk, so that files made, renamed or removed in it stay so after a power
// failure.
void sync_folder(const std::string& path);

}  // namespace crib
