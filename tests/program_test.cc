#include "indexer/program/program.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <ctime>
#include <functional>
#include <thread>

#include "tests/catch.h"

using namespace std::chrono_literals;
using crib::TimeLimit;

namespace {

// Does the work in a process of its own. Returns its exit code.
int exit_code(const std::function<void()>& work) {
    const pid_t child = fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        dup2(open("/dev/null", O_WRONLY | O_CLOEXEC), STDERR_FILENO);
        work();
        _exit(0);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

int exit_code(TimeLimit::Longest longest, const std::function<void()>& work) {
    return exit_code([&] {
        const TimeLimit limit(longest, "too long\n");
        work();
    });
}

void compute_for_ever() {
    volatile unsigned number = 0;
    while (true) number = number + 1;
}

}  // namespace

TEST_CASE("a limit ends what computes for too long, and what waits for too long") {
    CHECK(exit_code({50ms, 1h}, compute_for_ever) == crib::exit_error);
    CHECK(exit_code({1h, 50ms}, [] { pause(); }) == crib::exit_error);
    CHECK(exit_code({1h, 50ms}, compute_for_ever) == crib::exit_error);
}

TEST_CASE("a limit on computing does not count the time that goes by") {
    // With sanitizers, limits are ten times as long.
    CHECK(exit_code({50ms, 1h}, [] { std::this_thread::sleep_for(1s); }) == 0);
}

TEST_CASE("a limit ends with its object") {
    CHECK(exit_code([] {
              { const TimeLimit limit({20ms, 20ms}, "too long\n"); }
              const std::clock_t begin = std::clock();
              while (std::clock() - begin < CLOCKS_PER_SEC / 2) {
              }
          }) == 0);
}
