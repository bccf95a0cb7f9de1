#include "query/rank.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace crib {
namespace {

// BM25's k1, in the units of the index's wdf; the length of documents is in the wdf already.
constexpr double k1 = 0.9 * wdf_unit;
// So many of the best by plain weight are weighed again with what Xapian can't see.
constexpr Xapian::doccount window = 100;
// Of the score of the best section that a question leads to, what the question gets.
constexpr double linked_share = 1.0;

// A document in the running.
struct Candidate {
    Xapian::docid document = 0;
    double weight = 0;                 // by its own words
    double score = 0;                  // all in all
    std::string order;                 // decides ties
    std::vector<std::string> targets;  // of a question: ids of sections
};

Xapian::Query kind_filter(Kind kind) {
    return Xapian::Query(make_term(prefix::kind, kind == Kind::question ? "question" : "section"));
}

// What answers may be: questions and sections, never notes.
Xapian::Query answers_filter(const RankOptions& options) {
    const Xapian::Query kinds =
        options.kind ? kind_filter(*options.kind)
                     : Xapian::Query(Xapian::Query::OP_OR, kind_filter(Kind::question),
                                     kind_filter(Kind::section));
    if (options.filter.empty()) return kinds;
    return Xapian::Query(Xapian::Query::OP_AND, kinds, options.filter);
}

Xapian::Enquire enquire(const Xapian::Database& database, const Xapian::Query& query) {
    Xapian::Enquire enquire(database);
    enquire.set_weighting_scheme(Xapian::BM25Weight(k1, 0, 1, 0, 0.5));
    enquire.set_sort_by_relevance_then_value(slot::order, false);
    enquire.set_query(query);
    return enquire;
}

bool comes_first(const Candidate& a, const Candidate& b) {
    return a.score != b.score ? a.score > b.score : a.order < b.order;
}

class Ranking {
  public:
    Ranking(const Xapian::Database& database, const Query& query, const RankOptions& options)
        : database_(database),
          query_(query),
          matching_(
              Xapian::Query(Xapian::Query::OP_FILTER, query.matching, answers_filter(options))),
          options_(options) {}

    std::vector<Hit> hits() {
        // Enough to fill the answers although sections are left out below their questions.
        const Xapian::doccount all = database_.get_doccount();
        const Xapian::doccount wanted =
            options_.limit == 0 ? all : static_cast<Xapian::doccount>(options_.limit * 3 + window);
        std::vector<Candidate> candidates = match(matching_, std::min(wanted, all));
        const auto weighed_again =
            candidates.begin() + std::min<std::ptrdiff_t>(window, std::ssize(candidates));
        std::vector<Candidate> best(candidates.begin(), weighed_again);
        std::vector<Candidate> rest(weighed_again, candidates.end());
        weigh_again(best);
        // What follows keeps its order behind what was weighed again.
        const double least = best.empty() ? 0 : best.back().score;
        for (Candidate& candidate : rest) candidate.score = std::min(candidate.score, least);
        best.insert(best.end(), rest.begin(), rest.end());
        put_exact_first(best);
        return fetch(best);
    }

  private:
    std::vector<Candidate> match(const Xapian::Query& query, Xapian::doccount limit) const {
        const Xapian::MSet set = enquire(database_, query).get_mset(0, limit);
        std::vector<Candidate> candidates;
        for (auto it = set.begin(); it != set.end(); ++it) {
            const Xapian::Document document = it.get_document();
            Candidate candidate;
            candidate.document = *it;
            candidate.weight = it.get_weight();
            candidate.score = candidate.weight;
            candidate.order = document.get_value(slot::order);
            if (candidates.size() < window) {
                candidate.targets = unpack(document.get_value(slot::targets));
            }
            candidates.push_back(std::move(candidate));
        }
        return candidates;
    }

    void weigh_again(std::vector<Candidate>& candidates) const {
        add_linked(candidates);
        const std::vector<double> coverage = title_coverage(candidates);
        for (std::size_t i = 0; i < candidates.size(); ++i) {
            candidates[i].score *= 1 + coverage[i] * coverage[i];
        }
        std::ranges::sort(candidates, comes_first);
    }

    // A question answers as well as the best section it leads to.
    void add_linked(std::vector<Candidate>& candidates) const {
        std::vector<Xapian::Query> ids;
        for (const Candidate& candidate : candidates) {
            for (const std::string& target : candidate.targets) ids.emplace_back(target);
        }
        if (ids.empty()) return;
        const Xapian::Query targets(Xapian::Query::OP_OR, ids.begin(), ids.end());
        const Xapian::Query linked(Xapian::Query::OP_FILTER, query_.matching, targets);
        const auto count = static_cast<Xapian::doccount>(ids.size());
        const Xapian::MSet set = enquire(database_, linked).get_mset(0, count);
        std::unordered_map<Xapian::docid, double> weights;
        for (auto it = set.begin(); it != set.end(); ++it) weights.emplace(*it, it.get_weight());
        for (Candidate& candidate : candidates) {
            double best = 0;
            for (const std::string& target : candidate.targets) {
                best = std::max(best, weight_of(target, weights));
            }
            candidate.score += linked_share * best;
        }
    }

    double weight_of(const std::string& id,
                     const std::unordered_map<Xapian::docid, double>& weights) const {
        const auto document = database_.postlist_begin(id);
        if (document == database_.postlist_end(id)) return 0;
        const auto weight = weights.find(*document);
        return weight == weights.end() ? 0 : weight->second;
    }

