#pragma once

#include <string>
#include <vector>

#include "query/language/parse.h"
#include "query/ranking/rank.h"

namespace crib {

// How a query was read: its tree, then a line for each word with all that counts for it.
std::string explain(const Query& query);

// How an answer got its score. The first line has its rank and title. The index holds one weight of
// a word for all fields of a document, so only the title can be shown apart from other fields.
std::string explain(const Hit& hit, std::size_t rank);

}  // namespace crib
