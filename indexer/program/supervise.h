#pragma once

#include <functional>

namespace crib {

// Does `work` in a process of its own, and returns its exit code. Inside that process it returns
// too, with what `work` returned. Each time a TimeLimit ends the process, it calls `goes_on`. If
// that returns true, it does `work` again in another process, else it returns the code for errors.
// What shall outlive a process must be Shared. Throws Error if a signal ended the process. Does
// `work` in this process if there can't be another one.
int supervise(const std::function<int()>& work, const std::function<bool()>& goes_on);

}  // namespace crib
