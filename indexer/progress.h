#pragma once

#include <chrono>
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

    // `what` is a verb: "reading".
    void show(std::string_view what, std::size_t done, std::size_t all);
    void clear();

  private:
    std::ostream* out_;
    std::chrono::steady_clock::time_point shown_ = std::chrono::steady_clock::now();
    bool visible_ = false;
};

}  // namespace crib
