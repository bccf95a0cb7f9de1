#pragma once

#include <string>
#include <string_view>

#include "indexer/note/note.h"

namespace crib {

// Reads reStructuredText as Sphinx does. Never throws on content: malformed markup is read as text.
// `text` is valid UTF-8 without a byte order mark.
Note read_rst(std::string_view text, std::string path);

// The id that docutils makes for a heading or a label (its nodes.make_id): lower case, ASCII, with
// one hyphen for each run of other characters. No hyphen at the ends, no digits at the start. May
// be empty.
std::string docutils_id(std::string_view text);

}  // namespace crib
