#include "query/ranking/candidate.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>
#include <unordered_set>

#include "indexer/index/schema.h"
#include "query/ranking/scorer.h"

namespace crib {
namespace {

// The documents of the sections that the questions lead to. The key is the section's id.
std::unordered_map<std::string, Xapian::docid> find_targets(
    const std::vector<Candidate>& candidates, const Xapian::Database& database) {
    std::unordered_map<std::string, Xapian::docid> targets;
    for (const Candidate& candidate : candidates) {
        for (const std::string& id : candidate.targets) {
            const auto target = database.postlist_begin(id);
            if (target != database.postlist_end(id)) targets.emplace(id, *target);
        }
    }
    return targets;
}

// Scores the candidates of one query.
class Weighing {
  public:
    Weighing(const std::vector<Candidate>& candidates, const Vocabulary& vocabulary,
             const Query& query, const Tuning& tuning)
        : tuning_(tuning),
          targets_(find_targets(candidates, vocabulary.database())),
          documents_(documents_of(candidates)),
          scorer_(vocabulary, query, documents_, tuning),
          weights_(scorer_.weights()),
          titles_(scorer_.titles()),
          headings_(scorer_.have_mark(mark_heading)) {}

    // With `near`, the distance between the words counts too.
    void score(Candidate& candidate, bool near, bool explain) const {
        const std::size_t own = position(candidate.document);
        std::optional<std::size_t> best;
        double proximity = near ? scorer_.proximity(own) : 0;
        for (const std::string& id : candidate.targets) {
            const auto target = targets_.find(id);
            if (target == targets_.end()) continue;
            const std::size_t at = position(target->second);
            if (!best || weights_[at] > weights_[*best]) best = at;
            if (near) proximity = std::max(proximity, scorer_.proximity(at));
        }
        Reasons reasons;
        reasons.own = weights_[own];
        reasons.linked = best ? weights_[*best] : 0;
        reasons.linked_share = tuning_.linked;
        reasons.near = tuning_.proximity * proximity;
        // A heading that asks is the same text as its section, which no other question leads to.
        const bool heading = headings_[own] && best;
        if (heading) {
            reasons.own = reasons.linked;
            reasons.linked = 0;
        }
        const bool alone =
            heading || (candidate.targets.empty() && !linked_to_.contains(candidate.document));
        if (alone) reasons.alone = 1 + tuning_.alone;
        reasons.held = scorer_.coverage(own, best);
        reasons.whole = 1 + tuning_.held * reasons.held * reasons.held;
        weigh_title(reasons, own);
        candidate.score = total(reasons);
        if (!explain) return;
        reasons.own_parts = scorer_.parts(heading ? *best : own);
        if (best && !heading) reasons.linked_parts = scorer_.parts(*best);
        candidate.reasons = std::move(reasons);
    }

  private:
    static double total(const Reasons& reasons) {
        const auto [lesser, better] = std::minmax(reasons.own, reasons.linked);
        return (better + reasons.linked_share * lesser + reasons.near + reasons.asked) *
               reasons.alone * reasons.whole * reasons.title * reasons.fit;
    }

    void weigh_title(Reasons& reasons, std::size_t own) const {
        reasons.asked = tuning_.asked * titles_.asked[own];
        reasons.covered = titles_.covered[own];
        reasons.filled = titles_.filled[own];
        const double coverage = reasons.asked > 0 ? tuning_.asked_coverage : tuning_.coverage;
        reasons.title = 1 + coverage * reasons.covered * reasons.covered;
        // What the query leaves of a title says little unless the title holds nearly all of it.
        reasons.fit = 1 + tuning_.fit * reasons.filled * std::pow(titles_.told[own], 6);
    }

    // All documents to weigh, in ascending order.
    std::vector<Xapian::docid> documents_of(const std::vector<Candidate>& candidates) {
        std::vector<Xapian::docid> documents;
        documents.reserve(candidates.size() + targets_.size());
        for (const Candidate& candidate : candidates) documents.push_back(candidate.document);
        for (const auto& [id, document] : targets_) {
            documents.push_back(document);
            linked_to_.insert(document);
        }
        std::ranges::sort(documents);
        documents.erase(std::unique(documents.begin(), documents.end()), documents.end());
        return documents;
    }

    std::size_t position(Xapian::docid document) const {
        const auto found = std::ranges::lower_bound(documents_, document);
        return static_cast<std::size_t>(found - documents_.begin());
    }

    const Tuning& tuning_;
    std::unordered_set<Xapian::docid> linked_to_;
    std::unordered_map<std::string, Xapian::docid> targets_;
    std::vector<Xapian::docid> documents_;
    Scorer scorer_;
    std::vector<double> weights_;
    Titles titles_;
    std::vector<bool> headings_;
};

}  // namespace

bool comes_first(const Candidate& a, const Candidate& b) {
    return a.score != b.score ? a.score > b.score : a.order < b.order;
}

void weigh_again(std::vector<Candidate>& candidates, const Vocabulary& vocabulary,
                 const Query& query, const Tuning& tuning, bool explain) {
    const Weighing weighing(candidates, vocabulary, query, tuning);
    for (Candidate& candidate : candidates) weighing.score(candidate, false, explain);
    std::ranges::sort(candidates, comes_first);
    const auto best = static_cast<std::size_t>(tuning.read);
    for (std::size_t i = 0; i < std::min(best, candidates.size()); ++i) {
        weighing.score(candidates[i], true, explain);
    }
    std::ranges::sort(candidates, comes_first);
}

}  // namespace crib
