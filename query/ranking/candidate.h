#pragma once

#include <optional>
#include <string>
#include <vector>

#include <xapian.h>

#include "query/database/vocabulary.h"
#include "query/language/parse.h"
#include "query/language/tuning.h"
#include "query/ranking/reasons.h"

namespace crib {

// A document that may become an answer.
struct Candidate {
    Xapian::docid document = 0;
    double weight = 0;                 // from its own words
    double score = 0;                  // the final one
    std::string order;                 // its order key, for equal scores
    std::vector<std::string> targets;  // of a question: ids of sections
    std::optional<Reasons> reasons;
};

bool comes_first(const Candidate& a, const Candidate& b);

// Scores candidates exactly and sorts them. A question is scored together with the best section
// that it leads to. With `explain`, candidates get their reasons.
void weigh_again(std::vector<Candidate>& candidates, const Vocabulary& vocabulary,
                 const Query& query, const Tuning& tuning, bool explain);

}  // namespace crib
