#pragma once

#include <string>
#include <vector>

#include <xapian.h>

#include "indexer/words/positions.h"
#include "query/database/vocabulary.h"

namespace crib {

// Words that stand one after the other. Notes may write a word in several ways. Each way is a row
// of terms that stand one after the other: `powershell`, or `power` and `shell`.
struct Phrase {
    using Row = std::vector<std::string>;
    using Ways = std::vector<Row>;

    std::vector<Ways> words;

    // All terms of all ways.
    std::vector<std::string> terms() const;
};

bool holds(const WordOrder& order, const Phrase& phrase);

// Finds the documents that hold a phrase. Their weight comes from its terms.
Xapian::Query phrase_query(const Phrase& phrase, const Vocabulary& vocabulary);

}  // namespace crib
