#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <xapian.h>

namespace crib {

// The folder that a crib database lives in, and the rules that keep it whole:
//
//   crib              the marker: without it nothing in the folder is touched
//   lock              the one writer holds it, and its text names that process
//   watcher           the same for the one process that watches the notes
//   current           a link to the generation in use
//   generation-N/     a plain glass database
//
// A generation is made beside the one in use and published by one rename.
class DatabaseFolder {
  public:
    static constexpr std::string_view marker = "crib";

    // Opens and makes nothing.
    explicit DatabaseFolder(std::string path) : path_(std::move(path)) {}

    const std::string& path() const { return path_; }

    // Whether there is a database to read.
    bool has_database() const;

    // The path of the generation in use. Throws Error, with the cure, if there is none, if the
    // folder is not crib's, or if it belongs to another user.
    std::string current() const;

    // Makes the folder and its parents if they are missing, and takes an empty folder. Throws
    // Error if the folder is not crib's.
    void create() const;

    // Throws Error, with the cure, unless the folder is crib's and the user's.
    void check() const;

    // The name of the generation in use; empty if there is none. Throws Refusal if the system
    // refuses to look.
    std::string name_in_use() const;
    // Whether the name of a file in the folder is that of a generation.
    static bool is_generation(std::string_view name);
    // The path of the generation that follows the one in use.
    std::string next_generation() const;

  private:
    std::string path_;
};

// Where the database is: the option, else $CRIB_DB, else crib/default in the user's cache. Throws
// Error if all of them are missing.
std::string database_path(const std::string& option, const std::optional<std::string>& crib_db,
                          const std::optional<std::string>& xdg_cache_home,
                          const std::optional<std::string>& home);

// Opens a generation to read or to write, or makes one. All of crib opens databases here, because
// without DB_BACKEND_GLASS a planted file could make Xapian run a program. Throws Xapian::Error.
Xapian::Database open_generation(const std::string& path);
Xapian::WritableDatabase write_generation(const std::string& path);
// `flags` are further flags of Xapian's.
Xapian::WritableDatabase create_generation(const std::string& path, int flags = 0);

// The errno of the system's refusal that made Xapian fail, see is_refusal(); zero if there was
// none.
int refusal_of(const Xapian::Error& error);

// Throws Error, with the cure, unless the database is crib's and of this version. `name` is what
// the user calls it.
void check_schema(const Xapian::Database& database, const std::string& name);

}  // namespace crib
