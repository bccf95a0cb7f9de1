#include "indexer/program/program.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/time.h>
#include <unistd.h>

#include <cxxabi.h>
#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <new>
#include <system_error>
#include <typeinfo>

#include <fmt/format.h>
#include <xapian.h>

#include "indexer/text/error.h"
#include "indexer/text/screen.h"

namespace crib {
namespace {

// What handlers need. It is global because nobody can pass it to a handler. It is ready to write
// because a signal handler may do little more than write.
// NOLINTBEGIN(cppcoreguidelines-avoid-non-const-global-variables)
std::string_view crash_line;
std::string_view limit_line;
int limit_code = exit_error;
const Program* running = nullptr;
// NOLINTEND(cppcoreguidelines-avoid-non-const-global-variables)

[[noreturn]] void end_with(std::string_view line, int code = exit_error) {
    // If this fails too, nothing more can be done.
    [[maybe_unused]] const ssize_t written = write(STDERR_FILENO, line.data(), line.size());
    _exit(code);
}

void on_crash(int) { end_with(crash_line); }
void on_limit(int) { end_with(limit_line, limit_code); }
void on_nothing(int) {}

// The system's reason, if the last system call failed to write.
std::string write_failure() {
    switch (errno) {
        case EDQUOT:
        case EFBIG:
        case EIO:
        case ENOSPC:
        case EROFS:
            return system_reason();
        default:
            return {};
    }
}

// Says so without asking for memory. Several threads may lack it at once; the first one tells.
[[noreturn]] void end_without_memory() {
    static std::atomic_flag is_told;
    while (is_told.test_and_set()) pause();
    // Before run_program() only the C library knows the program's name.
    const std::string_view name =
        running == nullptr ? std::string_view(program_invocation_short_name) : running->name;
    constexpr std::string_view message = ": not enough memory\n";
    std::array<char, 128> line{};
    const std::size_t size = name.copy(line.data(), line.size() - message.size());
    message.copy(line.data() + size, message.size());
    end_with({line.data(), size + message.size()});
}

// Called when a destructor throws: some of Xapian 1.4's write values, and fail when the disk is
// full. Also called when there is no memory for an exception, or where nothing catches it: before
// main(), and in the C libraries, which call no C++.
[[noreturn]] void on_terminate() {
    const std::type_info* thrown = abi::__cxa_current_exception_type();
    if (thrown == nullptr || *thrown == typeid(std::bad_alloc)) end_without_memory();
    if (running == nullptr) std::abort();
    try {
        complain(running->name, running->database_failure(write_failure()));
    } catch (const std::bad_alloc&) {
        end_without_memory();
    }
    _exit(exit_error);
}

// Set before anything else of the program runs, because libraries ask for memory when they are
// loaded.
// NOLINTNEXTLINE(cppcoreguidelines-avoid-non-const-global-variables): a function is not const.
[[gnu::section(".preinit_array"), gnu::used]] void (*const handle_early)() = [] {
    std::set_terminate(on_terminate);
};

void handle(int signal, void (*handler)(int), int flags) {
    struct sigaction action {};
    action.sa_handler = handler;
    action.sa_flags = flags;
    sigaction(signal, &action, nullptr);
}

// The sanitizers use a signal stack of their own, and make the program ten times as slow.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool is_sanitized = true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
constexpr bool is_sanitized = true;
#else
constexpr bool is_sanitized = false;
#endif
#else
constexpr bool is_sanitized = false;
#endif

void set_timer(decltype(ITIMER_REAL) timer, std::chrono::milliseconds limit) {
    if (is_sanitized) limit *= 10;
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(limit);
    itimerval value{};
    value.it_value.tv_sec = seconds.count();
    value.it_value.tv_usec = std::chrono::microseconds(limit - seconds).count();
    setitimer(timer, &value, nullptr);
}

// Whether something handles the signal already. Before main that is a sanitizer, whose report says
// more.
bool is_handled(int signal) {
    struct sigaction action {};
    return sigaction(signal, nullptr, &action) == 0 && action.sa_handler != SIG_DFL &&
           action.sa_handler != SIG_IGN;
}

// Opens /dev/null in place of each standard stream that is closed. Otherwise the next file opened
// would get the stream's number, and would be read or written as that stream. Standard output is
// opened for reading only, so that writing to it still fails.
void open_streams() {
    for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        const int flags = stream == STDERR_FILENO ? O_WRONLY : O_RDONLY;
        if (fcntl(stream, F_GETFD) < 0 && open("/dev/null", flags) < 0) return;
    }
}

void set_handlers() {
    // With a handler, the write fails and the program sees the error. Unlike SIG_IGN, a handler is
    // not inherited by a program that is started from here, such as an editor.
    handle(SIGPIPE, on_nothing, SA_RESTART);
    handle(SIGXFSZ, on_nothing, SA_RESTART);
    for (const int signal : {SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL}) {
        if (!is_handled(signal)) handle(signal, on_crash, SA_ONSTACK);
    }
}

bool has_reader(int stream) {
    pollfd state{stream, POLLOUT, 0};
    return poll(&state, 1, 0) < 0 || (state.revents & POLLERR) == 0;
}

}  // namespace

