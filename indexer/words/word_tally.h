#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>

#include "indexer/words/token.h"

namespace crib {

class Tokenizer;

// How many documents hold each word, as it is written. The words of a document are those of its
// title and its passages, because the database has these: they can be counted off again later.
class WordTally {
  public:
    struct Count {
        std::uint32_t documents = 0;
        std::uint32_t last = 0;  // the number of the document that was counted last
    };

    // Later words belong to another document.
    void begin_document() { ++document_; }
    void add(const Token& token);
    void add(const std::string& title, const std::vector<std::string>& passages,
             const Tokenizer& tokenizer);

    const std::unordered_map<std::string, Count>& counts() const { return counts_; }

  private:
    void add(const std::string& word);

    std::unordered_map<std::string, Count> counts_;
    std::uint32_t document_ = 0;
};

}  // namespace crib
