#include "query/ranking/rank.h"

#include <algorithm>
#include <iterator>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "indexer/index/entries.h"
#include "indexer/index/ids.h"
#include "indexer/index/order_key.h"
#include "indexer/index/passages.h"
#include "indexer/index/record.h"
#include "indexer/index/schema.h"
#include "indexer/index/stored_record.h"
#include "indexer/text/bytes.h"
#include "indexer/text/error.h"
#include "indexer/text/unicode.h"
#include "query/ranking/candidate.h"

namespace crib {
namespace {

Xapian::Query kind_filter(Kind kind) { return {make_term(prefix::kind, name_of(kind))}; }

// Matches all that can be an answer: questions and sections, but no notes.
Xapian::Query answers_filter(const RankOptions& options) {
    Xapian::Query kinds = options.kind
                              ? kind_filter(*options.kind)
                              : Xapian::Query(Xapian::Query::OP_OR, kind_filter(Kind::question),
                                              kind_filter(Kind::section));
    if (options.filter.empty()) return kinds;
    return {Xapian::Query::OP_AND, kinds, options.filter};
}

bool is_plain(const QueryNode& node) {
    return node.kind == QueryNode::Kind::word && node.sign == 0 &&
           node.before == QueryOperator::none;
}

// In a list of questions with their answers, small words find questions too: where, who and how say
// what is asked. Other notes are not searched for them.
// They never find anything alone.
Xapian::Query with_small_words(const Query& query, const Vocabulary& vocabulary,
                               const Tuning& tuning) {
    const auto is_known = [&](const std::string& term) { return vocabulary.has_term(term); };
    std::vector<Xapian::Query> small;
    bool telling = false;
    for (const QueryWord& word : query.words) {
        if (!word.stop) {
            telling = telling || std::ranges::any_of(word.terms, is_known);
            continue;
        }
        const Xapian::Query titled(make_term(prefix::title, word.terms.front()));
        small.emplace_back(tuning.asked_match, titled);
    }
    if (tuning.asked_match == 0 || small.empty() || !telling ||
        !std::ranges::all_of(query.tree, is_plain)) {
        return query.matching;
    }
    const Xapian::Query faq(make_term(prefix::mark, mark_faq));
    const Xapian::Query any(Xapian::Query::OP_OR, small.begin(), small.end());
    return {Xapian::Query::OP_OR, query.matching, {Xapian::Query::OP_FILTER, any, faq}};
}

// Matches the answers to a query. A query of words needs no filter because only questions and
// sections hold words.
Xapian::Query answers_to(const Query& query, const Vocabulary& vocabulary,
                         const RankOptions& options) {
    Xapian::Query matching = with_small_words(query, vocabulary, options.tuning);
    if (!query.has_fields && !options.kind && options.filter.empty()) return matching;
    return {Xapian::Query::OP_FILTER, matching, answers_filter(options)};
}

Xapian::Enquire enquire(const Xapian::Database& database, const Xapian::Query& query, double k1) {
    Xapian::Enquire enquire(database);
    enquire.set_weighting_scheme(Xapian::BM25Weight(k1, 0, 1, 0, 0.5));
    enquire.set_query(query);
    return enquire;
}

bool is_question(const Candidate& candidate) {
    return kind_of_key(candidate.order) == Kind::question;
}

// Whether a question has a link to another place than its own.
bool leads_elsewhere(const Record& record) {
    return std::ranges::any_of(record.links, [&](const RecordLink& link) {
        return link.path != record.path || link.line != record.place.line;
    });
}

// Puts notes whose questions lead elsewhere before notes whose headings are questions.
void put_maps_first(std::vector<Hit>& hits) {
    std::unordered_set<std::string> maps;
    for (const Hit& hit : hits) {
        if (leads_elsewhere(hit.record)) maps.insert(hit.record.tree + "/" + hit.record.path);
    }
    std::stable_partition(hits.begin(), hits.end(), [&](const Hit& hit) {
        return maps.contains(hit.record.tree + "/" + hit.record.path);
    });
}

class Ranking {
  public:
    Ranking(const Vocabulary& vocabulary, const Query& query, const RankOptions& options)
        : vocabulary_(vocabulary),
          database_(vocabulary.database()),
          query_(query),
          matching_(answers_to(query, vocabulary, options)),
          options_(options),
          tuning_(options.tuning),
          window_(static_cast<std::size_t>(options.tuning.window)) {}

