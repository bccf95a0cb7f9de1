#pragma once

#include <string_view>

#include "indexer/note/note_format.h"
#include "query/printing/styled.h"

namespace crib {

// A paragraph or heading as a reader of the page sees it, in a style of its own: emphasis, code and
// the labels of links, without their marks. What is not understood stays as it is written.
//
// It is a reading for the eye: what counts as a link is what the index says.
StyledText read_inline(std::string_view text, NoteFormat format, std::string_view style = "");

}  // namespace crib
