#include "indexer/program/supervise.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <functional>
#include <iostream>

#include "indexer/program/program.h"
#include "indexer/program/shared.h"
#include "indexer/text/error.h"
#include "tests/catch.h"

using namespace std::chrono_literals;
using crib::Shared;
using crib::supervise;
using crib::TimeLimit;

namespace {

// Supervises the work in a process of its own, because a worker returns from supervise() too.
// Returns the exit code, and 7 in place of an Error.
int supervised(const std::function<int()>& work, const std::function<bool()>& goes_on) {
    std::cout.flush();
    const pid_t child = fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        dup2(open("/dev/null", O_WRONLY | O_CLOEXEC), STDERR_FILENO);
        try {
            _exit(supervise(work, goes_on));
        } catch (const crib::Error&) {
            _exit(7);
        }
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

void take_too_long() {
    const TimeLimit limit({50ms, 1h}, "too long\n");
    volatile unsigned number = 0;
    while (true) number = number + 1;
}

}  // namespace

TEST_CASE("work that took too long is gone on with in another process") {
    struct Steps {
        int begun = 0;
        int given_up = 0;
    };
    Shared<Steps> steps;
    const auto work = [&] {
        while (steps->begun < 5) {
            if (++steps->begun % 2 == 0) take_too_long();
        }
        return 4;
    };
    CHECK(supervised(work, [&] { return ++steps->given_up > 0; }) == 4);
    CHECK(steps->begun == 5);
    CHECK(steps->given_up == 2);
}

TEST_CASE("work that is not to be gone on with ends in an error") {
    const auto work = [] {
        take_too_long();
        return 0;
    };
    CHECK(supervised(work, [] { return false; }) == crib::exit_error);
}

TEST_CASE("work that ends by itself or by a signal is not done again") {
    Shared<int> times;
    *times = 0;
    const auto goes_on = [] { return true; };
    CHECK(supervised([&] { return ++*times; }, goes_on) == 1);
    const auto killed = [&] {
        ++*times;
        return raise(SIGKILL);
    };
    CHECK(supervised(killed, goes_on) == 7);
    CHECK(*times == 2);
}

TEST_CASE("a parent that ignores the end of its children does not hide the exit code") {
    const auto work = [] {
        (void)std::signal(SIGCHLD, SIG_IGN);
        return supervise([] { return 3; }, [] { return false; });
    };
    CHECK(supervised(work, [] { return false; }) == 3);
}
