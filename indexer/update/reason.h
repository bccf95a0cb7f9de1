#pragma once

#include <string>
#include <vector>

#include "indexer/index/tree_record.h"

namespace crib {

// Why the documents of a note are made again, or removed.
struct Reason {
    enum class Kind {
        added,       // the note is new
        changed,     // its text changed
        removed,     // the note is gone
        elsewhere,   // a name that a link calls may mean another note now
        sections,    // a link names a section of a note whose sections have other names now
        target,      // the text of the note that a link leads to changed
        other_file,  // the file that a link leads to, or through, came, went or leads elsewhere
        asked,       // other questions lead to its sections
        touched,     // its text is the same, but its file is not as it was
    };

    Kind kind = Kind::changed;
    std::string link = {};  // its destination as written, if a link is the reason

    bool operator==(const Reason&) const = default;
};

// "its link to b.md leads elsewhere"
std::string to_text(const Reason& reason);

// All reasons for one note, in one line: at most three, and how many more there are.
std::string to_text(const std::vector<Reason>& reasons);

// Why all notes of a tree are made again. `before` is the tree as the database knows it, if it
// does.
std::string reason_to_write(const TreeRecord& tree, const TreeRecord* before);

}  // namespace crib
