#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace crib {

// The program and its arguments that open a file at a place in an editor. `editor` is what $VISUAL
// or $EDITOR says: words that spaces part and quotes or a backslash hold together, as for a shell;
// but no shell reads them, so nothing else in them means anything. Throws Error where a quote has
// no end or there is no word.
std::vector<std::string> editor_command(std::string_view editor, const std::string& path, int line,
                                        int column);

}  // namespace crib
