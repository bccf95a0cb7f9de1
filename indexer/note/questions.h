#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "indexer/note/note.h"

namespace crib {

// A question, made from a list item, table row or heading, and the links that answer it.
struct Question {
    std::string text;    // without markup
    std::string answer;  // the text behind it in its own paragraph or row
    std::string group;
    Place place;
    int end_line = 0;
    std::optional<std::size_t> section;  // for a heading, its own section, which answers it
    std::vector<std::size_t> answers;    // sections directly below it that only name the answer
    std::vector<std::size_t> links;      // indices into Note::links
    bool entry = false;  // the item is only one link, like an entry in a table of contents

    bool operator==(const Question&) const = default;
};

// The questions of a note, in the order of the text. A question is a list item or row whose text is
// followed by links, or an item or heading that asks. Prose with links, navigation and *See Also*
// are not questions. The front matter's `questions` overrides the detection.
std::vector<Question> find_questions(const Note& note);

// Whether a section is a *See Also*, which belongs to a map but holds no questions.
bool is_see_also(const Section& section);

// The links under the headings *See Also*: where to look when no question matches.
std::vector<std::size_t> find_see_also(const Note& note);

}  // namespace crib
