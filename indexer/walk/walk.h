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
    std::vector<std::string> exclude;  // globs: of a whole path from the root, or of a file's name
    bool ignore = true;                // leave out what git ignores
    std::string user_excludes;         // git's excludes file of the user; need not exist
};

// A file or folder that could not be read, and why.
struct Unread {
    std::string path;    // from the root
    std::string reason;  // a sentence that names it

    bool operator==(const Unread&) const = default;
};

struct Walk {
    std::vector<File> files;  // sorted by path, in bytes
    std::vector<Unread> unreadable;
    std::vector<std::string> folders;  // that were looked into; the root is ""
};

// The notes of a tree: files named as notes are, hidden ones left out, links not followed. Throws
// Error where the root itself can't be read. A database of crib's is not walked.
Walk walk(const std::string& root, const WalkOptions& options);

// One file of a tree, as a walk would find it.
Walk walk_one(const std::string& root, const std::string& path);

// Whether globs leave a path out: itself or a folder that it lies in.
bool is_excluded(const std::string& path, const std::vector<std::string>& exclude);

// Where a path from the root leads by links of the file system, from the root, too; empty where
// that is nowhere, or out of the tree.
std::string real_path(const std::string& root, const std::string& path);

}  // namespace crib
