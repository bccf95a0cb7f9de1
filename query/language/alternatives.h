#pragma once

#include <vector>

#include "indexer/words/tokenizer.h"
#include "query/database/vocabulary.h"
#include "query/language/tuning.h"
#include "query/language/word.h"

namespace crib {

// What may stand for each of some words in a row, besides the word itself: what the thesaurus has
// for it or for the longest phrase that it is in, and compounds that the notes write in one word or
// in two; but nothing that the words ask for by themselves. `synonyms` false leaves the thesaurus
// out.
std::vector<Alternatives> find_alternatives(const std::vector<Token>& tokens,
                                            const Vocabulary& vocabulary, bool synonyms,
                                            const Tuning& tuning);

}  // namespace crib