    std::vector<Hit> hits() const {
        // Three times the limit is mostly enough, because sections below their questions are left
        // out. If it is not enough, the loop asks for more.
        const std::size_t all = database_.get_doccount();
        std::size_t wanted =
            options_.limit == 0
                ? all
                : std::min(all, std::max(window_, std::min(options_.limit, all) * 3));
        while (true) {
            std::vector<Candidate> candidates =
                match(matching_, static_cast<Xapian::doccount>(wanted));
            const bool more = candidates.size() == wanted && wanted < all;
            std::vector<Hit> found = hits(std::move(candidates));
            if (!more || found.size() == options_.limit) return found;
            wanted = std::min(all, wanted * 4);
        }
    }

  private:
    std::vector<Hit> hits(std::vector<Candidate> candidates) const {
        const auto weighed_again =
            candidates.begin() +
            std::min(static_cast<std::ptrdiff_t>(window_), std::ssize(candidates));
        std::vector<Candidate> rest(std::make_move_iterator(weighed_again),
                                    std::make_move_iterator(candidates.end()));
        candidates.erase(weighed_again, candidates.end());
        weigh_again(candidates, vocabulary_, query_, tuning_, options_.explain);
        // The rest keeps its order and stays behind the candidates that were weighed again.
        const double least = candidates.empty() ? 0 : candidates.back().score;
        for (Candidate& candidate : rest) candidate.score = std::min(candidate.score, least);
        candidates.insert(candidates.end(), std::move_iterator(rest.begin()),
                          std::move_iterator(rest.end()));
        put_exact_first(candidates);
        return fetch(candidates);
    }

    // The best candidates by plain weight. Candidates of equal weight are in the order of path and
    // line.
    std::vector<Candidate> match(const Xapian::Query& query, Xapian::doccount limit) const {
        std::vector<Candidate> candidates = match_by_weight(query, limit);
        if (candidates.empty()) candidates = match_in_order(query, limit);
        for (std::size_t i = 0; i < std::min(candidates.size(), window_); ++i) {
            if (is_question(candidates[i])) candidates[i].targets = stored_targets(candidates[i]);
        }
        return candidates;
    }

    // Xapian reads the order key of every candidate that could be among the best. This also works
    // with a server.
    std::vector<Candidate> match_in_order(const Xapian::Query& query,
                                          Xapian::doccount limit) const {
        Xapian::Enquire ordered = enquire(database_, query, tuning_.k1);
        ordered.set_sort_by_relevance_then_value(slot::order, false);
        const Xapian::MSet set = ordered.get_mset(0, limit);
        std::vector<Candidate> candidates;
        for (auto it = set.begin(); it != set.end(); ++it) {
            candidates.push_back(candidate_of(*it, it.get_weight(), it.get_sort_key()));
        }
        return candidates;
    }

    // Cheaper: reads the order keys of the best candidates only. Returns nothing if too many
    // candidates have the same weight as the last one, because the result could then differ.
    std::vector<Candidate> match_by_weight(const Xapian::Query& query,
                                           Xapian::doccount limit) const {
        if (vocabulary_.has_servers() || limit >= database_.get_doccount()) return {};
        const Xapian::doccount seen = 2 * limit;
        const Xapian::MSet set = enquire(database_, query, tuning_.k1).get_mset(0, seen);
        std::vector<Candidate> candidates;
        double least = 0;
        for (auto it = set.begin(); it != set.end(); ++it) {
            if (candidates.size() >= limit && it.get_weight() < least) break;
            least = it.get_weight();
            candidates.push_back(candidate_of(*it, least, {}));
        }
        if (candidates.size() == seen) return {};
        read_order(candidates);
        std::ranges::sort(candidates, comes_first);
        candidates.resize(std::min<std::size_t>(candidates.size(), limit));
        return candidates;
    }

    static Candidate candidate_of(Xapian::docid document, double weight, std::string order) {
        Candidate candidate;
        candidate.document = document;
        candidate.weight = weight;
        candidate.score = weight;
        candidate.order = std::move(order);
        return candidate;
    }

    // Reads the values in the order in which they are stored.
    void read_order(std::vector<Candidate>& candidates) const {
        std::ranges::sort(candidates, {}, &Candidate::document);
        auto value = database_.valuestream_begin(slot::order);
        const auto end = database_.valuestream_end(slot::order);
        for (Candidate& candidate : candidates) {
            value.skip_to(candidate.document);
            if (value == end || value.get_docid() != candidate.document) throw damaged_database();
            candidate.order = *value;
        }
    }

    std::vector<std::string> stored_targets(const Candidate& candidate) const {
        return unpack(named_document(database_, candidate.document).get_value(slot::targets));
    }

