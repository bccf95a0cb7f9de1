#pragma once

#include <string>
#include <string_view>

#include "query/show/inline.h"

namespace crib {

// The format of a note by its suffix. Markdown if the suffix is not known.
NoteFormat format_of(std::string_view path);

// Renders a section for a terminal with colours. Headings stand out, paragraphs are filled to
// `width`, code is indented and shows its language, the columns of tables line up. The result is
// safe to print for any text. The text is read line by line, with only the markup that this needs.
std::string render(std::string_view text, NoteFormat format, int width);

}  // namespace crib
