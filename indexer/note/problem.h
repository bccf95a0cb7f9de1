#pragma once

#include <string>
#include <string_view>

namespace crib {

// A place in a note's file. Lines count from 1, columns from 1 in bytes.
struct Place {
    int line = 0;
    int column = 1;

    bool operator==(const Place&) const = default;
    auto operator<=>(const Place&) const = default;
};

// The kinds of problems. The table in problem.cc has their names.
enum class ProblemKind {
    note,          // a link names a note or file that does not exist
    section,       // a link names a section that its note does not have, or an unknown label
    outside,       // a link leads out of the tree
    loose,         // a link leads somewhere only by a loose reading
    front_matter,  // the front matter, or a part of it, could not be read
    text,          // a part of the text could not be read as it stands
    orphan,        // no question leads to a section
};

// The name of a kind in reports: "front-matter".
std::string_view name_of(ProblemKind kind);

// Something in a note that its author should correct. The work goes on without it.
struct Problem {
    std::string path;  // relative to the root of its tree
    Place place;
    ProblemKind kind = ProblemKind::text;
    std::string destination;  // the link's, as written
    std::string message;
    std::string nearest;  // the best guess at what the author meant; empty if there is none

    bool operator==(const Problem&) const = default;
};

// Whether a problem is a link that leads nowhere, which makes --check fail.
bool is_broken(const Problem& problem);

}  // namespace crib