    // Puts the questions that equal the query first, or the sections if there are no such
    // questions.
    void put_exact_first(std::vector<Candidate>& candidates) const {
        const std::string equal = exact_term(query_.exact);
        if (query_.exact.empty() || !database_.term_exists(equal)) return;
        std::vector<Candidate> exact = candidates_with(equal, candidates);
        // If questions equal the query, sections of the same title keep their score.
        if (std::ranges::any_of(exact, is_question)) {
            std::erase_if(exact, [](const Candidate& one) { return !is_question(one); });
        }
        std::ranges::sort(exact, comes_first);
        std::erase_if(candidates, [&](const Candidate& candidate) {
            return std::ranges::find(exact, candidate.document, &Candidate::document) !=
                   exact.end();
        });
        const double best = candidates.empty() ? 0 : candidates.front().score;
        for (Candidate& candidate : exact) {
            candidate.score = std::max(candidate.score, best);
            if (candidate.reasons) candidate.reasons->exact = true;
        }
        candidates.insert(candidates.begin(), std::move_iterator(exact.begin()),
                          std::move_iterator(exact.end()));
    }

    // The answers that have a term, with the scores of the candidates among them. If many answers
    // have the term, only the candidates.
    std::vector<Candidate> candidates_with(const std::string& term,
                                           const std::vector<Candidate>& candidates) const {
        const Xapian::doccount frequency = database_.get_termfreq(term);
        std::vector<Candidate> found;
        if (frequency > window_) {
            for (const Candidate& candidate : candidates) {
                auto posting = database_.postlist_begin(term);
                posting.skip_to(candidate.document);
                if (posting != database_.postlist_end(term) && *posting == candidate.document) {
                    found.push_back(candidate);
                }
            }
            return found;
        }
        const Xapian::Query filtered(Xapian::Query::OP_FILTER, Xapian::Query(term),
                                     query_.has_fields ? matching_ : answers_filter(options_));
        found = match(filtered, frequency);
        for (Candidate& candidate : found) {
            const auto known =
                std::ranges::find(candidates, candidate.document, &Candidate::document);
            candidate.score = known == candidates.end() ? 0 : known->score;
            if (known != candidates.end()) candidate.reasons = known->reasons;
        }
        return found;
    }

    // Makes hits. Leaves out each section that a question above it leads to.
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
        if (!candidate.targets.empty() || !is_question(candidate)) return candidate.targets;
        return stored_targets(candidate);
    }

    Hit fetch(const Candidate& candidate) const {
        const Xapian::Document document = named_document(database_, candidate.document);
        return {candidate.document, candidate.score,
                decode_record(document.get_value(slot::record), candidate.order),
                candidate.reasons};
    }

    const Vocabulary& vocabulary_;
    const Xapian::Database& database_;
    const Query& query_;
    Xapian::Query matching_;
    const RankOptions& options_;
    const Tuning& tuning_;
    std::size_t window_;
};

}  // namespace

std::vector<Hit> rank(const Vocabulary& vocabulary, const Query& query,
                      const RankOptions& options) {
    if (query.matching.empty()) return {};
    return Ranking(vocabulary, query, options).hits();
}

std::vector<std::string> texts_behind(const Xapian::Database& database, Xapian::docid answer,
                                      std::size_t most) {
    std::vector<std::string> texts;
    const auto add = [&](const Xapian::Document& document) {
        for (std::string& text : passages_of(document)) {
            if (most == 0) return;
            text.resize(beginning(text, most).size());
            most -= text.size();
            texts.push_back(std::move(text));
        }
    };
    const Xapian::Document document = named_document(database, answer);
    add(document);
    for (const std::string& id : unpack(document.get_value(slot::targets))) {
        if (most == 0) break;
        const auto target = database.postlist_begin(id);
        if (target != database.postlist_end(id)) add(named_document(database, *target));
    }
    return texts;
}

std::vector<Hit> list_all(const Xapian::Database& database, const RankOptions& options) {
    RankOptions questions = options;
    if (!questions.kind) questions.kind = Kind::question;
    Xapian::Enquire enquire(database);
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    enquire.set_sort_by_value(slot::order, false);
    enquire.set_query(answers_filter(questions));
    const Xapian::MSet set = enquire.get_mset(0, database.get_doccount());
    std::vector<Hit> hits;
    for (auto it = set.begin(); it != set.end(); ++it) {
        hits.push_back({*it, 0, record_of(it.get_document()), {}});
    }
    put_maps_first(hits);
    if (options.limit != 0 && hits.size() > options.limit) hits.resize(options.limit);
    return hits;
}

}  // namespace crib
