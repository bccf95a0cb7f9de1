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

inline constexpr std::size_t most_words = 256;  // in a query; the rest is left out

// The plain words of a query. A word is named by its node in the tree and its number in that node.
// The words are read together because their neighbours decide what they may stand for.
class PlainWords {
  public:
    // If a query `ends_in_space`, its last word is finished. The arguments must outlive this
    // object.
    PlainWords(const QueryTree& tree, bool ends_in_space, const Vocabulary& vocabulary,
               const Tokenizer& tokenizer, const ParseOptions& options);

    // The number of words of a node.
    std::size_t size(const QueryNode& node) const { return words_[piece(node)].size(); }
    // Whether a word is left out because the query is very long. The rarest words stay.
    bool is_weighed_out(const QueryNode& node, std::size_t word) const {
        return words_[piece(node)][word].weighed_out;
    }
    // Whether a person may type more of this word.
    bool is_unfinished(const QueryNode& node, std::size_t word) const {
        return is_unfinished(piece(node), word);
    }
    // Whether it is enough to search for a word as it was typed. That is so if the notes have the
    // word, and enough other words of the query. What else the word stands for then counts only
    // when the best are weighed again.
    bool suffices(const QueryNode& node, std::size_t word) const {
        return enough_ && words_[piece(node)][word].guesses.known && !is_unfinished(node, word);
    }
    // Whether there are more words than most_words.
    bool are_too_many() const { return too_many_; }

    // A word as it was typed, without anything else that it may stand for.
    QueryWord read_plain(const QueryNode& node, std::size_t word) const;
    // A word with all that it may stand for.
    QueryWord read(const QueryNode& node, std::size_t word);

    // The words read so far that were corrected, each with its correction.
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

    const Vocabulary& vocabulary_;
    const ParseOptions& options_;
    WordReader reader_;
    // The query as a row of pieces. Each node is a piece, and so is each operator and parenthesis.
    std::unordered_map<const QueryNode*, std::size_t> pieces_;
    std::vector<std::vector<Word>> words_;  // of each piece; empty if it is no plain word
    std::size_t unfinished_ = 0;            // the piece that may be unfinished
    bool too_many_ = false;
    bool enough_ = false;  // the notes have enough of the words
    std::vector<std::pair<std::string, std::string>> corrections_;
};

}  // namespace crib
