#include "indexer/index/database_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <string_view>

#include <fmt/format.h>

#include "indexer/files/descriptor.h"
#include "indexer/files/whole_file.h"
#include "indexer/index/schema.h"
#include "indexer/text/error.h"

namespace crib {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view marker_name = DatabaseFolder::marker;
constexpr std::string_view marker_text =
    "This folder holds a database of crib's. It can be removed; crib-index makes it again.\n";
constexpr std::string_view generation_name = "generation-";

// Whether a folder is empty, or its maker was stopped before the marker was whole.
bool is_unused(const std::string& path) {
    const std::string half_made = fmt::format("{}{}", marker_name, unfinished_suffix);
    std::error_code error;
    fs::directory_iterator entry(path, error);
    for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
        if (entry->path().filename() != half_made) return false;
        const auto text = read_beginning(entry->path(), marker_text.size());
        if (!text || !marker_text.starts_with(*text)) return false;
    }
    return !error;
}

}  // namespace

void DatabaseFolder::check() const {
    struct stat status {};
    if (stat(path_.c_str(), &status) != 0) {
        throw Error(fmt::format("no index at {}: {}; run crib-index DIR", path_, system_reason()));
    }
    if (!S_ISDIR(status.st_mode)) {
        throw Error(fmt::format("{}: not a folder, and a crib database is a folder", path_));
    }
    if (status.st_uid != geteuid() && status.st_uid != 0) {
        throw Error(fmt::format(
            "{}: belongs to another user; crib opens only databases of yours and of root", path_));
    }
    // Other files may have the marker's name: crib's own program has it.
    if (read_beginning(fmt::format("{}/{}", path_, marker_name), marker_text.size()) !=
        marker_text) {
        throw Error(
            fmt::format("{}: not a crib database (it has no marker); name another --db", path_));
    }
}

bool DatabaseFolder::is_generation(std::string_view name) {
    return name.starts_with(generation_name) && name.find('/') == std::string_view::npos;
}

std::string DatabaseFolder::name_in_use() const {
    std::error_code error;
    const std::string link = path_ + "/current";
    const fs::path target = fs::read_symlink(link, error);
    // Without a generation in use, all would be removed as leftovers.
    if (error && is_refusal(error.value())) throw Refusal(link, error.value());
    return error || !is_generation(target.string()) ? std::string() : target.string();
}

std::string DatabaseFolder::next_generation() const {
    const std::string in_use = name_in_use();
    const int number = in_use.empty() ? 0 : std::atoi(in_use.c_str() + generation_name.size());
    return fmt::format("{}/{}{}", path_, generation_name, number + 1);
}

bool DatabaseFolder::has_database() const {
    const std::string marker = fmt::format("{}/{}", path_, marker_name);
    std::error_code error;
    const bool marked = fs::exists(marker, error);
    if (error && is_refusal(error.value())) throw Refusal(marker, error.value());
    return marked && !name_in_use().empty();
}

std::string DatabaseFolder::current() const {
    check();
    const std::string name = name_in_use();
    if (name.empty()) throw Error(fmt::format("no index at {}: run crib-index DIR", path_));
    return path_ + "/" + name;
}

void DatabaseFolder::create() const {
    std::error_code error;
    const fs::path path(path_);
    if (path.has_parent_path()) fs::create_directories(path.parent_path(), error);
    if (mkdir(path_.c_str(), 0700) != 0 && errno != EEXIST) {
        throw Error(fmt::format("{}: cannot be made: {}", path_, system_reason()));
    }
    // If several processes make the folder at once, only one writes the marker.
    const Descriptor self(open(path_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (self.number() >= 0) flock(self.number(), LOCK_EX);
    if (is_unused(path_)) {
        chmod(path_.c_str(), 0700);
        write_whole(fmt::format("{}/{}", path_, marker_name), marker_text);
        sync_folder(path_);
    }
    check();
}

std::string database_path(const std::string& option, const std::optional<std::string>& crib_db,
                          const std::optional<std::string>& xdg_cache_home,
                          const std::optional<std::string>& home) {
    if (!option.empty()) return option;
    if (crib_db) return *crib_db;
    if (xdg_cache_home) return *xdg_cache_home + "/crib/default";
    if (home) return *home + "/.cache/crib/default";
    throw Error("no database: there is no HOME; give --db PATH or set CRIB_DB");
}

Xapian::Database open_generation(const std::string& path) {
    return Xapian::Database(path, Xapian::DB_BACKEND_GLASS);
}

Xapian::WritableDatabase write_generation(const std::string& path) {
    return Xapian::WritableDatabase(path, Xapian::DB_OPEN | Xapian::DB_BACKEND_GLASS);
}

Xapian::WritableDatabase create_generation(const std::string& path, int flags) {
    return Xapian::WritableDatabase(path, flags | Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS);
}

int refusal_of(const Xapian::Error& error) {
    // Xapian keeps the number to itself, and tells only its text.
    const char* reason = error.get_error_string();
    if (reason == nullptr) return 0;
    const auto* const code =
        std::ranges::find(refusals, reason, [](int refusal) { return system_reason(refusal); });
    return code == refusals.end() ? 0 : *code;
}

void check_schema(const Xapian::Database& database, const std::string& name) {
    const std::string version = database.get_metadata(std::string(metadata::schema));
    if (version.empty()) {
        throw Error(fmt::format("{}: a Xapian database, but not one of crib's", name));
    }
    if (version != std::to_string(schema_version)) {
        throw Error(
            fmt::format("{}: made by another version of crib; run crib-index --rebuild", name));
    }
}

}  // namespace crib
