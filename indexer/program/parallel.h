#pragma once

#include <cstddef>
#include <functional>

namespace crib {

// Calls `work` with each number below `count`, once, in so many threads at most. The calling thread
// is one of them, the `worker` 0. What `work` throws ends all and is thrown again.
void in_parallel(std::size_t count, std::size_t jobs,
                 const std::function<void(std::size_t number, std::size_t worker)>& work);

// How many threads pay where the user does not say.
std::size_t default_jobs();

}  // namespace crib
