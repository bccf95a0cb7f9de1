#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <xapian.h>

#include "indexer/index/schema.h"
#include "query/database/vocabulary.h"
#include "query/language/parse.h"
#include "query/language/tuning.h"
#include "query/ranking/reasons.h"

namespace crib {

// Weighs given documents exactly, with what Xapian's matcher can't tell apart: variants of a word
// weigh less than the word itself, and never more for being rarer.
//
// A word is worth the sum over its facets of facet weight x the best over its variants of variant
// weight x idf x saturated wdf (BM25 with b = 0: the length of fields is in the wdf already).
class Scorer {
  public:
    // `documents` in ascending order. All must outlive the scorer.
    Scorer(const Vocabulary& vocabulary, const Query& query,
           const std::vector<Xapian::docid>& documents, const Tuning& tuning);

    // The weight of each document by all of its fields.
    std::vector<double> weights() const;
    // How much of the query, 0 to 1, each document's title or question holds; a word counts by its
    // rarity, a small word not at all.
    std::vector<double> title_coverage() const;
    // The same of all that a document holds, or of two, word by word the better.
    double coverage(std::size_t document, std::optional<std::size_t> other) const;

    // How close the query's words stand in a document: over neighbours in the query, the lesser
    // rarity divided by their distance in words. Its text is read for it.
    double proximity(std::size_t document) const;

    // What each word of the query adds to the weight of a document.
    std::vector<WordPart> parts(std::size_t document) const;

  private:
    std::vector<std::string> terms_in(const QueryWord& word, std::size_t document) const;
    double measure_proximity(std::size_t document) const;

    // How often each document holds a term, as its wdf.
    struct Column {
        Xapian::doccount frequency = 0;  // documents in the database that hold it
        std::vector<Xapian::termcount> wdf;
    };

    const Column& column(const std::string& term) const;
    double idf(Xapian::doccount frequency) const;
    double idf(const Variant& variant) const;
    double rarity(const QueryWord& word) const;
    std::vector<double> saturated(const Variant& variant) const;
    std::vector<double> best_of(const Facet& facet) const;
    bool is_in_title(const QueryWord& word, std::size_t document) const;

    // A word in the coverage of the query, of which it is `worth` a part.
    struct Share {
        double worth = 0;
        std::vector<double> held;  // by each document, 0 to 1
    };

    std::vector<Share> shares_of(std::string_view prefix) const;
    void add_share(const Variant& variant, std::string_view prefix, double share,
                   std::vector<double>& held) const;

    const Vocabulary& vocabulary_;
    const Xapian::Database& database_;
    const Query& query_;
    const std::vector<Xapian::docid>& documents_;
    const Tuning& tuning_;
    mutable std::unordered_map<std::string, Column> columns_;      // of terms asked for so far
    mutable std::unordered_map<std::size_t, double> proximities_;  // likewise of documents
    std::vector<Share> shares_;
    std::vector<Share> title_shares_;  // of the titles
};

}  // namespace crib
