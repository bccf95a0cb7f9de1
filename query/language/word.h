#pragma once

#include <string>
#include <vector>

#include <xapian.h>

#include "indexer/words/tokenizer.h"
#include "query/database/vocabulary.h"
#include "query/language/tuning.h"

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
    bool part = false;  // one of several words of an identifier

    bool operator==(const Facet&) const = default;
};

// A word of a query that ranks.
struct QueryWord {
    std::string written;             // folded
    std::vector<std::string> terms;  // all that it is found by
    double weight = 1;               // below 1 for small words
    bool stop = false;
    std::vector<Facet> facets;

    bool operator==(const QueryWord&) const = default;
};

// A word that is found by one of several terms, all alike.
QueryWord word_of(std::string written, const std::vector<std::string>& terms, double weight = 1);

// The words that one may be taken for that is unfinished, or that the notes don't know.
struct Guesses {
    std::vector<std::string> words = {};  // the best first
    double weight = 1;
    bool corrected = false;  // as it is misspelt
    bool known = false;      // to the notes, as it is
};

// What a word may stand for besides itself.
struct Alternatives {
    std::vector<Variant> variants;
    bool known = false;  // whether it is known how the word is spelt, though not to the notes
};

// How the words of a query are read.
struct ParseOptions {
    bool prefix = false;   // the last word may be unfinished
    bool spelling = true;  // unknown words are corrected
    bool synonyms = true;  // words of the thesaurus count for each other
    Tuning tuning = {};
};

// Makes words of tokens: what is typed, and what it may stand for.
class WordReader {
  public:
    // All must outlive the reader.
    WordReader(const Vocabulary& vocabulary, const ParseOptions& options)
        : vocabulary_(vocabulary), options_(options) {}

    // The word as it was typed, and nothing else.
    QueryWord read_plain(const Token& token) const;
    // What it may be taken for; `unfinished` where more may be typed, `spelt` where it is known
    // that it is no misspelling.
    Guesses guess(const Token& token, bool unfinished, bool spelt);
    // The word with what it may stand for.
    QueryWord read(const Token& token, const Guesses& guesses,
                   const Alternatives& alternatives) const;

  private:
    void add_guesses(QueryWord& word, const Guesses& guesses) const;

    const Vocabulary& vocabulary_;
    const ParseOptions& options_;
    std::size_t looked_up_ = 0;  // words that the notes don't know
};

// A word as Xapian looks for it. Of an identifier any part will do where it only ranks; where it
// `binds`, the whole or all of the parts.
Xapian::Query query_of(const QueryWord& word, bool binds, const Vocabulary& vocabulary,
                       const Tuning& tuning);

}  // namespace crib
