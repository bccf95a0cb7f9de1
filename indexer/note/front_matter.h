#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/note/note.h"

namespace crib {

// Reads the YAML between two lines `---` at the top of a note, the TOML between two lines `+++`, or
// the JSON between two lines `;;;` or in braces; FrontMatter::lines is 0 if there is none. Leaves
// out what it can't read and adds a Problem with its place. Never throws.
FrontMatter read_front_matter(std::string_view text, const std::string& path,
                              std::vector<Problem>& problems);

// Tags without `#` and without repetition, with the tags above a nested one: `sea` for `sea/kelp`.
std::vector<std::string> tidy_tags(const std::vector<std::string>& tags);

}  // namespace crib
