#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/formats/markdown/commonmark.h"

namespace crib {

// The size of the box of a task at the start of an item, with the space behind it: `[ ] `, `[x] `,
// `[-] `. 0 if there is none.
std::size_t size_of_box(std::string_view item);

// Drops from the pieces of a heading or of a short text what is no part of it for a reader: the
// marks in `~~gone~~` and `==marked==`, a block's name `^name` at the end.
void drop_marks(std::vector<Inline>& pieces);

// Drops from the pieces of a heading its links back to the top, such as `[⬆](#top)`, if there is
// more than such links. Drops mkdocstrings' `::: ` before it.
void drop_navigation(std::vector<Inline>& heading);

// A title whose no-break spaces are plain ones.
std::string with_plain_spaces(std::string title);

}  // namespace crib
