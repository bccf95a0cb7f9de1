#include "indexer/program/parallel.h"

#include <algorithm>
#include <atomic>
#include <future>
#include <new>
#include <system_error>
#include <thread>
#include <vector>

namespace crib {
namespace {

// A tenth of the work is sequential, so more threads would gain little and take memory.
constexpr std::size_t most_jobs = 8;

}  // namespace

void in_parallel(std::size_t count, std::size_t jobs,
                 const std::function<void(std::size_t number, std::size_t worker)>& work) {
    std::atomic<std::size_t> next = 0;
    const auto work_on = [&](std::size_t worker) {
        try {
            for (std::size_t i = next++; i < count; i = next++) work(i, worker);
        } catch (...) {
            next = count;  // stops the other threads
            throw;
        }
    };
    std::vector<std::future<void>> others;
    try {
        for (std::size_t worker = 1; worker < std::min(jobs, count); ++worker) {
            others.push_back(std::async(std::launch::async, work_on, worker));
        }
    } catch (const std::system_error&) {
        // The system allows no further thread, so those that there are do the work.
    } catch (const std::bad_alloc&) {
        // There is no room for another one's stack.
    }
    work_on(0);
    for (std::future<void>& other : others) other.get();
}

std::size_t default_jobs() {
    return std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, most_jobs);
}

}  // namespace crib
