#include "indexer/index/folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <string_view>
#include <thread>

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

std::string reason() { return std::strerror(errno); }

bool is_generation(const std::string& name) {
    return name.starts_with(generation_name) && name.find('/') == std::string::npos;
}

// The name that `current` leads to; empty where there is no such link.
std::string current_name(const std::string& folder) {
    std::error_code error;
    const fs::path target = fs::read_symlink(folder + "/current", error);
    return error || !is_generation(target.string()) ? std::string() : target.string();
}

// Whether a folder is empty, or was left before its marker was whole.
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

// Which process holds a lock. It says so in the file, but a moment after it has it.
std::string holder_of(int lock) {
    for (int attempt = 0; attempt < 10; ++attempt) {
        std::array<char, 32> holder{};
        if (pread(lock, holder.data(), holder.size() - 1, 0) > 0) return holder.data();
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return "unknown";
}

}  // namespace

void DatabaseFolder::check() const {
    struct stat status {};
    if (stat(path_.c_str(), &status) != 0) {
        throw Error(fmt::format("no index at {}: {}; run crib-index DIR", path_, reason()));
    }
    if (!S_ISDIR(status.st_mode)) {
        throw Error(fmt::format("{}: not a folder; a crib database is one", path_));
    }
    if (status.st_uid != geteuid() && status.st_uid != 0) {
        throw Error(
            fmt::format("{}: belongs to another user; a database is only taken from its "
                        "owner",
                        path_));
    }
    // Other files may be called as the marker is, crib's own program among them.
    if (read_beginning(fmt::format("{}/{}", path_, marker_name), marker_text.size()) !=
        marker_text) {
        throw Error(
            fmt::format("{}: not a crib database (it has no marker); name another --db", path_));
    }
}

bool DatabaseFolder::has_database() const {
    return fs::exists(fmt::format("{}/{}", path_, marker_name)) && !current_name(path_).empty();
}

std::string DatabaseFolder::current() const {
    check();
    const std::string name = current_name(path_);
    if (name.empty()) throw Error(fmt::format("no index at {}: run crib-index DIR", path_));
    return path_ + "/" + name;
}

void DatabaseFolder::create() const {
    std::error_code error;
    const fs::path path(path_);
    if (path.has_parent_path()) fs::create_directories(path.parent_path(), error);
    if (mkdir(path_.c_str(), 0700) != 0 && errno != EEXIST) {
        throw Error(fmt::format("{}: cannot be made: {}", path_, reason()));
    }
    // Of those that make it at once one writes the marker.
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

DatabaseLock::DatabaseLock(const DatabaseFolder& folder, std::chrono::milliseconds wait)
    : folder_(folder) {
    constexpr std::chrono::milliseconds pause{50};
    folder.check();
    const std::string path = folder.path() + "/lock";
    file_ = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (file_ < 0) throw Error(fmt::format("{}: {}", path, reason()));
    const auto deadline = std::chrono::steady_clock::now() + wait;
    struct flock lock {};
    lock.l_type = F_WRLCK;
    while (fcntl(file_, F_OFD_SETLK, &lock) != 0) {
        if (errno != EAGAIN && errno != EACCES && errno != EINTR) {
            const std::string why = reason();
            close(file_);
            throw Error(fmt::format("{}: {}", path, why));
        }
        if (std::chrono::steady_clock::now() >= deadline) {
            const std::string holder = holder_of(file_);
            close(file_);
            throw Error(fmt::format(
                "{}: process {} is writing to it; try again when it is done, or give --wait",
                folder.path(), holder));
        }
        std::this_thread::sleep_for(pause);
    }
    const std::string holder = std::to_string(getpid());
    if (ftruncate(file_, 0) != 0 || pwrite(file_, holder.data(), holder.size(), 0) < 0) {
        // Only the message to the next in line suffers.
    }
    remove_leftovers();
}

DatabaseLock::~DatabaseLock() { close(file_); }

void DatabaseLock::remove_leftovers() const {
    unlink(fmt::format("{}/current{}", folder_.path(), unfinished_suffix).c_str());
    const std::string in_use = current_name(folder_.path());
    std::error_code error;
    fs::directory_iterator entry(folder_.path(), error);
    for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
        const std::string name = entry->path().filename().string();
        std::error_code ignored;
        if (is_generation(name) && name != in_use) fs::remove_all(entry->path(), ignored);
    }
}

std::string DatabaseLock::new_generation() const {
    const std::string in_use = current_name(folder_.path());
    const int number = in_use.empty() ? 0 : std::atoi(in_use.c_str() + generation_name.size());
    return fmt::format("{}/{}{}", folder_.path(), generation_name, number + 1);
}

void DatabaseLock::publish(const std::string& generation) const {
    const std::string current = folder_.path() + "/current";
    const std::string temporary = fmt::format("{}{}", current, unfinished_suffix);
    unlink(temporary.c_str());
    sync_folder(generation);
    const std::string name = fs::path(generation).filename().string();
    if (symlink(name.c_str(), temporary.c_str()) != 0 ||
        rename(temporary.c_str(), current.c_str()) != 0) {
        throw Error(fmt::format("{}: {}", current, reason()));
    }
    sync_folder(folder_.path());
    remove_leftovers();
}

void check_schema(const Xapian::Database& database, const std::string& name) {
    const std::string version = database.get_metadata(std::string(metadata::schema));
    if (version.empty()) {
        throw Error(fmt::format("{}: a Xapian database, but none of crib's", name));
    }
    if (version != std::to_string(schema_version)) {
        throw Error(
            fmt::format("{}: made by another version of crib; run crib-index --rebuild", name));
    }
}

}  // namespace crib
