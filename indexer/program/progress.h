#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>

namespace crib {

// Shows on one line of a terminal how far a long run has come. Overwrites the line, and clears it
// at the end. Shows nothing in the first half second, or if `out` is null.
class Progress {
  public:
    using Clock = std::chrono::steady_clock;
    using Now = std::function<Clock::time_point()>;

    explicit Progress(std::ostream* out, Now now = Clock::now) : out_(out), now_(std::move(now)) {}
    ~Progress() { clear(); }
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;
    Progress(Progress&&) = delete;
    Progress& operator=(Progress&&) = delete;

    // `what` is a verb, such as "reading". `bytes` is the size of all notes together; the speed
    // shown assumes that all notes have the same size.
    void show(std::string_view what, std::size_t done, std::size_t all, std::uint64_t bytes);
    void clear();

  private:
    std::ostream* out_;
    Now now_;
    Clock::time_point shown_ = now_();
    Clock::time_point begin_ = shown_;
    bool visible_ = false;
};

}  // namespace crib
