#pragma once

#include <string>
#include <vector>

namespace crib {

// What a word of the query adds to the weight of a document.
struct WordPart {
    std::string word;
    double weight = 0;
    bool in_title = false;

    bool operator==(const WordPart&) const = default;
};

// What an answer's score is made of: (the better of own and linked + linked_share of the other +
// near) x alone x whole x title.
struct Reasons {
    double own = 0;  // by its own words
    std::vector<WordPart> own_parts;
    double linked = 0;  // of a question: by those of the best section that it leads to
    std::vector<WordPart> linked_parts;
    double linked_share = 0;
    double near = 0;     // as the query's words stand close to each other
    double alone = 1;    // of a section that no question leads to
    double held = 0;     // how much of the query the two hold, 0 to 1
    double whole = 1;    // what that makes of the score
    double covered = 0;  // how much of the query the title holds, 0 to 1
    double title = 1;    // what that makes of the score
    bool exact = false;  // the title is the query

    bool operator==(const Reasons&) const = default;
};

}  // namespace crib
