#include "query/shared_lines.h"

#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "tests/catch.h"

using crib::SharedLines;
using namespace std::string_literals;

namespace {

class Pipe {
  public:
    Pipe() { REQUIRE(pipe(ends_.data()) == 0); }
    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;
    Pipe(Pipe&&) = delete;
    Pipe& operator=(Pipe&&) = delete;
    ~Pipe() {
        close(ends_[0]);
        finish();
    }

    int reader() const { return ends_[0]; }
    void send(std::string_view text) const {
        REQUIRE(write(ends_[1], text.data(), text.size()) == static_cast<ssize_t>(text.size()));
    }
    void finish() {
        if (ends_[1] >= 0) close(ends_[1]);
        ends_[1] = -1;
    }

  private:
    std::array<int, 2> ends_{};
};

std::vector<std::string> rest(SharedLines& lines) {
    std::vector<std::string> found;
    for (std::string line; lines.next(line);) found.push_back(line);
    return found;
}

}  // namespace

TEST_CASE("lines are read as they come, and the last needs no newline") {
    Pipe pipe;
    SharedLines lines(pipe.reader());
    std::string line;
    pipe.send("one\n");
    REQUIRE(lines.next(line));
    CHECK(line == "one");
    pipe.send("\nt\0wo\nthr"s);
    REQUIRE(lines.next(line));
    CHECK(line.empty());
    REQUIRE(lines.next(line));
    CHECK(line == "t\0wo"s);
    pipe.send("ee");
    pipe.finish();
    CHECK(rest(lines) == std::vector{"three"s});
    CHECK(rest(lines).empty());
}

TEST_CASE("a line may be longer than the buffer") {
    Pipe pipe;
    SharedLines lines(pipe.reader());
    const std::string longest(200'000, 'x');
    const pid_t writer = fork();
    REQUIRE(writer >= 0);
    if (writer == 0) {
        pipe.send("a\n" + longest + "\nb\n");
        _exit(0);
    }
    pipe.finish();
    CHECK(rest(lines) == std::vector{"a"s, longest, "b"s});
    waitpid(writer, nullptr, 0);
}

TEST_CASE("what one process has not used, the next one finds") {
    Pipe pipe;
    SharedLines lines(pipe.reader());
    pipe.send("one\ntwo\nthree\nfour");
    pipe.finish();
    const pid_t worker = fork();
    REQUIRE(worker >= 0);
    if (worker == 0) {
        std::string line;
        lines.next(line);
        lines.next(line);
        _exit(line == "two" ? 0 : 1);
    }
    int status = -1;
    waitpid(worker, &status, 0);
    CHECK(status == 0);
    CHECK(rest(lines) == std::vector{"three"s, "four"s});
}
