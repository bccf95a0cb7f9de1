#pragma once

#include <string>
#include <vector>

#include "query/language/parse.h"
#include "query/ranking/rank.h"

namespace crib {

// How a query was read: its tree, then a line for each of its words, with what counts for it
// besides.
std::string explain(const Query& query);

// What made an answer's score, in a few lines, the first its rank and title. What the index holds
// of a word is one weight over all fields of a document; of fields, the title alone can be told
// apart.
std::string explain(const Hit& hit, std::size_t rank);

}  // namespace crib
