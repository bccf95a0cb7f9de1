#pragma once

#include <optional>
#include <string>

namespace crib {

// The text of a configuration file, as CLI11's reader of TOML takes it right: without comments, of
// which it would find some inside of strings. Nothing where there is no such file. Throws Error,
// which does not name the file, where it can't be read or a string has no end.
std::optional<std::string> read_config(const std::string& path);

}  // namespace crib
