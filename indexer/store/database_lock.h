#pragma once

#include <chrono>
#include <string>

#include "indexer/index/database_folder.h"

namespace crib {

// The right to write, for as long as it lives; it ends with the process, however that ends.
class DatabaseLock {
  public:
    // Waits as long as `wait`; then throws Error, naming who holds the lock. What earlier writers
    // left behind is removed.
    DatabaseLock(const DatabaseFolder& folder, std::chrono::milliseconds wait);
    ~DatabaseLock();
    DatabaseLock(const DatabaseLock&) = delete;
    DatabaseLock& operator=(const DatabaseLock&) = delete;
    DatabaseLock(DatabaseLock&&) = delete;
    DatabaseLock& operator=(DatabaseLock&&) = delete;

    // The path of a generation that isn't there yet.
    std::string new_generation() const;
    // Makes a generation the one in use, and removes the one before it.
    void publish(const std::string& generation) const;

  private:
    void remove_leftovers() const;

    const DatabaseFolder& folder_;
    int file_ = -1;
};

}  // namespace crib
