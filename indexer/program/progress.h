#pragma once

#include <chrono>
#include <cstdint>
#include <ostream>
#include <string>
#include <string_view>

namespace crib {

// How far a long run has come, on one line of a terminal that is written over and taken away in the
// end. Silent for the first half second, and where `out` is null.
class Progress {
  public:
    explicit Progress(std::ostream* out) : out_(out) {}
    ~Progress() { clear(); }
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;
    Progress(Progress&&) = delete;
    Progress& operator=(Progress&&) = delete;

    // `what` is a verb: "reading". `bytes` is how large all notes are together, of which as much is
    // taken for done as of the notes.
    void show(std::string_view what, std::size_t done, std::size_t all, std::uint64_t bytes);
    void clear();

  private:
    using Clock = std::chrono::steady_clock;

    std::ostream* out_;
    Clock::time_point shown_ = Clock::now();
    Clock::time_point begin_ = shown_;
    bool visible_ = false;
};

}  // namespace crib
