#pragma once

#include <cstddef>
#include <functional>

namespace crib {

// Calls `work` once with each number below `count`, on at most `jobs` threads. The calling thread
// is one of them, with `worker` 0. If `work` throws, no further number begins, and the exception is
// thrown again here.
void in_parallel(std::size_t count, std::size_t jobs,
                 const std::function<void(std::size_t number, std::size_t worker)>& work);

// How many threads to use when the user does not say.
std::size_t default_jobs();

}  // namespace crib
