#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <xapian.h>

#include "indexer/words/tokenizer.h"
#include "query/database/vocabulary.h"
#include "query/language/query_tree.h"
#include "query/language/word.h"

namespace crib {

// What was made of the words that were typed.
struct Query {
    QueryTree tree;
    Xapian::Query matching;  // what an answer must match, and what it is weighed by
    std::vector<QueryWord> words;
    std::vector<std::pair<std::string, std::string>> corrections;  // typed, searched for
    std::string exact;        // what a title has to be to equal the query
    bool truncated = false;   // too long: the rest was left out
    bool has_fields = false;  // such as path:, which notes have, too
};

// Query language -> query. Never fails: what does not parse is searched as plain words. A query
// without any word or field has an empty `matching`.
Query parse(std::string_view text, const Vocabulary& vocabulary, const Tokenizer& tokenizer,
            const ParseOptions& options);

}  // namespace crib
