#pragma once

#include <array>
#include <chrono>
#include <functional>
#include <string>
#include <string_view>

// What both programs do around their work, whatever that comes to: the standard streams are there,
// and a failure of any kind ends in one line on standard error and exit code 2.
namespace crib {

inline constexpr int exit_error = 2;

// A command line was wrong, or asked for no more than this text.
struct Usage {
    std::string text;
    bool error = false;
};

struct Program {
    std::string_view name;
    // A failure of Xapian's as a person reads it; `reason` is the system's, and may be empty.
    std::function<std::string(const std::string& reason)> database_failure;
    // Written where the program crashes, which a damaged database can make it do: Xapian checks
    // little of what it reads.
    std::string_view crash_line;
};

// Standard error, as people read it: one line a message, safe for their terminal.
void complain(std::string_view program, std::string_view message);

// The exit code of `work`, or of its failure, which is said.
int attempt(const Program& program, const std::function<int()>& work);

// The same for all that a program does. A reader of standard output that has gone is no failure.
int run_program(const Program& program, const std::function<int()>& work);

// For a thread of one's own: without it a stack overflow there ends in a signal.
class CrashStack {
  public:
    CrashStack();
    ~CrashStack();
    CrashStack(const CrashStack&) = delete;
    CrashStack& operator=(const CrashStack&) = delete;
    CrashStack(CrashStack&&) = delete;
    CrashStack& operator=(CrashStack&&) = delete;

  private:
    std::array<char, 1 << 16> bytes_{};
};

// For as long as it lives, the program ends with `line` on standard error and exit code 2 once it
// has computed for `work`, or `wait` has gone by: neither Xapian nor the C++ library can be
// interrupted. Other programs slow the first down no less than they do the work; the second is for
// what computes nothing, such as reading from a server or a pipe. One at a time.
class TimeLimit {
  public:
    struct Longest {
        std::chrono::milliseconds work;
        std::chrono::milliseconds wait;
    };
    // `line` must live as long.
    TimeLimit(Longest longest, std::string_view line);
    ~TimeLimit();
    TimeLimit(const TimeLimit&) = delete;
    TimeLimit& operator=(const TimeLimit&) = delete;
    TimeLimit(TimeLimit&&) = delete;
    TimeLimit& operator=(TimeLimit&&) = delete;
};

}  // namespace crib
