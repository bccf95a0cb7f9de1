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

// Raise it whenever the same text gives other terms with the same stemmer. Databases are then made
// anew, see word_rules.h.
inline constexpr int tokenizer_version = 2;

// The words, folded, that hold an English question together. Keywords of programs (for, while,
// with, else, not, is) are among them, because small words do rank: they only never match alone.
bool is_small_word(std::string_view word);

// Whether Xapian has a stemmer for a language, by its name or code.
bool has_stemmer(const std::string& language);

// The stem of a word.
struct Stem {
    std::string text;
    bool small = false;  // see is_small_word
};

// Text and code -> terms. Both programs use it, so that what is indexed is what is looked for:
//
// - words of letters are folded and stemmed (by Xapian's Snowball stemmers);
// - identifiers (joined by . :: - _ or camelCase, led by @ -- $ and the like) give themselves,
//   their tails after a dot, and their words, so that `lru cache`, `lru_cache` and
//   `functools.lru_cache` find each other; hyphenated words also give themselves in one word;
// - operators give themselves; the punctuation of a sentence gives nothing;
// - Han, kana and Hangul give each character and each pair.
//
// It takes any bytes and never throws. Terms can have any length; make_term shortens them. It
// remembers the words it has met, so threads must not share one.
class Tokenizer {
  public:
    // `language` is a name or code of Xapian::Stem. Throws Error if it is another.
    explicit Tokenizer(const std::string& language = "en");

    // Calls `sink` with each token in turn. The tokenizer owns the token: read or copy it.
    void each(std::string_view text, const std::function<void(const Token&)>& sink) const;
    std::vector<Token> tokens(std::string_view text) const;

    // `word` is folded. The tokenizer owns the result and may remove it in the next call.
    const std::string& stem(const std::string& word) const { return look_up(word).text; }
    const Stem& look_up(const std::string& word) const;

  private:
    Xapian::Stem stemmer_;
    mutable TokenCache cache_;
    mutable std::unordered_map<std::string, Stem> stems_;  // by words met before
};

}  // namespace crib
