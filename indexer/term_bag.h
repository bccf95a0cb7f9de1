#pragma once

#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include <xapian.h>

#include "indexer/tokenizer.h"

namespace crib {

// How much a word counts by where it stands, and how its field's length tempers that. The average
// lengths are fixed, in tokens: were they measured, one changed note would change every document.
struct Field {
    double weight = 1;
    double b = 0;  // of BM25: 0 ignores the length, 1 divides by it
    double average = 1;
};

// The terms of a document, gathered field by field, with the wdf that schema.h describes.
class TermBag {
  public:
    // The tokenizer must outlive the bag.
    explicit TermBag(const Tokenizer& tokenizer) : tokenizer_(tokenizer) {}

    // Adds a field; its texts stand so far apart that no phrase spans two. Without positions its
    // words rank, but no phrase finds them.
    void add(const Field& field, std::span<const std::string> texts, bool positions = true);
    void add(const Field& field, const std::string& text, bool positions = true) {
        add(field, std::span(&text, 1), positions);
    }

    void post(Xapian::Document& document) const;

  private:
    struct Posting {
        double weight = 0;
        std::vector<Xapian::termpos> positions;
    };

    // Adds a text's terms, and returns how many tokens it has.
    std::size_t add(const std::string& text, bool positions);

    const Tokenizer& tokenizer_;
    std::unordered_map<std::string, Posting> postings_;
    std::unordered_map<std::string, int> counts_;  // of the field at hand
    Xapian::termpos position_ = 0;
};

}  // namespace crib
