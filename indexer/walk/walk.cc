#include "indexer/walk/walk.h"

#include <dirent.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "indexer/index/database_folder.h"
#include "indexer/note/note_format.h"
#include "indexer/text/error.h"
#include "indexer/walk/ignore.h"

namespace crib {
namespace {

struct DirectoryClose {
    void operator()(DIR* directory) const { closedir(directory); }
};
using DirectoryPtr = std::unique_ptr<DIR, DirectoryClose>;

struct Entry {
    std::string name;  // a folder's name ends in '/', so that names sort as paths do
    Stamp stamp;       // for files only
    int trouble = 0;   // errno if it can't be read, else 0
};

bool is_folder(const Entry& entry) { return entry.name.ends_with('/'); }

std::string_view bare_name(const Entry& entry) {
    const std::string_view name = entry.name;
    return is_folder(entry) ? name.substr(0, name.size() - 1) : name;
}

// The entries of a folder that matter to a walk.
struct Listing {
    std::vector<Entry> entries;  // folders and notes, sorted
    GitFiles git;
    bool marked = false;  // has the marker of a database of crib's
};

// The entry, if it is a folder or a note; nothing if it is something else or gone. Uses the type
// from the listing where possible, because asking for a file's status takes most of a walk's time.
std::optional<Entry> entry_of(DIR* directory, const dirent& found) {
    std::string name = found.d_name;
    const bool note = note_format(name).has_value();
    if (found.d_type == DT_DIR) return Entry{std::move(name) + '/', {}};
    if (found.d_type != DT_UNKNOWN && !note) return std::nullopt;
    struct stat status {};
    if (fstatat(dirfd(directory), found.d_name, &status, AT_SYMLINK_NOFOLLOW) != 0) {
        if (errno == ENOENT) return std::nullopt;
        return Entry{std::move(name), {}, errno};
    }
    if (S_ISDIR(status.st_mode)) return Entry{std::move(name) + '/', {}};
    if (!S_ISREG(status.st_mode) || !note) return std::nullopt;
    return Entry{std::move(name), stamp_of(status)};
}

// The entries without hidden ones. Throws Error if the folder can't be read to its end, because a
// missing note must mean that it is gone.
Listing listing_of(DIR* directory, const std::string& path) {
    Listing listing;
    while (true) {
        errno = 0;
        const dirent* found = readdir(directory);
        if (found == nullptr && errno != 0)
            throw Error(fmt::format("{}: {}", path, system_reason()));
        if (found == nullptr) break;
        const std::string_view name = found->d_name;
        if (name.starts_with('.')) {
            listing.git.add(name);
            continue;
        }
        listing.marked = listing.marked || name == DatabaseFolder::marker;
        if (auto entry = entry_of(directory, *found)) listing.entries.push_back(*std::move(entry));
    }
    std::ranges::sort(listing.entries, {}, &Entry::name);
    return listing;
}

// `path` ends in `name`.
bool matches_any(const std::vector<std::string>& globs, const std::string& path,
                 std::string_view name) {
    return std::ranges::any_of(globs, [&](const std::string& glob) {
        const bool whole = glob.find('/') != std::string::npos;
        const char* subject = path.c_str() + (whole ? 0 : path.size() - name.size());
        return fnmatch(glob.c_str(), subject, FNM_PATHNAME) == 0;
    });
}

class Walker {
  public:
    Walker(const std::string& root, const WalkOptions& options)
        : root_(root), options_(options), ignore_(root, options.user_excludes) {}

    Walk walk() {
        DirectoryPtr directory(opendir(root_.c_str()));
        if (!directory) throw Error(fmt::format("{}: {}", root_, system_reason()));
        visit(directory.get(), "", 0);
        return std::move(result_);
    }

  private:
    static constexpr int deepest = 200;

    // Visits in the order of the paths. `folder` is relative to the root, and ends in '/' unless it
    // is the root.
    void visit(DIR* directory, const std::string& folder, int depth) {
        const std::string here = folder.substr(0, folder.rfind('/'));
        Listing listing = listing_of(directory, shown(here));
        if (listing.marked && DatabaseFolder(shown(here)).has_database()) listing = {};
        result_.folders.push_back(here);
        if (options_.ignore) ignore_.enter(here, listing.git);
        for (const Entry& entry : listing.entries) {
            std::string path = folder + std::string(bare_name(entry));
            if (is_left_out(path, entry)) continue;
            if (entry.trouble != 0) {
                leave_unread(path, system_reason(entry.trouble));
            } else if (is_folder(entry)) {
                visit_folder(directory, entry, path, depth + 1);
            } else {
                result_.files.push_back({std::move(path), entry.stamp});
            }
        }
        if (options_.ignore) ignore_.leave();
    }

    void visit_folder(DIR* parent, const Entry& entry, const std::string& path, int depth) {
        const int flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
        const int number = openat(dirfd(parent), std::string(bare_name(entry)).c_str(), flags);
        // It is gone since it was listed, or something else has its name.
        if (number < 0 && (errno == ENOENT || errno == ENOTDIR)) return;
        const DirectoryPtr directory(number < 0 ? nullptr : fdopendir(number));
        if (!directory) {
            leave_unread(path, system_reason());
        } else if (depth > deepest) {
            leave_unread(path, "folders nest too deeply");
        } else {
            try {
                visit(directory.get(), path + '/', depth);
            } catch (const Error& error) {
                result_.unreadable.push_back({path, error.what()});
            }
        }
    }

    void leave_unread(const std::string& path, const std::string& why) {
        result_.unreadable.push_back({path, fmt::format("{}: {}", shown(path), why)});
    }

    std::string shown(const std::string& path) const {
        return path.empty() ? root_ : fmt::format("{}/{}", root_, path);
    }

    bool is_left_out(const std::string& path, const Entry& entry) const {
        return matches_any(options_.exclude, path, bare_name(entry)) ||
               (options_.ignore && ignore_.ignores(path, is_folder(entry)));
    }

    std::string root_;
    const WalkOptions& options_;
    Ignore ignore_;
    Walk result_;
};

}  // namespace

bool is_excluded(const std::string& path, const std::vector<std::string>& exclude) {
    for (std::size_t begin = 0; begin < path.size();) {
        const std::size_t end = std::min(path.find('/', begin), path.size());
        const std::string upper = path.substr(0, end);
        if (matches_any(exclude, upper, std::string_view(upper).substr(begin))) return true;
        begin = end + 1;
    }
    return false;
}

std::string real_path(const std::string& root, const std::string& path) {
    namespace fs = std::filesystem;
    std::error_code error;
    const fs::path real = fs::canonical(fs::path(root) / path, error);
    const fs::path inside =
        error ? fs::path() : real.lexically_relative(fs::canonical(root, error));
    if (error || inside.empty() || *inside.begin() == ".." || inside == ".") return {};
    return inside.string();
}

Walk walk(const std::string& root, const WalkOptions& options) {
    return Walker(root, options).walk();
}

Walk walk_one(const std::string& root, const std::string& path) {
    const std::string whole = fmt::format("{}/{}", root, path);
    struct stat status {};
    if (lstat(whole.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) {
        throw Error(
            fmt::format("{}: {}", whole, errno != 0 ? system_reason() : "not a regular file"));
    }
    return {{{path, stamp_of(status)}}, {}, {""}};
}

}  // namespace crib
