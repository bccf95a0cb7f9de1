#pragma once

#include <string>
#include <vector>

#include "query/database/database.h"

namespace crib {

// A section as the index knows it, to be read from its note.
struct ShownSection {
    std::string path;  // absolute
    int line = 0;
    int named_line = 0;            // that the link names, else the section's own
    int end_line = 0;              // of its subtree
    std::vector<std::string> ids;  // in the index; of a whole note those of all its sections
};

// The section that `link` names, as any format prints it: path#anchor, path:line or
// path:line:column, with or without escapes; the path from a tree's root, behind its name or not,
// or as seen from `folder`. Throws Error where there is none.
ShownSection find_section(const Database& database, const std::string& link,
                          const std::string& folder);

// What leads to a section, as a condition for a search.
Xapian::Query leads_to(const ShownSection& section);

// The section's lines, without blank ones at the end. Throws Error where the note can't be read.
std::string read_section(const ShownSection& section);

}  // namespace crib
