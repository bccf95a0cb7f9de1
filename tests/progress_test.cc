#include "indexer/program/progress.h"

#include <chrono>
#include <cstdio>
#include <sstream>
#include <string>
#include <thread>

#include "tests/catch.h"

TEST_CASE("progress is shown after half a second, and taken away in the end") {
    std::ostringstream out;
    std::string shown;
    {
        crib::Progress progress(&out);
        progress.show("reading", 1, 9, 1);
        progress.clear();
        CHECK(out.str().empty());
        std::this_thread::sleep_for(std::chrono::milliseconds(510));
        progress.show("reading", 3, 9, 1);
        shown = out.str();
        progress.show("reading", 4, 9, 1);  // too soon for another
        CHECK(out.str() == shown);
        CHECK_THAT(shown, Catch::Matchers::StartsWith(
                              "\r\033[Kcrib-index: reading 3 of 9 notes, 0.0 MB/s, "));
        CHECK_THAT(shown, Catch::Matchers::EndsWith(" left"));
    }
    CHECK(out.str() == shown + "\r\033[K");
}

TEST_CASE("progress tells how fast it goes and how long it takes yet") {
    std::ostringstream out;
    crib::Progress progress(&out);
    std::this_thread::sleep_for(std::chrono::milliseconds(600));
    progress.show("indexing", 1, 1'000'000, 600'000'000'000'000);
    double speed = 0;
    int minutes = 0;
    REQUIRE(std::sscanf(out.str().c_str(),
                        "\r\033[Kcrib-index: indexing 1 of 1000000 notes, %lf MB/s, %d min left",
                        &speed, &minutes) == 2);
    CHECK(speed > 10);
    CHECK(speed <= 1000);
    CHECK(minutes >= 10'000);
}

TEST_CASE("progress that nobody watches is silent") {
    crib::Progress progress(nullptr);
    std::this_thread::sleep_for(std::chrono::milliseconds(510));
    CHECK_NOTHROW(progress.show("reading", 1, 2, 3));
}
