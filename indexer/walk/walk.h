#pragma once

#include <string>
#include <vector>

#include "indexer/files/stamp.h"

namespace crib {

// A note's file as the walk found it.
struct File {
    std::string path;  // from the root, with '/'
    Stamp stamp;

    bool operator==(const File&) const = default;
};

struct WalkOptions {
    std::vector<std::string> exclude;  // globs that match a path from the root, or a file's name
    bool ignore = true;                // leave out the files that git ignores
    std::string user_excludes;         // path of the user's git excludes file; it need not exist
};

// A file or folder that could not be read, and the reason.
struct Unread {
    std::string path;    // from the root
    std::string reason;  // a message that names the path

    bool operator==(const Unread&) const = default;
};

struct Walk {
    std::vector<File> files;  // sorted by path, bytewise
    std::vector<Unread> unreadable;
    std::vector<std::string> folders;  // all folders that were read; the root is ""
};

// Finds the notes of a tree: files with a note's suffix. Skips hidden files and crib's databases,
// and does not follow symbolic links. Throws Error if the root can't be read.
Walk walk(const std::string& root, const WalkOptions& options);

// The same result for one file of a tree.
Walk walk_one(const std::string& root, const std::string& path);

// Whether a glob excludes a path or a folder above it.
bool is_excluded(const std::string& path, const std::vector<std::string>& exclude);

// Where a path leads after all symbolic links. Both paths are from the root. Empty if it leads
// nowhere or outside the tree.
std::string real_path(const std::string& root, const std::string& path);

}  // namespace crib
