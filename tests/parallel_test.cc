#include "indexer/program/parallel.h"

#include <algorithm>
#include <atomic>
#include <stdexcept>
#include <vector>

#include "tests/catch.h"

using crib::in_parallel;

TEST_CASE("each number is worked on once, by a worker there is") {
    for (const std::size_t jobs : {1, 2, 5, 200}) {
        std::vector<std::atomic<int>> calls(100);
        std::atomic<std::size_t> most = 0;
        in_parallel(calls.size(), jobs, [&](std::size_t number, std::size_t worker) {
            ++calls[number];
            if (worker > most) most = worker;
        });
        CHECK(std::ranges::all_of(calls, [](const std::atomic<int>& count) { return count == 1; }));
        CHECK(most < jobs);
    }
    in_parallel(0, 4, [](std::size_t, std::size_t) { FAIL("there is nothing to do"); });
}

TEST_CASE("an exception of the work ends it and is thrown again") {
    for (const std::size_t jobs : {1, 3}) {
        std::atomic<int> calls = 0;
        CHECK_THROWS_AS(in_parallel(1'000'000, jobs,
                                    [&](std::size_t number, std::size_t) {
                                        ++calls;
                                        if (number == 10) throw std::runtime_error("no more");
                                    }),
                        std::runtime_error);
        CHECK(calls < 1'000'000);
    }
}
