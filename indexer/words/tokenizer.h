#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <xapian.h>

#include "indexer/words/token.h"
#include "indexer/words/token_cache.h"

namespace crib {

// To be raised whenever the same text gives other terms, whatever the stemmer: databases are then
// made anew. See word_rules.h.
inline constexpr int tokenizer_version = 1;

// The words that hold an English question together (folded). Those that programs are written in
// (for, while, with, else, not, is) are among them: they rank, they only don't match alone.
bool is_small_word(std::string_view word);

// Whether Xapian has a stemmer for a language, by its name or code.
bool has_stemmer(const std::string& language);

// What a word leads to.
struct Stem {
    std::string text;
    bool small = false;  // see is_small_word
};

// Text and code -> terms. Both programs use it, so that what is indexed is what is looked for:
//
// - words of letters are folded and stemmed (by Xapian's Snowball stemmers);
// - identifiers (joined by . :: - _ or camelCase, led by @ -- $ and the like) give themselves,
// their
//   tails after a dot, and their words, so that `lru cache`, `lru_cache` and `functools.lru_cache`
//   find each other; hyphenated words also give themselves in one word;
// - operators give themselves; the punctuation of a sentence gives nothing;
// - Han, kana and Hangul give each character and each pair.
//
// Any bytes will do; it never throws. Terms can be of any length: who posts them clamps them.
class Tokenizer {
  public:
    // `language` is a name or code that Xapian::Stem knows; throws Error for another.
    explicit Tokenizer(const std::string& language = "en");

    // Calls `sink` with each token in turn; the token is the tokenizer's, to be read or copied.
    void each(std::string_view text, const std::function<void(const Token&)>& sink) const;
    std::vector<Token> tokens(std::string_view text) const;

    // `word` is folded. What is returned is the tokenizer's until the next call.
    const std::string& stem(const std::string& word) const { return look_up(word).text; }
    const Stem& look_up(const std::string& word) const;

  private:
    Xapian::Stem stemmer_;
    mutable TokenCache cache_;
    mutable std::unordered_map<std::string, Stem> stems_;  // of words met before
};

}  // namespace crib
