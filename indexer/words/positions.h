#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <xapian.h>

#include "indexer/words/token.h"

// Where the terms of a document stand: a value of one byte for a term that is met often, of two
// for another, which hold 14 bits of its hash and whether it stands where the one before it does
// (an identifier and its first part). That is a sixth of what Xapian's own positions take, and is
// read in one go; that two of a document's terms share a hash is seldom, and then a phrase may be
// found that isn't there.
namespace crib {

// Takes a document's tokens down, text by text.
class WordOrderWriter {
  public:
    // A token at position 1 begins a text.
    void add(const Token& token);
    // What belongs into slot::words.
    const std::string& value() const { return value_; }

  private:
    void put(std::uint16_t entry);

    std::string value_;
    int at_ = 0;  // position of the last term, in its text
};

using Positions = std::vector<Xapian::termpos>;

// The positions of some terms, counted in words and ascending; different texts stand well apart.
class WordOrder {
  public:
    // Of these terms only, by what WordOrderWriter made; what is damaged has none.
    WordOrder(std::string_view value, const std::vector<std::string>& terms);

    // Empty where the term isn't there, or none of those asked for.
    const Positions& of(const std::string& term) const;
    // Of the first of some terms that stands anywhere.
    const Positions& of_first(const std::vector<std::string>& terms) const;

  private:
    std::unordered_map<std::string, Positions> positions_;
};

}  // namespace crib
