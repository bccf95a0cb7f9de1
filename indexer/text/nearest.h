#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include "indexer/text/distance.h"

namespace crib {

// Finds the candidate that is nearest to a written text, if one is near enough to be a likely typo.
class Nearest {
  public:
    explicit Nearest(std::string_view written)
        : Nearest(written, std::max(1, static_cast<int>(written.size()) / 3)) {}
    Nearest(std::string_view written, int limit) : written_(written), limit_(limit) {}

    void offer(const std::string& candidate) {
        if (written_.size() > longest || ++offered_ > most) return;
        const int distance = edit_distance(written_, candidate, limit_);
        if (distance > limit_) return;
        limit_ = distance - 1;  // only a nearer candidate replaces it
        best_ = candidate;
    }
    const std::string& best() const { return best_; }

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
