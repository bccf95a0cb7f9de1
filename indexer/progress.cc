#include "indexer/progress.h"

#include <fmt/format.h>

namespace crib {

void Progress::show(std::string_view what, std::size_t done, std::size_t all) {
    using std::chrono::milliseconds;
    const auto now = std::chrono::steady_clock::now();
    if (out_ == nullptr || now - shown_ < (visible_ ? milliseconds(100) : milliseconds(500)))
        return;
    shown_ = now;
    visible_ = true;
    *out_ << fmt::format("\r\033[Kcrib-index: {} {} of {} notes", what, done, all) << std::flush;
}

void Progress::clear() {
    if (visible_) *out_ << "\r\033[K" << std::flush;
    visible_ = false;
}

}  // namespace crib
