#pragma once

#include <string>
#include <string_view>

#include "indexer/note/note.h"

namespace crib {

// reStructuredText, as Sphinx writes it -> Note. Never throws on content: what is odd is read as
// text. `text` is valid UTF-8 without a byte order mark.
Note read_rst(std::string_view text, std::string path);

// The id that docutils makes of a heading or a label (its nodes.make_id): lower case, ASCII; runs
// of other characters one hyphen, none at the ends nor digits at the front. May be empty.
std::string docutils_id(std::string_view text);

}  // namespace crib
