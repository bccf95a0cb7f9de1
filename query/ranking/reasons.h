#pragma once

#include <string>
#include <vector>

namespace crib {

// The part of a document's weight that comes from a word of the query.
struct WordPart {
    std::string word;
    double weight = 0;
    bool in_title = false;

    bool operator==(const WordPart&) const = default;
};

// The parts of an answer's score:
// score = (better + linked_share x lesser + near + asked) x alone x whole x title x fit,
// where better and lesser are the two of `own` and `linked`.
struct Reasons {
    double own = 0;  // from its own words
    std::vector<WordPart> own_parts;
    double linked = 0;  // from the words of the best section that a question leads to
    std::vector<WordPart> linked_parts;
    double linked_share = 0;
    double near = 0;     // from words that stand close together
    double asked = 0;    // in an FAQ: from the question alone, where every word counts
    double alone = 1;    // above 1 for a section that no question leads to
    double held = 0;     // how much of the query the answer and that section hold, 0 to 1
    double whole = 1;    // the factor for that
    double covered = 0;  // how much of the query the title holds, 0 to 1
    double title = 1;    // the factor for that
    double filled = 0;   // how much of the title the query holds, 0 to 1
    double fit = 1;      // the factor for that, if the title holds nearly all of the query
    bool exact = false;  // the title equals the query

    bool operator==(const Reasons&) const = default;
};

}  // namespace crib
