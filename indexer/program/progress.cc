#include "indexer/program/progress.h"

#include <fmt/format.h>

namespace crib {
namespace {

// "75 s", "12 min"
std::string rounded(double seconds) {
    return seconds < 100 ? fmt::format("{:.0f} s", seconds)
                         : fmt::format("{:.0f} min", seconds / 60);
}

}  // namespace

void Progress::show(std::string_view what, std::size_t done, std::size_t all, std::uint64_t bytes) {
    using std::chrono::milliseconds;
    const auto now = now_();
    if (out_ == nullptr || now - shown_ < (visible_ ? milliseconds(100) : milliseconds(500)))
        return;
    shown_ = now;
    visible_ = true;
    const double taken = std::chrono::duration<double>(now - begin_).count();
    const double share = static_cast<double>(done) / static_cast<double>(all);
    *out_ << fmt::format("\r\033[Kcrib-index: {} {} of {} notes, {:.1f} MB/s, {} left", what, done,
                         all, share * static_cast<double>(bytes) / 1e6 / taken,
                         rounded(taken * (1 - share) / share))
          << std::flush;
}

void Progress::clear() {
    if (visible_) *out_ << "\r\033[K" << std::flush;
    visible_ = false;
    begin_ = now_();
}

}  // namespace crib
