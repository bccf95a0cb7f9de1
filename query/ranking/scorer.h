#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <xapian.h>

#include "indexer/index/title_size.h"
#include "query/database/vocabulary.h"
#include "query/language/parse.h"
#include "query/language/tuning.h"
#include "query/ranking/reasons.h"

namespace crib {

// What the title or question of each document says about the query.
struct Titles {
    std::vector<double> covered;  // how much of the query it holds, from 0 to 1
    std::vector<double> told;     // the same without everyday words
    std::vector<double> filled;   // how much of the title the query holds, from 0 to 1
    std::vector<double> asked;    // in an FAQ: the weight of the question alone, else 0
};

// Weighs given documents exactly. Unlike Xapian's matcher, it knows that a variant of a word weighs
// less than the word itself, even if the variant is rarer.
//
// The weight of a word is a sum over its facets. Each facet adds its own weight x the best value of
// its variants. The value of a variant is its weight x idf x saturated wdf (BM25 with b = 0 because
// the wdf already includes the length of fields). It keeps what it has read, so threads must not
// share one.
class Scorer {
  public:
    // `documents` are in ascending order. All arguments must outlive the scorer.
    Scorer(const Vocabulary& vocabulary, const Query& query,
           const std::vector<Xapian::docid>& documents, const Tuning& tuning);

    // The weight of each document over all of its fields.
    std::vector<double> weights() const;
    // What the titles of the documents say.
    Titles titles() const;
    // Whether each document has a mark, see schema.h.
    std::vector<bool> have_mark(std::string_view mark) const;
    // How much of the query a document holds, from 0 to 1. Rare words count more, and small words
    // do not count. With `other`, the better of the two documents counts
    // for each word.
    double coverage(std::size_t document, std::optional<std::size_t> other) const;

    // How close together the query's words stand in a document. Each two neighbours of the query
    // add the lesser of their rarities, divided by their distance in words. Reads the document's
    // word order.
    double proximity(std::size_t document) const;

    // The part of a document's weight that comes from each word of the query.
    std::vector<WordPart> parts(std::size_t document) const;

  private:
    std::vector<std::string> terms_in(const QueryWord& word, std::size_t document) const;
    double measure_proximity(std::size_t document) const;

    // The wdf of a term in each document.
    struct Column {
        Xapian::doccount frequency = 0;  // the number of documents in the database that hold it
        std::vector<Xapian::termcount> wdf;
    };

    const Column& column(const std::string& term) const;
    double idf(Xapian::doccount frequency) const;
    double idf(const Variant& variant) const;
    double rarity(const QueryWord& word) const;
    std::vector<double> saturated(const Variant& variant) const;
    std::vector<double> best_of(const Facet& facet) const;
    bool is_in_title(const QueryWord& word, std::size_t document) const;

    // A word of the query. `worth` is its part of the whole query, from 0 to 1.
    struct Share {
        double worth = 0;
        // Of titles: how many words the word counts as, 0 if it is an everyday word.
        double telling = 0;
        std::vector<double> held;  // how fully each document holds it, from 0 to 1
    };

    std::vector<TitleSize> title_sizes() const;
    void fill(Titles& titles) const;
    void read_questions(Titles& titles) const;
    double title_rarity(const QueryWord& word) const;
    std::vector<double> held_by_titles(const QueryWord& word) const;
    std::vector<Share> shares_of(std::string_view prefix) const;
    void add_share(const Variant& variant, std::string_view prefix, double share,
                   std::vector<double>& held) const;

    const Vocabulary& vocabulary_;
    const Xapian::Database& database_;
    const Query& query_;
    const std::vector<Xapian::docid>& documents_;
    const Tuning& tuning_;
    mutable std::unordered_map<std::string, Column> columns_;      // of terms so far
    mutable std::unordered_map<std::size_t, double> proximities_;  // of documents so far
    std::vector<Share> shares_;
    std::vector<Share> title_shares_;  // the same for titles only
};

}  // namespace crib
