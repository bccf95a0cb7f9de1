#pragma once

#include <chrono>
#include <string>

#include "indexer/files/descriptor.h"
#include "indexer/index/database_folder.h"

namespace crib {

// While it lives, its process alone may write. The lock ends with the process, even if that
// crashes.
class DatabaseLock {
  public:
    // Waits for at most `wait`, then throws Error that names the process with the lock. Removes
    // what earlier writers left behind.
    DatabaseLock(const DatabaseFolder& folder, std::chrono::milliseconds wait);
    ~DatabaseLock() = default;
    DatabaseLock(const DatabaseLock&) = delete;
    DatabaseLock& operator=(const DatabaseLock&) = delete;
    DatabaseLock(DatabaseLock&&) = delete;
    DatabaseLock& operator=(DatabaseLock&&) = delete;

    // A path for a new generation; nothing is there yet.
    std::string new_generation() const;
    // Puts a generation into use and removes the one before.
    void publish(const std::string& generation) const;

  private:
    void remove_leftovers(const std::string& in_use) const;

    const DatabaseFolder& folder_;
    Descriptor file_;
};

}  // namespace crib
