#include "indexer/store/seal.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <memory>
#include <optional>
#include <sstream>
#include <vector>

#include <fmt/format.h>
#include <xapian.h>
#include <xxhash.h>

#include "indexer/files/descriptor.h"
#include "indexer/files/whole_file.h"
#include "indexer/index/database_folder.h"
#include "indexer/text/error.h"

namespace crib {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t most_summed = 32ULL << 20;  // bytes: about 10 ms
constexpr std::size_t longest_seal = 1UL << 16;     // bytes
constexpr unsigned longest_check = 600;             // seconds
constexpr int refused = 64;                         // an exit code, see check_structure()
constexpr std::string_view first_line = "crib seal 1";
constexpr std::string_view no_sum = "-";

// A file of a generation, as a line of the seal has it.
struct Sealed {
    std::string name;
    std::uint64_t size = 0;
    std::int64_t time = 0;  // of its last change, in ns
    std::string sum = std::string(no_sum);
};

std::string seal_path(const std::string& generation) { return generation + "/seal"; }

std::string sum_of(const std::string& path) {
    const Descriptor file(open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC));
    const std::unique_ptr<XXH3_state_t, decltype(&XXH3_freeState)> state(XXH3_createState(),
                                                                         &XXH3_freeState);
    XXH3_64bits_reset(state.get());
    std::vector<char> buffer(1UL << 18);
    while (true) {
        // If the file could not be opened, errno still says why.
        const ssize_t count =
            file.number() < 0 ? -1 : read(file.number(), buffer.data(), buffer.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) throw Refusal(path);
        if (count == 0) return fmt::format("{:016x}", XXH3_64bits_digest(state.get()));
        XXH3_64bits_update(state.get(), buffer.data(), static_cast<std::size_t>(count));
    }
}

// Xapian syncs what it writes, but not the file's time. Without a checksum the time must outlast a
// loss of power.
void sync_time(const std::string& path) {
    const Descriptor file(open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC));
    if (file.number() >= 0) fsync(file.number());
}

// The files that Xapian reads, by name, without their sums.
std::vector<Sealed> files_of(const std::string& generation) {
    std::vector<Sealed> files;
    std::error_code error;
    fs::directory_iterator entry(generation, error);
    for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
        const std::string name = entry->path().filename().string();
        if (name != "iamglass" && !name.ends_with(".glass")) continue;
        struct stat status {};
        if (lstat(entry->path().c_str(), &status) != 0) {
            if (errno == ENOENT) continue;
            throw Refusal(entry->path());
        }
        if (!S_ISREG(status.st_mode)) continue;
        constexpr std::int64_t second = 1'000'000'000;
        files.push_back({name, static_cast<std::uint64_t>(status.st_size),
                         status.st_mtim.tv_sec * second + status.st_mtim.tv_nsec});
    }
    if (error) throw Refusal(generation, error.value());
    std::ranges::sort(files, {}, &Sealed::name);
    return files;
}

bool is_small(const std::vector<Sealed>& files) {
    std::uint64_t size = 0;
    for (const Sealed& file : files) size += file.size;
    return size <= most_summed;
}

// The files as the last commit left them; nothing if there is no seal.
std::optional<std::vector<Sealed>> read_seal(const std::string& generation) {
    const auto text = read_beginning(seal_path(generation), longest_seal);
    if (!text) return std::nullopt;
    std::istringstream lines(*text);
    std::string line;
    std::getline(lines, line);
    if (line != first_line) return std::nullopt;
    std::vector<Sealed> files;
    for (Sealed file; lines >> file.name >> file.size >> file.time >> file.sum;) {
        files.push_back(file);
    }
    return files;
}

bool is_as_left(const std::string& generation, const std::vector<Sealed>& left) {
    const std::vector<Sealed> files = files_of(generation);
    if (!std::ranges::equal(files, left, {}, &Sealed::name, &Sealed::name)) return false;
    const bool read_all = is_small(files);
    return std::ranges::equal(files, left, [&](const Sealed& file, const Sealed& before) {
        const bool same = file.size == before.size && file.time == before.time;
        if (same && !read_all) return true;
        return file.size == before.size && before.sum != no_sum &&
               sum_of(generation + "/" + file.name) == before.sum;
    });
}

