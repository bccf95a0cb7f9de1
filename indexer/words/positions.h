#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <xapian.h>

#include "indexer/words/token.h"

// Where the terms of a document stand. A value has an entry for each term, in the order of the
// text:
//
//   0ttttttt           a frequent term, by its number; also a hole, the start of a text, and how
//   many
//                      positions the term before it takes, if they are more than one
//   1shhhhhh hhhhhhhh  any other term, by 14 bits of its hash
//
// The bit `s` says that the term stands where the one before it does, as an identifier and its
// first part do. A value takes a sixth of Xapian's own positions, and is read in one go. Two terms
// of a document seldom share a hash; if they do, a phrase may be found that is not there.
namespace crib {

// Writes down a document's tokens, text by text.
class WordOrderWriter {
  public:
    // A token at position 1 begins a text.
    void add(const Token& token);
    // The value of slot::words.
    const std::string& value() const { return value_; }

  private:
    void put(std::uint16_t entry);

    std::string value_;
    int at_ = 0;  // the position of the last term in its text
};

// The positions that a term takes in one place, such as the two of PowerShell.
struct Stand {
    Xapian::termpos first = 0;
    Xapian::termpos last = 0;

    bool operator==(const Stand&) const = default;
};
using Positions = std::vector<Stand>;

// The positions of some terms, counted in words and ascending. Different texts stand well apart.
class WordOrder {
  public:
    // Reads the positions of these terms from what WordOrderWriter made. Damaged bytes give wrong
    // positions or none.
    WordOrder(std::string_view value, const std::vector<std::string>& terms);

    // Empty if the term is not there or was not given to the constructor.
    const Positions& of(const std::string& term) const;
    // The positions of the first of some terms that has any.
    const Positions& of_first(const std::vector<std::string>& terms) const;

  private:
    std::unordered_map<std::string, Positions> positions_;
};

}  // namespace crib
