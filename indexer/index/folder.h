#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include <xapian.h>

namespace crib {

// The folder that a crib database lives in, and the rules that keep it whole:
//
//   crib              the marker: without it nothing in the folder is touched
//   lock              held by the one writer; says which process that is
//   watcher           held by the one process that watches the notes, likewise
//   current           a link to the generation in use
//   generation-N/     a plain glass database
//
// A generation is made beside the one in use and published by one rename.
class DatabaseFolder {
  public:
    static constexpr std::string_view marker = "crib";

    // Nothing is opened or made yet.
    explicit DatabaseFolder(std::string path) : path_(std::move(path)) {}

    const std::string& path() const { return path_; }

    // Whether there is a database to read.
    bool has_database() const;

    // The path of the generation in use. Throws Error, with the cure, where there is none, where
    // the folder is not crib's, or where it is another user's.
    std::string current() const;

    // Makes the folder where it is missing, with its parents; it may also be empty. Throws Error
    // where it is anything but crib's.
    void create() const;

  private:
    friend class DatabaseLock;
    void check() const;

    std::string path_;
};

// Where the database is: what the option says, else $CRIB_DB, else crib/default in the user's
// cache. Throws Error where none of these says anything.
std::string database_path(const std::string& option, const std::optional<std::string>& crib_db,
                          const std::optional<std::string>& xdg_cache_home,
                          const std::optional<std::string>& home);

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

// Throws Error, with the cure, unless the database is crib's and of this version. `name` is what
// the user calls it.
void check_schema(const Xapian::Database& database, const std::string& name);

}  // namespace crib
