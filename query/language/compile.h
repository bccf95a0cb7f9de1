#pragma once

#include <optional>

#include "indexer/words/tokenizer.h"
#include "query/database/vocabulary.h"
#include "query/language/parse.h"
#include "query/language/query_tree.h"

namespace crib {

// The tree of a query -> what Xapian looks for, the words that rank, and the corrections. Nothing
// if the query only leaves things out. `ends_in_space` says that the last word is finished.
std::optional<Query> compile(const QueryTree& tree, bool ends_in_space,
                             const Vocabulary& vocabulary, const Tokenizer& tokenizer,
                             const ParseOptions& options);

}  // namespace crib
