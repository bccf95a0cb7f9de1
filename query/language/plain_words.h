#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "indexer/words/tokenizer.h"
#include "query/database/vocabulary.h"
#include "query/language/lexer.h"
#include "query/language/word.h"

namespace crib {

inline constexpr std::size_t most_words = 256;  // of a query; the rest is left out

// The plain words of a query, each by its lexeme and its place therein. They are read together, for
// what one may stand for depends on those beside it.
class PlainWords {
  public:
    // Where a query `ends_in_space`, its last word is finished. All must outlive the words.
    PlainWords(const std::vector<Lexeme>& lexemes, bool ends_in_space, const Vocabulary& vocabulary,
               const Tokenizer& tokenizer, const ParseOptions& options);

    // How many words a lexeme has.
    std::size_t size(std::size_t lexeme) const { return words_[lexeme].size(); }
    // Whether a word is left out, as of very many the rarest tell what is meant.
    bool is_weighed_out(std::size_t lexeme, std::size_t word) const {
        return words_[lexeme][word].weighed_out;
    }
    // Whether more of it may be typed.
    bool is_unfinished(std::size_t lexeme, std::size_t word) const {
        return lexeme == unfinished_ && word + 1 == words_[lexeme].size();
    }
    // Whether a word need only be looked for as it was typed: the notes know it and enough of those
    // beside it, so that what they stand for counts only where the best are weighed again.
    bool suffices(std::size_t lexeme, std::size_t word) const {
        return enough_ && words_[lexeme][word].guesses.known && !is_unfinished(lexeme, word);
    }
    // Whether there are more than most_words.
    bool are_too_many() const { return too_many_; }

    // A word as it was typed, and nothing else.
    QueryWord read_plain(std::size_t lexeme, std::size_t word) const;
    // A word with all that it may stand for.
    QueryWord read(std::size_t lexeme, std::size_t word);

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

    void weigh_out();
    std::size_t count_known() const;
    void guess(std::size_t lexeme);
    void find_alternatives(std::size_t begin, std::size_t end);
    void find_alternatives_once(std::size_t begin, std::size_t end);
    Token meant(const Word& word) const;

    const Vocabulary& vocabulary_;
    const Tokenizer& tokenizer_;
    const ParseOptions& options_;
    WordReader reader_;
    std::vector<std::vector<Word>> words_;  // of each lexeme
    std::size_t unfinished_;                // a lexeme
    bool too_many_ = false;
    bool enough_ = false;  // of them are known
    std::vector<std::pair<std::string, std::string>> corrections_;
};

}  // namespace crib
