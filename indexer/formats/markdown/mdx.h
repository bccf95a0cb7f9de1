#pragma once

#include <string>
#include <string_view>

namespace crib {

// Markdown from MDX, with as many lines: without imports, exports and the attributes of components
// that HTML can't have. Keeps the columns of all else. Takes linear time.
std::string markdown_of_mdx(std::string_view mdx);

// The code of a chunk of R Markdown or Quarto, without its options `#| echo: false`.
std::string without_chunk_options(std::string_view code);

}  // namespace crib