// Lets Xapian check a database, or one table. A block that a failed commit took and nobody uses is
// no damage: a copy leaves it out.
bool is_whole(const std::string& path, bool& lost_blocks) {
    try {
        return Xapian::Database::check(path) == 0;
    } catch (const Xapian::DatabaseError& error) {
        if (error.get_msg().find("missing from the free list") == std::string::npos) throw;
        lost_blocks = true;
        return true;
    }
}

// Xapian stops at the first lost block, so after one each table is checked alone.
bool is_whole(const std::string& generation) {
    bool lost_blocks = false;
    if (!is_whole(generation, lost_blocks)) return false;
    if (!lost_blocks) return true;
    const std::vector<Sealed> files = files_of(generation);
    return std::ranges::all_of(files, [&](const Sealed& file) {
        return !file.name.ends_with(".glass") ||
               is_whole(generation + "/" + file.name, lost_blocks);
    });
}

// Reads a database and checks it. Throws Refusal if the system refuses to read it.
bool has_structure(const std::string& generation) {
    for (const Sealed& file : files_of(generation)) sum_of(generation + "/" + file.name);
    try {
        // Database::check takes no flags, so a planted XAPIANDB could make it run a program.
        const Xapian::Database database = open_generation(generation);
        const bool planted = fs::exists(generation + "/XAPIANDB");
        return !planted && is_whole(generation);
    } catch (const Xapian::Error& error) {
        if (const int code = refusal_of(error)) throw Refusal(generation, code);
    } catch (...) {
        // Any other exception means damage.
    }
    return false;
}

// Checks a database, in a process of its own because Xapian may crash on damage. The exit code is 0
// for a sound one, 1 for damage, else that of a refusal and `refused`.
[[noreturn]] void check_structure(const std::string& generation) {
    for (const int signal : {SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL}) {
        std::signal(signal, SIG_DFL);
    }
    alarm(longest_check);
    // A message that a library prints when it crashes helps nobody.
    const int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (nowhere >= 0) dup2(nowhere, STDERR_FILENO);
    try {
        // Xapian does not tell why it could not read, so only what is seen twice is damage.
        bool sound = has_structure(generation);
        if (!sound) sound = has_structure(generation);
        _exit(sound ? 0 : 1);
    } catch (const Refusal& error) {
        _exit(refused + error.code());
    } catch (...) {
        _exit(refused + ENOMEM);
    }
}

bool is_sound(const std::string& generation) {
    const pid_t child = fork();
    if (child < 0) throw Refusal(generation);
    if (child == 0) check_structure(generation);
    int status = 0;
    pid_t ended = -1;
    do {
        ended = waitpid(child, &status, 0);
    } while (ended < 0 && errno == EINTR);
    if (ended < 0) throw Refusal(generation);
    const int code = WIFEXITED(status) ? WEXITSTATUS(status) : 1;
    if (code >= refused) throw Refusal(generation, code - refused);
    return code == 0;
}

}  // namespace

void check_seal(const std::string& generation, const std::string& name) {
    const auto left = read_seal(generation);
    if (left && is_as_left(generation, *left)) return;
    if (!left && is_sound(generation)) return seal(generation, false);
    throw Error(fmt::format(
        "{}: the database is damaged: its files are not as crib-index left them, so nothing was "
        "written; crib-index --rebuild DIR makes it anew",
        name));
}

void break_seal(const std::string& generation) {
    const std::string path = seal_path(generation);
    // A seal that stayed would make damage of what is written next.
    if (unlink(path.c_str()) != 0 && errno != ENOENT) throw Refusal(path);
    sync_folder(generation);
}

void seal(const std::string& generation, bool is_new) {
    std::vector<Sealed> files = files_of(generation);
    const bool summed = is_new || is_small(files);
    std::string text(first_line);
    for (Sealed& file : files) {
        const std::string path = generation + "/" + file.name;
        if (summed) {
            file.sum = sum_of(path);
        } else {
            sync_time(path);
        }
        text += fmt::format("\n{} {} {} {}", file.name, file.size, file.time, file.sum);
    }
    write_whole(seal_path(generation), text + "\n");
}

}  // namespace crib
