#include "query/ranking/scorer.h"

#include <algorithm>
#include <functional>

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
    const auto distance = [](const Stand& from, const Stand& to) {
        return to.first > from.last ? to.first - from.last : 1;
    };
    Xapian::termpos least = furthest + 1;
    auto next = first.begin();
    for (const Stand& at : second) {
        while (next != first.end() && next->first < at.first) ++next;
        if (next != first.begin()) least = std::min(least, distance(*std::prev(next), at));
        if (next != first.end()) least = std::min(least, distance(at, *next) + 1);
    }
    return least;
}

constexpr double usual_question = 4;  // the length of a question whose weight stays, in words

std::string title_term(const std::string& term) { return make_term(prefix::title, term); }

// How many telling words of a title a word stands for, see TitleSize.
double telling(const QueryWord& word) {
    if (word.weight < 1) return 0;
    return std::max(1.0, static_cast<double>(std::ranges::count(word.facets, true, &Facet::part)));
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
                return column(title_term(term)).wdf[document] > 0;
            };
            if (std::ranges::all_of(variant.terms, holds)) return true;
        }
    }
    return false;
}

Titles Scorer::titles() const {
    Titles titles;
    titles.covered.assign(documents_.size(), 0);
    titles.asked.assign(documents_.size(), 0);
    for (const Share& share : title_shares_) {
        for (std::size_t i = 0; i < documents_.size(); ++i) {
            titles.covered[i] += share.worth * share.held[i];
        }
    }
    fill(titles);
    read_questions(titles);
    return titles;
}

// The sizes of the titles that hold a word of the query which was looked up in titles so far.
std::vector<TitleSize> Scorer::title_sizes() const {
    std::vector<TitleSize> sizes(documents_.size());
    for (const QueryWord& word : query_.words) {
        for (const std::string& term : word.terms) {
            const auto known = columns_.find(title_term(term));
            if (known == columns_.end() || known->second.frequency == 0) continue;
            for (std::size_t i = 0; i < sizes.size(); ++i) {
                if (const auto wdf = known->second.wdf[i]; wdf > 0) sizes[i] = title_size_of(wdf);
            }
        }
    }
    return sizes;
}

// How much of each title is in the query. Only telling words count, in both.
void Scorer::fill(Titles& titles) const {
    const std::vector<TitleSize> sizes = title_sizes();
    titles.filled.assign(documents_.size(), 0);
    titles.told.assign(documents_.size(), 0);
    double all = 0;
    for (const Share& share : title_shares_) {
        if (share.telling == 0) continue;
        all += share.worth;
        for (std::size_t i = 0; i < sizes.size(); ++i) {
            titles.filled[i] += share.telling * share.held[i];
            titles.told[i] += share.worth * share.held[i];
        }
    }
    for (std::size_t i = 0; i < sizes.size(); ++i) {
        const auto telling = static_cast<double>(std::max<std::size_t>(1, sizes[i].telling));
        titles.filled[i] = std::min(1.0, titles.filled[i] / telling);
        if (all > 0) titles.told[i] /= all;
    }
}

// In a list of questions with their answers, every word of a question counts.
void Scorer::read_questions(Titles& titles) const {
    const std::vector<bool> in_faq = have_mark(mark_faq);
    if (std::ranges::none_of(in_faq, std::identity{})) return;
    double all = 0;
    for (const QueryWord& word : query_.words) {
        if (word.facets.empty()) continue;
        const std::vector<double> held = held_by_titles(word);
        const double worth = (word.stop ? tuning_.asked_small : word.weight) * title_rarity(word);
        all += worth;
        for (std::size_t i = 0; i < held.size(); ++i) titles.asked[i] += worth * held[i];
    }
    const std::vector<TitleSize> sizes = title_sizes();
    for (std::size_t i = 0; i < in_faq.size(); ++i) {
        if (!in_faq[i]) {
            titles.asked[i] = 0;
            continue;
        }
        titles.covered[i] = titles.asked[i] / all;
        const auto length = static_cast<double>(sizes[i].words) / usual_question;
        titles.asked[i] *= (1 + tuning_.asked_length) / (1 + tuning_.asked_length * length);
    }
}

// The rarity of a word in titles. A word that no title has is as rare as can be.
double Scorer::title_rarity(const QueryWord& word) const {
    for (const Variant& variant : word.facets.front().variants) {
        const Xapian::doccount frequency = column(title_term(variant.terms.front())).frequency;
        if (frequency > 0) return idf(frequency);
    }
    return idf(0);
}

std::vector<double> Scorer::held_by_titles(const QueryWord& word) const {
    std::vector<double> held(documents_.size(), 0);
    for (const Facet& facet : word.facets) {
        for (const Variant& variant : facet.variants) {
            add_share(variant, prefix::title, facet.weight * variant.weight, held);
        }
    }
    return held;
}

std::vector<bool> Scorer::have_mark(std::string_view mark) const {
    const Column& marked = column(make_term(prefix::mark, mark));
    std::vector<bool> have;
    for (const Xapian::termcount wdf : marked.wdf) have.push_back(wdf > 0);
    return have;
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
        Share share{word.weight * rarity(word), telling(word),
                    std::vector<double>(documents_.size(), 0)};
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
