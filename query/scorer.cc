#include "query/scorer.h"

#include <algorithm>

#include "indexer/schema.h"
#include "indexer/word_order.h"

namespace crib {
namespace {

constexpr Xapian::termpos furthest = 5;  // words apart that still count as near

// The least distance between two words, each by its positions in ascending order; against the order
// of the query it counts one more. Above `furthest` where they don't come near.
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

// The share of a word's best facet and variant of those that are `held`, 0 to 1.
template <typename Held>
double best_share(const QueryWord& word, Held held) {
    double best = 0;
    for (const Facet& facet : word.facets) {
        for (const Variant& variant : facet.variants) {
            const double share = facet.weight * variant.weight;
            if (share > best && held(variant)) best = share;
        }
    }
    return best;
}

}  // namespace

Scorer::Scorer(const Vocabulary& vocabulary, const Query& query,
               const std::vector<Xapian::docid>& documents, const Tuning& tuning)
    : vocabulary_(vocabulary),
      database_(vocabulary.database()),
      query_(query),
      documents_(documents),
      tuning_(tuning) {}

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
        WordPart part{word.written, 0, share_in_title(word, document) > 0};
        for (const Facet& facet : word.facets) {
            part.weight += word.weight * facet.weight * best_of(facet)[document];
        }
        if (part.weight > 0) parts.push_back(std::move(part));
    }
    return parts;
}

std::vector<double> Scorer::title_coverage() const {
    std::vector<double> covered(documents_.size(), 0);
    double all = 0;
    for (const QueryWord& word : query_.words) {
        const double part = worth(word);
        all += part;
        if (part == 0) continue;
        for (std::size_t i = 0; i < documents_.size(); ++i) {
            covered[i] += part * share_in_title(word, i);
        }
    }
    if (all > 0) {
        for (double& part : covered) part /= all;
    }
    return covered;
}

double Scorer::coverage(std::size_t document, std::optional<std::size_t> other) const {
    double covered = 0;
    double all = 0;
    for (const QueryWord& word : query_.words) {
        const double part = worth(word);
        all += part;
        if (part == 0) continue;
        covered += part * best_share(word, [&](const Variant& variant) {
                       return has(variant, document) || (other && has(variant, *other));
                   });
    }
    return all > 0 ? covered / all : 0;
}

// Of a word in the coverage of a query.
double Scorer::worth(const QueryWord& word) const {
    return word.stop || word.facets.empty() ? 0 : word.weight * rarity(word);
}

// How fully, 0 to 1, a title holds a word.
double Scorer::share_in_title(const QueryWord& word, std::size_t document) const {
    return best_share(word,
                      [&](const Variant& variant) { return has_in_title(variant, document); });
}

// The word itself and the variants of it that a document holds, the best first.
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
    std::vector<std::vector<std::string>> terms;  // of each word, those in the document
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
    const WordOrder order(database_.get_document(documents_[document]).get_value(slot::words), all);
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
        // A boolean term has a wdf of 0; that it is there counts.
        if (posting != end && *posting == documents_[i]) {
            column.wdf[i] = std::max<Xapian::termcount>(posting.get_wdf(), 1);
        }
    }
    return columns_.emplace(term, std::move(column)).first->second;
}

double Scorer::idf(Xapian::doccount frequency) const {
    return crib::idf(frequency, database_.get_doccount());
}

// Of several terms that have to come together, the rarest's: seldom are they all that rare.
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

// What each document has of a variant, 0 to 1: of several terms the least.
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

bool Scorer::has(const Variant& variant, std::size_t document) const {
    return std::ranges::all_of(
        variant.terms, [&](const std::string& term) { return column(term).wdf[document] > 0; });
}

bool Scorer::has_in_title(const Variant& variant, std::size_t document) const {
    return std::ranges::all_of(variant.terms, [&](const std::string& term) {
        return column(make_term(prefix::title, term)).wdf[document] > 0;
    });
}

}  // namespace crib
