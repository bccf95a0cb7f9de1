#pragma once

#include <string>
#include <vector>

#include <xapian.h>

#include "indexer/words/tokenizer.h"
#include "query/database/vocabulary.h"
#include "query/language/tuning.h"

namespace crib {

// One way for a document to hold a word: it has all of these terms.
struct Variant {
    std::vector<std::string> terms;
    double weight = 1;  // less than 1 for a synonym, correction or completion

    bool operator==(const Variant&) const = default;
};

// A thing that counts by itself in a word: the word, and the tails and parts of an identifier. Only
// the best of its variants counts. The first variant is the one that was typed.
struct Facet {
    double weight = 1;
    std::vector<Variant> variants;
    bool part = false;  // whether it is one of several words of an identifier

    bool operator==(const Facet&) const = default;
};

// A word of a query that counts for the score.
struct QueryWord {
    std::string written;             // folded
    std::vector<std::string> terms;  // all terms that find it
    double weight = 1;               // less than 1 for small words
    bool stop = false;
    std::vector<Facet> facets;

    bool operator==(const QueryWord&) const = default;
};

// A word that any of several terms finds. All terms count the same.
QueryWord word_of(std::string written, const std::vector<std::string>& terms, double weight = 1);

// What a person may mean by a word that is unfinished, or that the notes do not have.
struct Guesses {
    std::vector<std::string> words = {};  // best first
    double weight = 1;
    bool corrected = false;  // the word is taken for misspelt
    bool known = false;      // the notes have the word as it is
};

// What a word may stand for besides itself. See find_alternatives.
struct Alternatives {
    std::vector<Variant> variants;
    bool known = false;  // the word is spelt right, even if the notes do not have it
};

// How to read the words of a query.
struct ParseOptions {
    bool prefix = false;     // the last word may be unfinished
    bool spelling = true;    // correct words that the notes do not have
    bool synonyms = true;    // use the thesaurus
    bool exclusions = true;  // `-word` may leave out answers, see dash_words.h
    Tuning tuning = {};
};

// Makes the words of a query from tokens: what was typed, and what it may stand for.
class WordReader {
  public:
    // The arguments must outlive the reader.
    WordReader(const Vocabulary& vocabulary, const ParseOptions& options)
        : vocabulary_(vocabulary), options_(options) {}

    // The word as it was typed, without anything else that it may stand for.
    QueryWord read_plain(const Token& token) const;
    // The words that the token may mean. `unfinished` says that a person may type more of it;
    // `spelt` says that it is spelt right.
    Guesses guess(const Token& token, bool unfinished, bool spelt);
    // The word with all that it may stand for.
    QueryWord read(const Token& token, const Guesses& guesses,
                   const Alternatives& alternatives) const;

  private:
    Guesses guess_begun(const Token& token, bool unfinished) const;
    QueryWord read_begun(const Token& token, const Guesses& guesses) const;
    bool has_unknown_part(const Token& token) const;
    void add_other_writing(QueryWord& word, const Token& token) const;
    void add_guesses(QueryWord& word, const Guesses& guesses) const;

    const Vocabulary& vocabulary_;
    const ParseOptions& options_;
    std::size_t looked_up_ = 0;  // how many unknown words were looked up
};

// The Xapian query that finds a word. Any part of an identifier is enough if the word only ranks.
// If it `binds`, a document must hold the whole identifier or all of its parts.
Xapian::Query query_of(const QueryWord& word, bool binds, const Vocabulary& vocabulary,
                       const Tuning& tuning);

}  // namespace crib
