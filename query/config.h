#pragma once

#include <optional>
#include <string>

namespace crib {

// The text of a configuration file without comments. CLI11's reader of TOML needs that, because it
// would find comments inside strings. Nothing if there is no such file. Throws Error, without the
// file's name, if the file can't be read or a string has no end.
std::optional<std::string> read_config(const std::string& path);

}  // namespace crib
