#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace crib {

// The command that opens a file at a place in an editor: the program and its arguments. `editor` is
// the value of $VISUAL or $EDITOR. It is split into words at spaces, and quotes and backslashes
// work as in a shell; nothing else has a meaning, because no shell reads it. Throws Error if a
// quote has no end or there is no word.
std::vector<std::string> editor_command(std::string_view editor, const std::string& path, int line,
                                        int column);

}  // namespace crib
