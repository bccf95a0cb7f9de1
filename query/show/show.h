#pragma once

#include <string>
#include <vector>

#include "query/database/database.h"

namespace crib {

// A section's place in its note, as found by the index.
struct ShownSection {
    std::string path;  // absolute
    int line = 0;
    int named_line = 0;            // the line in the link, else the section's first
    int end_line = 0;              // the last line of its subtree
    std::vector<std::string> ids;  // in the index; for a whole note, those of all its sections
};

// The section that `link` names. The link may be as any format prints it: path#anchor, path:line or
// path:line:column, escaped or not. The path is relative to `folder` or to a tree's root, and may
// begin with the tree's name. Throws Error if there is no such section.
ShownSection find_section(const Database& database, const std::string& link,
                          const std::string& folder);

// A condition that limits a search to documents that lead to a section.
Xapian::Query leads_to(const ShownSection& section);

// Reads the section's lines from its note, without blank lines at the end. Throws Error if the note
// can't be read.
std::string read_section(const ShownSection& section);

}  // namespace crib
