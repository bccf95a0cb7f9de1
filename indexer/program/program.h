#pragma once

#include <array>
#include <chrono>
#include <functional>
#include <string>
#include <string_view>

// What both programs do around their work. The standard streams are always open, and every failure
// ends in one line on standard error and exit code 2.
namespace crib {

inline constexpr int exit_error = 2;

// The command line was wrong, or asked only for this text.
struct Usage {
    std::string text;
    bool error = false;
};

struct Program {
    std::string_view name;
    // Xapian's failure in words for a person. `reason` is the system's, and may be empty.
    std::function<std::string(const std::string& reason)> database_failure;
    // Written when the program crashes. A damaged database can cause that, because Xapian checks
    // little of what it reads.
    std::string_view crash_line;
};

// Writes one line to standard error, made safe for a terminal.
void complain(std::string_view program, std::string_view message);

// Runs `work` and returns its exit code. If `work` fails, reports the failure and returns the code
// for it.
int attempt(const Program& program, const std::function<int()>& work);

// Runs the whole program in the same way. Does not fail if the reader of standard output has gone.
int run_program(const Program& program, const std::function<int()>& work);

// A stack on which the crash handler runs, for the calling thread. Every further thread needs its
// own: without one, a stack overflow there kills the program by a signal.
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

// Ends the program if it still lives after a limit: writes `line` to standard error and exits with
// code 2. Needed because neither Xapian nor the C++ library can be interrupted. The limit `work`
// counts the program's processor time, so that other programs do not shorten it. The limit `wait`
// counts time by the clock, for reading from a server or a pipe. Only one may exist at a time.
class TimeLimit {
  public:
    struct Longest {
        std::chrono::milliseconds work;
        std::chrono::milliseconds wait;
    };
    // `line` must outlive the object.
    TimeLimit(Longest longest, std::string_view line);
    ~TimeLimit();
    TimeLimit(const TimeLimit&) = delete;
    TimeLimit& operator=(const TimeLimit&) = delete;
    TimeLimit(TimeLimit&&) = delete;
    TimeLimit& operator=(TimeLimit&&) = delete;
};

// Sets the exit code of a process that a TimeLimit ends. Only supervise() needs another one.
void set_limit_code(int code);

}  // namespace crib
