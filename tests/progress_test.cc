#include "indexer/program/progress.h"

#include <chrono>
#include <sstream>
#include <string>

#include "tests/catch.h"

using namespace std::chrono_literals;

namespace {

// A clock that moves only when the test says so.
struct Hand {
    crib::Progress::Clock::time_point time;
    crib::Progress::Now now() {
        return [this] { return time; };
    }
};

}  // namespace

TEST_CASE("progress is shown after half a second, and taken away in the end") {
    std::ostringstream out;
    std::string shown;
    Hand hand;
    {
        crib::Progress progress(&out, hand.now());
        progress.show("reading", 1, 9, 1);
        progress.clear();
        hand.time += 499ms;
        progress.show("reading", 2, 9, 1);
        CHECK(out.str().empty());
        hand.time += 1ms;
        progress.show("reading", 3, 9, 1);
        shown = out.str();
        hand.time += 99ms;
        progress.show("reading", 4, 9, 1);  // too early to be shown again
        CHECK(out.str() == shown);
        CHECK(shown == "\r\033[Kcrib-index: reading 3 of 9 notes, 0.0 MB/s, 1 s left");
    }
    CHECK(out.str() == shown + "\r\033[K");
}

TEST_CASE("progress tells how fast it goes and how long it takes yet") {
    std::ostringstream out;
    Hand hand;
    crib::Progress progress(&out, hand.now());
    hand.time += 600ms;
    progress.show("indexing", 1, 1'000'000, 600'000'000'000'000);
    CHECK(out.str() ==
          "\r\033[Kcrib-index: indexing 1 of 1000000 notes, 1000.0 MB/s, 10000 min left");
}

TEST_CASE("progress that nobody watches is silent") {
    Hand hand;
    crib::Progress progress(nullptr, hand.now());
    hand.time += 1s;
    CHECK_NOTHROW(progress.show("reading", 1, 2, 3));
}
