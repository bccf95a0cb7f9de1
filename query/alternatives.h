#pragma once

#include <vector>

#include "indexer/tokenizer.h"
#include "query/tuning.h"
#include "query/vocabulary.h"
#include "query/word.h"

namespace crib {

// What may stand for each of some words in a row, besides the word itself: what the thesaurus has
// for it or for the longest phrase that it is in, and compounds that the notes write in one word or
// in two; but nothing that the words ask for by themselves. `synonyms` false leaves the thesaurus
// out.
std::vector<Alternatives> find_alternatives(const std::vector<Token>& tokens,
                                            const Vocabulary& vocabulary, bool synonyms,
                                            const Tuning& tuning);

}  // namespace crib
