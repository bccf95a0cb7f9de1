#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace crib {

// How a term came from the text.
enum class TermKind {
    word,    // an English word's stem, a number
    whole,   // an identifier as it stands, or a tail of it: functools.lru_cache, lru_cache
    part,    // one word of an identifier, stemmed: lru, cach
    symbol,  // an operator or brackets as typed: **, [[]], :=
    gram,    // one or two characters of a script without spaces
};

struct Term {
    std::string text;
    TermKind kind = TermKind::word;
    int offset = 0;       // its position less that of the token
    int width = 1;        // how many positions it takes
    std::string written;  // before stemming, if it is a word, a part or two parts in one word
    bool stop = false;    // it is a part, and a small word of English

    bool operator==(const Term&) const = default;
};

// A thing that a person would look for, mostly what stands between two spaces. `lru_cache` is one
// token of two words:
//
//   terms      lru_cache (whole, offset 0)   lru (part, 0)   cach (part, 1)
//   position   that of lru, counted in words
//   width      2
struct Token {
    std::string written;      // folded: lower case, no accents
    std::vector<Term> terms;  // each finds the token; the most telling comes first
    int position = 0;         // of its first word, counted in words
    int width = 1;            // how many positions it takes
    std::size_t begin = 0;    // its bytes in the text, up to `end`
    std::size_t end = 0;
    bool stop = false;  // a small word of English: it ranks, but never matches alone

    bool operator==(const Token&) const = default;
};

}  // namespace crib
