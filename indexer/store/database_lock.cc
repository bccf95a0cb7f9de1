#include "indexer/store/database_lock.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <system_error>
#include <thread>

#include <fmt/format.h>

#include "indexer/files/whole_file.h"
#include "indexer/text/error.h"

namespace crib {
namespace {

namespace fs = std::filesystem;

// The process that holds a lock. It writes its number to the file a moment after it has the lock.
std::string holder_of(int lock) {
    for (int attempt = 0; attempt < 10; ++attempt) {
        std::array<char, 32> holder{};
        if (pread(lock, holder.data(), holder.size() - 1, 0) > 0) return holder.data();
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return "unknown";
}

std::string lock_path(const DatabaseFolder& folder) { return folder.path() + "/lock"; }

int open_lock(const DatabaseFolder& folder) {
    folder.check();
    const std::string path = lock_path(folder);
    const int file = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (file < 0) throw Error(fmt::format("{}: {}", path, system_reason()));
    return file;
}

}  // namespace

DatabaseLock::DatabaseLock(const DatabaseFolder& folder, std::chrono::milliseconds wait)
    : folder_(folder), file_(open_lock(folder)) {
    constexpr std::chrono::milliseconds pause{50};
    const auto deadline = std::chrono::steady_clock::now() + wait;
    struct flock lock {};
    lock.l_type = F_WRLCK;
    while (fcntl(file_.number(), F_OFD_SETLK, &lock) != 0) {
        if (errno != EAGAIN && errno != EACCES && errno != EINTR) {
            throw Error(fmt::format("{}: {}", lock_path(folder), system_reason()));
        }
        if (std::chrono::steady_clock::now() >= deadline) {
            const std::string holder = holder_of(file_.number());
            throw Error(fmt::format(
                "{}: process {} is writing to it; try again when it is done, or give --wait",
                folder.path(), holder));
        }
        std::this_thread::sleep_for(pause);
    }
    const std::string holder = std::to_string(getpid());
    if (ftruncate(file_.number(), 0) != 0 ||
        pwrite(file_.number(), holder.data(), holder.size(), 0) < 0) {
        // If this fails, only the message to a waiting process is less helpful.
    }
    remove_leftovers(folder.name_in_use());
}

// Removes every generation but the one in use. What can't be removed now is left to the next run.
void DatabaseLock::remove_leftovers(const std::string& in_use) const {
    unlink(fmt::format("{}/current{}", folder_.path(), unfinished_suffix).c_str());
    std::error_code error;
    fs::directory_iterator entry(folder_.path(), error);
    for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
        const std::string name = entry->path().filename().string();
        std::error_code ignored;
        if (DatabaseFolder::is_generation(name) && name != in_use)
            fs::remove_all(entry->path(), ignored);
    }
}

std::string DatabaseLock::new_generation() const { return folder_.next_generation(); }

void DatabaseLock::publish(const std::string& generation) const {
    const std::string current = folder_.path() + "/current";
    const std::string temporary = fmt::format("{}{}", current, unfinished_suffix);
    unlink(temporary.c_str());
    sync_folder(generation);
    const std::string name = fs::path(generation).filename().string();
    if (symlink(name.c_str(), temporary.c_str()) != 0 ||
        rename(temporary.c_str(), current.c_str()) != 0) {
        throw Error(fmt::format("{}: {}", current, system_reason()));
    }
    sync_folder(folder_.path());
    remove_leftovers(name);
}

}  // namespace crib