void complain(std::string_view program, std::string_view message) {
    std::cerr << fmt::format("{}: {}\n", program, one_line(message));
}

namespace {

int attempt_with_memory(const Program& program, const std::function<int()>& work) {
    const auto fail = [&](std::string_view message) {
        complain(program.name, message);
        return exit_error;
    };
    try {
        return work();
    } catch (const Usage& usage) {
        if (usage.error) return fail(usage.text);
        std::cout << usage.text;
        return 0;
    } catch (const Error& error) {
        return fail(error.what());
    } catch (const Xapian::Error& error) {
        const char* reason = error.get_error_string();
        return fail(program.database_failure(reason == nullptr ? "" : reason));
    } catch (const std::bad_alloc&) {
        return fail(program.database_failure("not enough memory"));
    } catch (const std::system_error& error) {
        return fail(program.database_failure(error.code().message()));
    } catch (...) {
        // A damaged database can make Xapian or crib ask for containers of impossible size.
        return fail(program.database_failure(""));
    }
}

}  // namespace

int attempt(const Program& program, const std::function<int()>& work) {
    try {
        return attempt_with_memory(program, work);
    } catch (const std::bad_alloc&) {
        // There was none for the message either.
        end_without_memory();
    }
}

int run_program(const Program& program, const std::function<int()>& work) {
    open_streams();
    crash_line = program.crash_line;
    running = &program;
    const CrashStack stack;
    set_handlers();
    const int status = attempt(program, work);
    std::cout.flush();
    if (std::cout || !has_reader(STDOUT_FILENO)) return status;
    complain(program.name, "standard output could not be written");
    return exit_error;
}

CrashStack::CrashStack() {
    if (is_sanitized) return;
    stack_t stack{};
    stack.ss_sp = bytes_.data();
    stack.ss_size = bytes_.size();
    sigaltstack(&stack, nullptr);
}

CrashStack::~CrashStack() {
    if (is_sanitized) return;
    stack_t stack{};
    stack.ss_flags = SS_DISABLE;
    sigaltstack(&stack, nullptr);
}

TimeLimit::TimeLimit(Longest longest, std::string_view line) {
    limit_line = line;
    handle(SIGPROF, on_limit, 0);
    handle(SIGALRM, on_limit, 0);
    set_timer(ITIMER_PROF, longest.work);
    set_timer(ITIMER_REAL, longest.wait);
}

void set_limit_code(int code) { limit_code = code; }

TimeLimit::~TimeLimit() {
    const itimerval never{};
    setitimer(ITIMER_PROF, &never, nullptr);
    setitimer(ITIMER_REAL, &never, nullptr);
}

}  // namespace crib
