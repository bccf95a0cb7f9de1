#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "indexer/text/distance.h"

namespace crib {

// Finds the candidate that is nearest to a written text, if one is near enough to be a likely typo.
class Nearest {
  public:
    // The limit is the number of edits that is still near: one of three characters by default.
    explicit Nearest(std::string_view written)
        : Nearest(written, std::max(1, static_cast<int>(written.size()) / 3)) {}
    Nearest(std::string_view written, int limit) : written_(written), limit_(limit) {}

    void offer(const std::string& candidate) {
        if (is_done()) return;
        ++offered_;
        const int distance = edit_distance(written_, candidate, limit_);
        if (distance > limit_) return;
        limit_ = distance - 1;  // only a nearer candidate replaces it
        best_ = candidate;
    }
    // Whether further candidates are not looked at.
    bool is_done() const { return written_.size() > longest || offered_ == most; }
    const std::string& best() const { return best_; }

    // Offers the candidates, as `text_of` gives them, until no more are looked at.
    template <typename Range, typename Projection = std::identity>
    const std::string& best_of(const Range& candidates, Projection text_of = {}) {
        for (const auto& candidate : candidates) {
            if (is_done()) break;
            offer(std::invoke(text_of, candidate));
        }
        return best_;
    }

  private:
    // Limits on the length of the text and the number of candidates. A longer search would be slow,
    // and its result of little use.
    static constexpr std::size_t longest = 300;
    static constexpr std::size_t most = 200;

    std::string written_;
    int limit_;
    std::size_t offered_ = 0;
    std::string best_;
};

}  // namespace crib
