#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/note/note.h"

namespace crib {

// The YAML between two lines `---` at the top of a note; lines is 0 where there is none. What can't
// be read is left out, and told in `problems` with its place; nothing is thrown.
FrontMatter read_front_matter(std::string_view text, const std::string& path,
                              std::vector<Problem>& problems);

}  // namespace crib
