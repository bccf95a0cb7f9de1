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

// A document in the running.
struct Candidate {
    Xapian::docid document = 0;
    double weight = 0;                 // by its own words
    double score = 0;                  // all in all
    std::string order;                 // decides ties
    std::vector<std::string> targets;  // of a question: ids of sections
    std::optional<Reasons> reasons;
};

bool comes_first(const Candidate& a, const Candidate& b);

// Scores candidates exactly, each question with the best of the sections it leads to, and sorts
// them. With `explain` they get their reasons.
void weigh_again(std::vector<Candidate>& candidates, const Vocabulary& vocabulary,
                 const Query& query, const Tuning& tuning, bool explain);

}  // namespace crib
