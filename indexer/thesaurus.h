#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/tokenizer.h"

namespace crib {

// Words and phrases that stand for each other, as their terms: stems joined by a space, so that
// `global interpreter lock` is "global interpret lock".
class Thesaurus {
  public:
    // Groups are lines of entries separated by commas; `#` begins a comment line.
    void add(std::string_view groups, const Tokenizer& tokenizer);

    // Every entry with the others of its groups, sorted.
    const std::map<std::string, std::vector<std::string>>& entries() const { return entries_; }

  private:
    void add_group(const std::vector<std::string>& group);

    std::map<std::string, std::vector<std::string>> entries_;
};

// The groups that crib brings along.
std::string_view built_in_synonyms();

// The key of a word or phrase among a thesaurus' entries; empty where it has no terms.
std::string thesaurus_key(std::string_view phrase, const Tokenizer& tokenizer);

}  // namespace crib
