#pragma once

#include <string>
#include <string_view>

#include "indexer/note/note.h"

namespace crib {

// Reads CommonMark with the additions of its dialects: front matter, tables, [[wiki links]],
// explicit ids, directives of site generators. Never throws on content: malformed markup is read as
// text. `text` is valid UTF-8 without a byte order mark.
Note read_markdown(std::string_view text, std::string path);

}  // namespace crib
