#include "indexer/progress.h"

#include <chrono>
#include <sstream>
#include <thread>

#include "tests/catch.h"

TEST_CASE("progress is shown after half a second, and taken away in the end") {
    std::ostringstream out;
    {
        crib::Progress progress(&out);
        progress.show("reading", 1, 9);
        progress.clear();
        CHECK(out.str().empty());
        std::this_thread::sleep_for(std::chrono::milliseconds(510));
        progress.show("reading", 2, 9);
        progress.show("reading", 3, 9);  // too soon for another
        CHECK(out.str() == "\r\033[Kcrib-index: reading 2 of 9 notes");
    }
    CHECK(out.str() == "\r\033[Kcrib-index: reading 2 of 9 notes\r\033[K");
}

TEST_CASE("progress that nobody watches is silent") {
    crib::Progress progress(nullptr);
    std::this_thread::sleep_for(std::chrono::milliseconds(510));
    CHECK_NOTHROW(progress.show("reading", 1, 2));
}
