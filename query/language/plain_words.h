#pragma once

#include <cstddef>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "indexer/words/tokenizer.h"
#include "query/database/vocabulary.h"
#include "query/language/query_tree.h"
#include "query/language/word.h"

namespace crib {

inline constexpr std::size_t most_words = 256;  // of a query; the rest is left out

// The plain words of a query, each by its node in the tree and its place therein. They are read
// together, for what one may stand for depends on those beside it.
class PlainWords {
  public:
    // Where a query `ends_in_space`, its last word is finished. All must outlive the words.
    PlainWords(const QueryTree& tree, bool ends_in_space, const Vocabulary& vocabulary,
               const Tokenizer& tokenizer, const ParseOptions& options);

    // How many words a node has.
    std::size_t size(const QueryNode& node) const { return words_[piece(node)].size(); }
    // Whether a word is left out, as of very many the rarest tell what is meant.
    bool is_weighed_out(const QueryNode& node, std::size_t word) const {
        return words_[piece(node)][word].weighed_out;
    }
    // Whether more of it may be typed.
    bool is_unfinished(const QueryNode& node, std::size_t word) const {
        return is_unfinished(piece(node), word);
    }
    // Whether a word need only be looked for as it was typed: the notes know it and enough of those
    // beside it, so that what they stand for counts only where the best are weighed again.
    bool suffices(const QueryNode& node, std::size_t word) const {
        return enough_ && words_[piece(node)][word].guesses.known && !is_unfinished(node, word);
    }
    // Whether there are more than most_words.
    bool are_too_many() const { return too_many_; }

    // A word as it was typed, and nothing else.
    QueryWord read_plain(const QueryNode& node, std::size_t word) const;
    // A word with all that it may stand for.
    QueryWord read(const QueryNode& node, std::size_t word);

    // Of the words read so far those that the notes don't know, with what was searched for besides.
    const std::vector<std::pair<std::string, std::string>>& corrections() const {
        return corrections_;
    }

  private:
    struct Word {
        Token token;
        Guesses guesses = {};
        Alternatives alternatives = {};
        bool weighed_out = false;
    };

    static bool is_corrected(const Word& word) {
        return word.guesses.corrected && !word.guesses.words.empty();
    }

    std::size_t piece(const QueryNode& node) const { return pieces_.at(&node); }
    bool is_unfinished(std::size_t piece, std::size_t word) const {
        return piece == unfinished_ && word + 1 == words_[piece].size();
    }
    void weigh_out();
    std::size_t count_known() const;
    void guess(std::size_t piece);
    void find_alternatives(std::size_t begin, std::size_t end);
    void find_alternatives_once(std::size_t begin, std::size_t end);
    Token meant(const Word& word) const;

    const Vocabulary& vocabulary_;
    const Tokenizer& tokenizer_;
    const ParseOptions& options_;
    WordReader reader_;
    // The query in a row: a piece for each node, and one for each operator and parenthesis.
    std::unordered_map<const QueryNode*, std::size_t> pieces_;
    std::vector<std::vector<Word>>
        words_;                   // of each piece; those that are no plain words have none
    std::size_t unfinished_ = 0;  // a piece
    bool too_many_ = false;
    bool enough_ = false;  // of them are known
    std::vector<std::pair<std::string, std::string>> corrections_;
};

}  // namespace crib
