#pragma once

#include <vector>

#include "indexer/words/tokenizer.h"
#include "query/database/vocabulary.h"
#include "query/language/tuning.h"
#include "query/language/word.h"

namespace crib {

// Finds what may stand for each word of a row of words. It finds synonyms from the thesaurus, for
// the word or for the longest phrase that it belongs to. It also finds compounds that the notes
// write as one word or as two. It leaves out words that are already in the row. Without `synonyms`
// it does not use the thesaurus.
std::vector<Alternatives> find_alternatives(const std::vector<Token>& tokens,
                                            const Vocabulary& vocabulary, bool synonyms,
                                            const Tuning& tuning);

}  // namespace crib
