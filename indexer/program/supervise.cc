#include "indexer/program/supervise.h"

#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <iostream>

#include <fmt/format.h>

#include "indexer/program/program.h"
#include "indexer/text/error.h"

namespace crib {
namespace {

// The exit code of a worker that a TimeLimit ended. Only the supervisor sees it.
constexpr int exit_limit = 100;

// Called in the worker. It ends with the supervisor, however that ends.
void begin_worker(pid_t supervisor) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    // The supervisor may have ended before that call.
    if (getppid() != supervisor) _exit(exit_error);
    set_limit_code(exit_limit);
}

int exit_code(pid_t worker) {
    int status = 0;
    while (waitpid(worker, &status, 0) < 0) {
        if (errno != EINTR) throw Error(system_reason());
    }
    if (WIFEXITED(status)) return WEXITSTATUS(status);
    throw Error(fmt::format("the process that answers was ended by signal {}", WTERMSIG(status)));
}

}  // namespace

int supervise(const std::function<int()>& work, const std::function<bool()>& goes_on) {
    // If the parent ignores the signal, so does this process, and then it gets no exit codes.
    (void)std::signal(SIGCHLD, SIG_DFL);
    while (true) {
        // Both processes would write what is in the buffer.
        std::cout.flush();
        const pid_t supervisor = getpid();
        const pid_t worker = fork();
        if (worker < 0) return work();
        if (worker == 0) {
            begin_worker(supervisor);
            return work();
        }
        const int code = exit_code(worker);
        if (code != exit_limit) return code;
        if (!goes_on()) return exit_error;
    }
}

}  // namespace crib
