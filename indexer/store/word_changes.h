#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include <xapian.h>

#include "indexer/words/tokenizer.h"
#include "indexer/words/word_tally.h"

namespace crib {

// How writing documents changes the words that a database knows, see stored_words.h.
class WordChanges {
  public:
    void add(const WordTally& tally) { count(tally, 1); }
    void add(const Xapian::Document& document) { count(document, 1); }
    void remove(const Xapian::Document& document) { count(document, -1); }

    // Writes all counts, and forgets them.
    void write_to(Xapian::WritableDatabase& database);

  private:
    void count(const WordTally& tally, int sign);
    void count(const Xapian::Document& document, int sign);

    Tokenizer tokenizer_;  // of any language: the words as written are the same in all
    std::unordered_map<std::string, int> changes_;
};

// Merges the lists that several databases have of the same words.
std::string merge_words(const std::vector<std::string>& lists);

}  // namespace crib
