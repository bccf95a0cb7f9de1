#include "indexer/files.h"

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
#include <utility>

#include <fmt/format.h>

#include "indexer/error.h"
#include "indexer/folder.h"
#include "indexer/ignore.h"
#include "indexer/note_format.h"

namespace crib {
namespace {

struct DirectoryClose {
    void operator()(DIR* directory) const { closedir(directory); }
};
using DirectoryPtr = std::unique_ptr<DIR, DirectoryClose>;

std::string reason() { return std::strerror(errno); }

struct Entry {
    std::string name;
    bool folder = false;
    Stamp stamp;
    std::string trouble;  // why it can't be read
};

// What a folder holds that a walk looks at: folders and regular files, hidden ones left out. Throws
// Error where the folder can't be read to its end, for what is missing must be known to be gone.
std::vector<Entry> entries_of(DIR* directory, const std::string& path) {
    std::vector<Entry> entries;
    bool marked = false;
    while (true) {
        errno = 0;
        const dirent* found = readdir(directory);
        if (found == nullptr && errno != 0) throw Error(fmt::format("{}: {}", path, reason()));
        if (found == nullptr) break;
        const std::string name = found->d_name;
        if (name.starts_with('.')) continue;
        marked = marked || name == DatabaseFolder::marker;
        const bool may_be_folder = found->d_type == DT_DIR || found->d_type == DT_UNKNOWN;
        if (!may_be_folder && !note_format(name)) continue;
        struct stat status {};
        if (fstatat(dirfd(directory), name.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0) {
            if (errno == ENOENT) continue;
            entries.push_back({name, may_be_folder, {}, reason()});
            continue;
        }
        const bool folder = S_ISDIR(status.st_mode);
        if (!folder && (!S_ISREG(status.st_mode) || !note_format(name))) continue;
        entries.push_back({name, folder, stamp_of(status), ""});
    }
    if (marked && DatabaseFolder(path).has_database()) return {};
    std::ranges::sort(entries, {}, &Entry::name);
    return entries;
}

bool matches_any(const std::vector<std::string>& globs, const std::string& path,
                 const std::string& name) {
    return std::ranges::any_of(globs, [&](const std::string& glob) {
        const bool whole = glob.find('/') != std::string::npos;
        const char* subject = whole ? path.c_str() : name.c_str();
        return fnmatch(glob.c_str(), subject, FNM_PATHNAME) == 0;
    });
}

class Walker {
  public:
    Walker(const std::string& root, const WalkOptions& options)
        : root_(root), options_(options), ignore_(root, options.user_excludes) {}

    Walk walk() {
        DirectoryPtr directory(opendir(root_.c_str()));
        if (!directory) throw Error(fmt::format("{}: {}", root_, reason()));
        visit(directory.get(), "", 0);
        std::ranges::sort(result_.files, {}, &File::path);
        return std::move(result_);
    }

  private:
    static constexpr int deepest = 200;

    void visit(DIR* directory, const std::string& folder, int depth) {
        const std::vector<Entry> entries = entries_of(directory, shown(folder));
        result_.folders.push_back(folder);
        if (options_.ignore) ignore_.enter(folder);
        for (const Entry& entry : entries) {
            const std::string path = folder.empty() ? entry.name : folder + "/" + entry.name;
            if (is_left_out(path, entry)) continue;
            if (!entry.trouble.empty()) {
                leave_unread(path, entry.trouble);
            } else if (entry.folder) {
                visit_folder(directory, entry.name, path, depth + 1);
            } else {
                result_.files.push_back({path, entry.stamp});
            }
        }
        if (options_.ignore) ignore_.leave();
    }

    void visit_folder(DIR* parent, const std::string& name, const std::string& path, int depth) {
        const int flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
        const int number = openat(dirfd(parent), name.c_str(), flags);
        const DirectoryPtr directory(number < 0 ? nullptr : fdopendir(number));
        if (!directory) {
            leave_unread(path, reason());
        } else if (depth > deepest) {
            leave_unread(path, "folders nest too deeply");
        } else {
            try {
                visit(directory.get(), path, depth);
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
        return matches_any(options_.exclude, path, entry.name) ||
               (options_.ignore && ignore_.ignores(path, entry.folder));
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
        if (matches_any(exclude, path.substr(0, end), path.substr(begin, end - begin))) return true;
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
        throw Error(fmt::format("{}: {}", whole, errno != 0 ? reason() : "not a regular file"));
    }
    return {{{path, stamp_of(status)}}, {}, {""}};
}

}  // namespace crib
