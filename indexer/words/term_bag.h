#pragma once

#include <functional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include <xapian.h>

#include "indexer/words/token.h"

namespace crib {

class Tokenizer;

// How much a word of a field counts, and how the field's length lowers that. The average lengths
// are fixed numbers of tokens: if they were measured, one changed note would change every document.
struct Field {
    double weight = 1;
    double b = 0;  // of BM25: 0 ignores the length, 1 divides by it
    double average = 1;
};

// Gathers the terms of a document field by field, with the wdf that schema.h describes.
class TermBag {
  public:
    // The tokenizer must outlive the bag.
    explicit TermBag(const Tokenizer& tokenizer) : tokenizer_(tokenizer) {}

    using Sink = std::function<void(const Token&)>;

    // Calls `sink`, if there is one, with each token.
    void add(const Field& field, std::span<const std::string> texts, const Sink& sink = {});
    void add(const Field& field, const std::string& text, const Sink& sink = {}) {
        add(field, std::span(&text, 1), sink);
    }

    void post(Xapian::Document& document) const;

  private:
    struct Posting {
        double weight = 0;
        int count = 0;  // in the current field
    };

    const Tokenizer& tokenizer_;
    std::unordered_map<std::string, Posting> postings_;
    std::vector<Posting*> field_;  // of the current field
};

}  // namespace crib
