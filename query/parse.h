#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <xapian.h>

#include "indexer/tokenizer.h"
#include "query/vocabulary.h"

namespace crib {

// One way for a document to hold a word: by all of these terms.
struct Variant {
    std::vector<std::string> terms;
    double weight = 1;  // of a synonym, correction or completion less than 1

    bool operator==(const Variant&) const = default;
};

// What of a word counts by itself: the word, and of an identifier also its tails and parts. Of its
// variants the best counts; the first is what was typed.
struct Facet {
    double weight = 1;
    std::vector<Variant> variants;

    bool operator==(const Facet&) const = default;
};

// A word of a query that ranks.
struct QueryWord {
    std::string written;             // folded
    std::vector<std::string> terms;  // it is found by: itself, then parts, corrections, completions
    double weight = 1;               // below 1 for small words
    bool stop = false;
    std::vector<Facet> facets;

    bool operator==(const QueryWord&) const = default;
};

// What was made of the words that were typed.
struct Query {
    Xapian::Query matching;  // what an answer must match, and what it is weighed by
    std::vector<QueryWord> words;
    std::vector<std::pair<std::string, std::string>> corrections;  // typed, searched for
    std::string exact;  // what a title has to be to equal the query; empty where operators are used
    bool truncated = false;     // too long: the rest was left out
    bool only_filters = false;  // fields such as path: and no word that would rank
};

struct ParseOptions {
    bool prefix = false;   // the last word may be unfinished
    bool spelling = true;  // unknown words are corrected
    bool synonyms = true;  // words of the thesaurus count for each other
};

// Query language -> query. Never fails: what does not parse is searched as plain words. A query
// without any word or field has an empty `matching`.
Query parse(std::string_view text, const Vocabulary& vocabulary, const Tokenizer& tokenizer,
            const ParseOptions& options);

// A filter for the groups that a person means by `name`: the one so called, else those whose name
// holds all its words. Empty where there are none.
Xapian::Query group_filter(const Xapian::Database& database, std::string_view name);

}  // namespace crib
