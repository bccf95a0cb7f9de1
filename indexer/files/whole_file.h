#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace crib {

// What a file is called until it is whole.
inline constexpr std::string_view unfinished_suffix = ".new";

// Writes a small file, for its owner only, whole or not at all. Throws Error where that fails.
void write_whole(const std::string& path, std::string_view text);

// A regular file's beginning, of at most `size` bytes; nothing where there is no such file.
std::optional<std::string> read_beginning(const std::string& path, std::size_t size);

// Makes what was made, renamed and removed in a folder outlast a loss of power.
void sync_folder(const std::string& path);

}  // namespace crib
