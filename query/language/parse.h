#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <xapian.h>

#include "indexer/words/tokenizer.h"
#include "query/database/vocabulary.h"
#include "query/language/dash_words.h"
#include "query/language/query_tree.h"
#include "query/language/word.h"

namespace crib {

// What a query means.
struct Query {
    QueryTree tree;
    Xapian::Query matching;  // matches answers and gives them their plain weight
    std::vector<QueryWord> words;
    std::vector<std::pair<std::string, std::string>> corrections;  // typed, also searched for
    std::vector<DashWord> dash_words;
    std::string exact;        // the exact form of a title that equals the query
    bool truncated = false;   // the query was too long, and the rest was left out
    bool has_fields = false;  // such as path:, which notes match too

    // Whether a word with a dash leaves out answers.
    bool has_exclusions() const { return std::ranges::any_of(dash_words, &DashWord::left_out); }
};

// Query language -> query. Never fails, because a text that does not parse is searched as plain
// words. A query without any word or field has an empty `matching`.
Query parse(std::string_view text, const Vocabulary& vocabulary, const Tokenizer& tokenizer,
            const ParseOptions& options);

}  // namespace crib
