#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace crib {

// How a term came out of what was written.
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
    int offset = 0;       // of its position from the token's
    std::string written;  // of a word, a part or two parts in one word: before stemming
    bool stop = false;    // of a part: a small word of English

    bool operator==(const Term&) const = default;
};

// What stands between spaces, more or less: one thing a person would look for.
struct Token {
    std::string written;      // folded: lower case, no accents
    std::vector<Term> terms;  // that lead to it, the most telling first
    int position = 0;         // of its first word, counted in words
    int width = 1;            // the positions it takes
    std::size_t begin = 0;    // its bytes in the text
    std::size_t end = 0;
    bool stop = false;  // a small word of English: ranks, never matches by itself

    bool operator==(const Token&) const = default;
};

}  // namespace crib
