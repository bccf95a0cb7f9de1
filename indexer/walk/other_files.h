#pragma once

#include <functional>
#include <optional>
#include <string>

namespace crib {

// What a link of a note leads to, or by way of, and that is no note by its path: how it was when
// somebody looked, so that it is noticed when it becomes otherwise.
struct OtherFile {
    std::string path;  // from the root
    bool exists = false;
    std::optional<std::string> real_path =
        {};  // where what may lead to a note from there really lies

    // Whether links of the file system lead from there to elsewhere in the tree.
    bool is_linked() const { return real_path && !real_path->empty() && *real_path != path; }
    bool operator==(const OtherFile&) const = default;
};

// Looks at the files of a tree.
struct OtherFiles {
    // Whether anything stands at a path from the root.
    std::function<bool(const std::string&)> exists;
    // Follows links of the file system from a path to where it leads, both from the root; to
    // nothing where that is out of the tree.
    std::function<std::string(const std::string&)> real_path;
};

// Those below a folder on the disk.
OtherFiles other_files(const std::string& root);

}  // namespace crib
