#pragma once

#include <string>
#include <string_view>

#include "query/show/inline.h"

namespace crib {

// The format of a note, by its name; Markdown where the name tells none.
NoteFormat format_of(std::string_view path);

// A section's text, made good to read on a terminal with colours: headings stand out, paragraphs
// are filled to `width`, code is set in and named, tables line up. Safe to print whatever the text
// is. It goes by lines and knows no more markup than that takes.
std::string render(std::string_view text, NoteFormat format, int width);

}  // namespace crib
