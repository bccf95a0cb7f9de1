#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "indexer/note/note.h"

namespace crib {

// A list item, table row or heading that is a question, and where it leads.
struct Question {
    std::string text;  // without markup
    std::string group;
    Place place;
    int end_line = 0;
    std::optional<std::size_t> section;  // its own, which answers it, where it is a heading
    std::vector<std::size_t> links;      // into Note::links
    bool entry = false;  // nothing but one link, as the entries of a table of contents are

    bool operator==(const Question&) const = default;
};

// The questions of a note, in their order: list items and rows whose text is followed by links,
// items and headings that ask. Prose with links in it, navigation and *See Also* are none; the
// front matter's `questions` overrules what else decides.
std::vector<Question> find_questions(const Note& note);

// Whether a section is a *See Also*: a part of a map, but no group of questions.
bool is_see_also(const Section& section);

// The links below the headings *See Also*: where to look when no question matches.
std::vector<std::size_t> find_see_also(const Note& note);

}  // namespace crib
