#pragma once

#include <functional>
#include <optional>
#include <string>

namespace crib {

// A file whose path is not a note's, and that a link of a note leads to or goes through. Records
// its state when it was last looked at, so that a later run notices a change.
struct OtherFile {
    std::string path;  // from the root
    bool exists = false;
    std::optional<std::string> real_path = {};  // where it really lies; unset for a picture

    // Whether symbolic links lead from this path to elsewhere in the tree.
    bool is_linked() const { return real_path && !real_path->empty() && *real_path != path; }
    bool operator==(const OtherFile&) const = default;
};

// Looks at the files of a tree.
struct OtherFiles {
    // Whether a file or folder exists at a path from the root.
    std::function<bool(const std::string&)> exists;
    // Follows symbolic links. Both paths are from the root; the result is empty if it lies outside
    // the tree.
    std::function<std::string(const std::string&)> real_path;
};

// Looks at the files below a folder on disk.
OtherFiles other_files(const std::string& root);

}  // namespace crib