    // How much of the query, 0 to 1, each candidate's title or question holds; a word counts by its
    // rarity.
    std::vector<double> title_coverage(const std::vector<Candidate>& candidates) const {
        std::map<Xapian::docid, std::size_t> positions;
        for (std::size_t i = 0; i < candidates.size(); ++i) {
            positions.emplace(candidates[i].document, i);
        }
        std::vector<double> coverage(candidates.size(), 0);
        double all = 0;
        for (const QueryWord& word : query_.words) {
            if (word.stop || word.terms.empty()) continue;
            const double rarity = word.weight * rarity_of(word);
            all += rarity;
            std::unordered_set<std::size_t> holders;
            for (const std::string& term : word.terms) {
                add_title_holders(make_term(prefix::title, term), positions, holders);
            }
            for (const std::size_t holder : holders) coverage[holder] += rarity;
        }
        if (all > 0) {
            for (double& part : coverage) part /= all;
        }
        return coverage;
    }

    double rarity_of(const QueryWord& word) const {
        Xapian::doccount most = 0;
        for (const std::string& term : word.terms) {
            most = std::max(most, database_.get_termfreq(term));
        }
        return std::log(1 + static_cast<double>(database_.get_doccount()) / (most + 1));
    }

    void add_title_holders(const std::string& term,
                           const std::map<Xapian::docid, std::size_t>& positions,
                           std::unordered_set<std::size_t>& holders) const {
        auto posting = database_.postlist_begin(term);
        const auto end = database_.postlist_end(term);
        for (const auto& [document, index] : positions) {
            if (posting == end) return;
            posting.skip_to(document);
            if (posting != end && *posting == document) holders.insert(index);
        }
    }

    // What equals the query comes first: by its kind, the question or the section.
    void put_exact_first(std::vector<Candidate>& candidates) const {
        if (query_.exact.empty()) return;
        const Xapian::Query equal(make_term(prefix::exact, query_.exact));
        Xapian::Query filtered(Xapian::Query::OP_FILTER, equal, answers_filter(options_));
        std::vector<Candidate> exact = match(filtered, database_.get_doccount());
        for (Candidate& candidate : exact) {
            const auto known =
                std::ranges::find(candidates, candidate.document, &Candidate::document);
            candidate.score = known == candidates.end() ? 0 : known->score;
        }
        std::ranges::sort(exact, comes_first);
        // The best question, or else the best section; the others compete as they are.
        const auto question = std::ranges::find_if(exact, [&](const Candidate& candidate) {
            return fetch(candidate).record.kind == Kind::question;
        });
        const auto first = question != exact.end() ? question : exact.begin();
        if (first == exact.end()) return;
        Candidate chosen = *first;
        std::erase_if(candidates, [&](const Candidate& candidate) {
            return candidate.document == chosen.document;
        });
        if (!candidates.empty()) chosen.score = std::max(chosen.score, candidates.front().score);
        candidates.insert(candidates.begin(), std::move(chosen));
    }

    // The answers, with sections left out that a question above leads to.
    std::vector<Hit> fetch(const std::vector<Candidate>& candidates) const {
        std::vector<Hit> hits;
        std::unordered_set<Xapian::docid> shown;
        for (const Candidate& candidate : candidates) {
            if (options_.limit != 0 && hits.size() == options_.limit) break;
            if (shown.contains(candidate.document)) continue;
            Hit hit = fetch(candidate);
            for (const std::string& id : targets_of(candidate)) {
                const auto target = database_.postlist_begin(id);
                if (target != database_.postlist_end(id)) shown.insert(*target);
            }
            hits.push_back(std::move(hit));
        }
        return hits;
    }

    std::vector<std::string> targets_of(const Candidate& candidate) const {
        if (!candidate.targets.empty()) return candidate.targets;
        return unpack(database_.get_document(candidate.document).get_value(slot::targets));
    }

    Hit fetch(const Candidate& candidate) const {
        const Xapian::Document document = database_.get_document(candidate.document);
        Hit hit{candidate.document, candidate.score, decode_record(document.get_data()), {}};
        hit.passages = hit.record.texts;
        for (const std::string& id : unpack(document.get_value(slot::targets))) {
            const auto target = database_.postlist_begin(id);
            if (target == database_.postlist_end(id)) continue;
            Record section = decode_record(database_.get_document(*target).get_data());
            hit.passages.insert(hit.passages.end(), section.texts.begin(), section.texts.end());
        }
        return hit;
    }

    const Xapian::Database& database_;
    const Query& query_;
    Xapian::Query matching_;
    const RankOptions& options_;
};

}  // namespace

std::vector<Hit> rank(const Xapian::Database& database, const Query& query,
                      const RankOptions& options) {
    if (query.matching.empty()) return {};
    return Ranking(database, query, options).hits();
}

std::vector<Hit> list_all(const Xapian::Database& database, const RankOptions& options) {
    RankOptions questions = options;
    if (!questions.kind) questions.kind = Kind::question;
    Xapian::Enquire enquire(database);
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    enquire.set_sort_by_value(slot::order, false);
    enquire.set_query(answers_filter(questions));
    const auto limit =
        options.limit == 0 ? database.get_doccount() : static_cast<Xapian::doccount>(options.limit);
    const Xapian::MSet set = enquire.get_mset(0, limit);
    std::vector<Hit> hits;
    for (auto it = set.begin(); it != set.end(); ++it) {
        hits.push_back({*it, 0, decode_record(it.get_document().get_data()), {}});
    }
    return hits;
}

}  // namespace crib
