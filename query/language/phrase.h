#pragma once

#include <string>
#include <vector>

#include <xapian.h>

#include "indexer/words/positions.h"
#include "query/database/vocabulary.h"

namespace crib {

// Terms that stand one after the other.
struct Phrase {
    std::vector<std::string> terms;
    std::vector<int> offsets;  // the distance of each term from the first, in words
};

bool holds(const WordOrder& order, const Phrase& phrase);

// Finds the documents that hold a phrase. Their weight comes from its terms.
Xapian::Query phrase_query(const Phrase& phrase, const Vocabulary& vocabulary);

}  // namespace crib
