#pragma once

#include <functional>
#include <optional>
#include <string>

namespace crib {

// A file whose path is not a note's, and that a link of a note leads to or goes through. Records
// its state when it was last looked at, so that a later run notices a change.
struct OtherFile {
    // How the file is looked for.
    enum class Search {
        exact,     // at its path
        any_case,  // at its path, in any letter case
        anywhere,  // in any folder: the path is the end of the file's, in any letter case
    };

    std::string path;  // from the root
    bool exists = false;
    std::optional<std::string> real_path = {};  // where it really lies; unset for a picture
    Search search = Search::exact;

    // Whether symbolic links lead from this path to elsewhere in the tree.
    bool is_linked() const { return real_path && !real_path->empty() && *real_path != path; }
    bool operator==(const OtherFile&) const = default;
};

// Looks at the files of a tree. All paths are from the root.
struct OtherFiles {
    using Find = std::function<std::optional<std::string>(const std::string&)>;

    // Whether a file or folder exists at a path.
    std::function<bool(const std::string&)> exists;
    // Follows symbolic links. The result is empty if it lies outside the tree.
    std::function<std::string(const std::string&)> real_path;
    // The file that a search finds. Of several, the one that lies highest, by the order of paths.
    Find in_any_case = [](const std::string&) { return std::nullopt; };
    Find anywhere = [](const std::string&) { return std::nullopt; };

    bool exists_as(OtherFile::Search search, const std::string& path) const;
};

// Looks at the files below a folder on disk. It lists the folder when something first asks for a
// file by other than its exact path, so threads must not share the result. If not `whole`, the tree
// is only one note of the folder, and no file is looked for anywhere in it.
OtherFiles other_files(const std::string& root, bool whole = true);

}  // namespace crib
