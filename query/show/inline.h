#pragma once

#include <string_view>

#include "indexer/note/note_format.h"
#include "query/printing/styled.h"

namespace crib {

// Styles a paragraph or heading as a reader of the page sees it. Emphasis, code and the labels of
// links get a style and lose their marks. Markup that is not understood stays as written.
//
// This is only for display: the index decides what counts as a link.
StyledText read_inline(std::string_view text, NoteFormat format, std::string_view style = "");

}  // namespace crib
