#include "query/ranking/scorer.h"

#include <algorithm>

#include "indexer/index/entries.h"
#include "indexer/index/ids.h"
#include "indexer/index/schema.h"
#include "indexer/words/positions.h"

namespace crib {
namespace {

constexpr Xapian::termpos furthest = 5;  // the greatest distance in words that counts as near

// The least distance between two words. The positions are in ascending order. If the second word
// stands in front of the first, the distance counts one more. The result is above `furthest` if the
// words are not near.
Xapian::termpos nearest(const Positions& first, const Positions& second) {
    Xapian::termpos least = furthest + 1;
    auto next = first.begin();
    for (const Xapian::termpos at : second) {
        while (next != first.end() && *next < at) ++next;
        if (next != first.begin()) least = std::min(least, at - *std::prev(next));
        if (next != first.end()) least = std::min(least, std::max(*next - at, 1U) + 1);
    }
    return least;
}

}  // namespace

Scorer::Scorer(const Vocabulary& vocabulary, const Query& query,
               const std::vector<Xapian::docid>& documents, const Tuning& tuning)
    : vocabulary_(vocabulary),
      database_(vocabulary.database()),
      query_(query),
      documents_(documents),
      tuning_(tuning),
      shares_(shares_of("")),
      title_shares_(shares_of(prefix::title)) {}

std::vector<double> Scorer::weights() const {
    std::vector<double> weights(documents_.size(), 0);
    for (const QueryWord& word : query_.words) {
        for (const Facet& facet : word.facets) {
            const std::vector<double> best = best_of(facet);
            const double share = word.weight * facet.weight;
            for (std::size_t i = 0; i < best.size(); ++i) weights[i] += share * best[i];
        }
    }
    return weights;
}

std::vector<WordPart> Scorer::parts(std::size_t document) const {
    std::vector<WordPart> parts;
    for (const QueryWord& word : query_.words) {
        WordPart part{word.written, 0, is_in_title(word, document)};
        for (const Facet& facet : word.facets) {
            part.weight += word.weight * facet.weight * best_of(facet)[document];
        }
        if (part.weight > 0) parts.push_back(std::move(part));
    }
    return parts;
}

bool Scorer::is_in_title(const QueryWord& word, std::size_t document) const {
    for (const Facet& facet : word.facets) {
        for (const Variant& variant : facet.variants) {
            const auto holds = [&](const std::string& term) {
                return column(make_term(prefix::title, term)).wdf[document] > 0;
            };
            if (std::ranges::all_of(variant.terms, holds)) return true;
        }
    }
    return false;
}

std::vector<double> Scorer::title_coverage() const {
    std::vector<double> covered(documents_.size(), 0);
    for (const Share& share : title_shares_) {
        for (std::size_t i = 0; i < covered.size(); ++i) {
            covered[i] += share.worth * share.held[i];
        }
    }
    return covered;
}

double Scorer::coverage(std::size_t document, std::optional<std::size_t> other) const {
    double covered = 0;
    for (const Share& share : shares_) {
        covered += share.worth * std::max(share.held[document], other ? share.held[*other] : 0);
    }
    return covered;
}

// How fully each document holds each word of the query. The best facet and variant counts. `prefix`
// is empty for the whole document, or that of titles.
std::vector<Scorer::Share> Scorer::shares_of(std::string_view prefix) const {
    std::vector<Share> shares;
    double all = 0;
    for (const QueryWord& word : query_.words) {
        if (word.stop || word.facets.empty()) continue;
        Share share{word.weight * rarity(word), std::vector<double>(documents_.size(), 0)};
        all += share.worth;
        for (const Facet& facet : word.facets) {
            for (const Variant& variant : facet.variants) {
                add_share(variant, prefix, facet.weight * variant.weight, share.held);
            }
        }
        shares.push_back(std::move(share));
    }
    for (Share& share : shares) share.worth = all > 0 ? share.worth / all : 0;
    return shares;
}

void Scorer::add_share(const Variant& variant, std::string_view prefix, double share,
                       std::vector<double>& held) const {
    std::vector<const Column*> columns;
    for (const std::string& term : variant.terms) {
        columns.push_back(&column(prefix.empty() ? term : make_term(prefix, term)));
        if (columns.back()->frequency == 0) return;
    }
    for (std::size_t i = 0; i < held.size(); ++i) {
        const auto holds = [i](const Column* column) { return column->wdf[i] > 0; };
        if (share > held[i] && std::ranges::all_of(columns, holds)) held[i] = share;
    }
}

// The word and its variants that a document holds, best first.
std::vector<std::string> Scorer::terms_in(const QueryWord& word, std::size_t document) const {
    std::vector<std::string> terms;
    for (const Variant& variant : word.facets.front().variants) {
        const std::string& term = variant.terms.front();
        if (variant.terms.size() == 1 && column(term).wdf[document] > 0) terms.push_back(term);
    }
    return terms;
}

double Scorer::proximity(std::size_t document) const {
    const auto known = proximities_.find(document);
    if (known != proximities_.end()) return known->second;
    return proximities_.emplace(document, measure_proximity(document)).first->second;
}

double Scorer::measure_proximity(std::size_t document) const {
    std::vector<const QueryWord*> words;
    std::vector<std::vector<std::string>> terms;  // the terms of each word that the document holds
    std::vector<std::string> all;
    bool neighbours = false;
    for (const QueryWord& word : query_.words) {
        if (word.stop || word.facets.empty()) continue;
        std::vector<std::string> held = terms_in(word, document);
        neighbours = neighbours || (!held.empty() && !terms.empty() && !terms.back().empty());
        all.insert(all.end(), held.begin(), held.end());
        words.push_back(&word);
        terms.push_back(std::move(held));
    }
    if (!neighbours) return 0;
    const WordOrder order(named_document(database_, documents_[document]).get_value(slot::words),
                          all);
    double sum = 0;
    for (std::size_t i = 1; i < words.size(); ++i) {
        const Xapian::termpos distance =
            nearest(order.of_first(terms[i - 1]), order.of_first(terms[i]));
        if (distance > furthest) continue;
        sum += std::min(words[i - 1]->weight * rarity(*words[i - 1]),
                        words[i]->weight * rarity(*words[i])) /
               distance;
    }
    return sum;
}

const Scorer::Column& Scorer::column(const std::string& term) const {
    const auto known = columns_.find(term);
    if (known != columns_.end()) return known->second;
    Column column;
    column.frequency = database_.get_termfreq(term);
    column.wdf.assign(documents_.size(), 0);
    auto posting = database_.postlist_begin(term);
    const auto end = database_.postlist_end(term);
    for (std::size_t i = 0; i < documents_.size() && posting != end; ++i) {
        posting.skip_to(documents_[i]);
        // A boolean term has a wdf of 0, but it counts as present.
        if (posting != end && *posting == documents_[i]) {
            column.wdf[i] = std::max<Xapian::termcount>(posting.get_wdf(), 1);
        }
    }
    return columns_.emplace(term, std::move(column)).first->second;
}

double Scorer::idf(Xapian::doccount frequency) const {
    return crib::idf(frequency, database_.get_doccount());
}

// A variant of several terms has the idf of its rarest term.
double Scorer::idf(const Variant& variant) const {
    double most = 0;
    for (const std::string& term : variant.terms)
        most = std::max(most, idf(column(term).frequency));
    return most;
}

double Scorer::rarity(const QueryWord& word) const {
    for (const Variant& variant : word.facets.front().variants) {
        if (column(variant.terms.front()).frequency > 0) return idf(variant);
    }
    return idf(0);
}

// The saturated wdf of a variant in each document, from 0 to 1. If the variant has several terms,
// the least counts.
std::vector<double> Scorer::saturated(const Variant& variant) const {
    std::vector<double> least(documents_.size(), 1);
    for (const std::string& term : variant.terms) {
        const Column& counts = column(term);
        for (std::size_t i = 0; i < least.size(); ++i) {
            const double wdf = counts.wdf[i];
            least[i] = std::min(least[i], wdf / (tuning_.k1 + wdf));
        }
    }
    return least;
}

// The weight of the best variant in each document.
std::vector<double> Scorer::best_of(const Facet& facet) const {
    const Variant& typed = facet.variants.front();
    const bool known = column(typed.terms.front()).frequency > 0;
    const double cap = known ? idf(typed) : idf(0);
    std::vector<double> best(documents_.size(), 0);
    for (const Variant& variant : facet.variants) {
        const double most =
            variant.weight * std::min(idf(variant), cap) * (tuning_.k1 / wdf_unit + 1);
        const std::vector<double> parts = saturated(variant);
        for (std::size_t i = 0; i < best.size(); ++i) best[i] = std::max(best[i], most * parts[i]);
    }
    return best;
}

}  // namespace crib
