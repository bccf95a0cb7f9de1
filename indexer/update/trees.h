#pragma once

#include <optional>
#include <string>
#include <vector>

#include "indexer/index/schema.h"

namespace crib {

// What was said on the command line of the trees named there; the rest stays as it was.
struct TreeSettings {
    std::optional<std::string> name;
    std::optional<std::vector<std::string>> exclude;
    std::optional<bool> ignore;
    std::optional<std::string> anchors;
    std::optional<std::string> url;
    std::optional<std::string> language;
    std::optional<std::vector<std::string>> synonym_files;
};

// The tree at a folder or a single note, as a path typed by a person. Throws Error where there is
// neither.
TreeRecord tree_at(const std::string& path, const TreeSettings& settings);

// The same among those known already, whose other settings it keeps. Throws Error where one tree
// would lie within another, or two have one name.
TreeRecord named_tree(const std::vector<TreeRecord>& known, const std::string& path,
                      const TreeSettings& settings);

// Puts a tree in its place among others, or adds it.
void add_tree(std::vector<TreeRecord>& trees, TreeRecord tree);

// A known tree by its path, which need not exist any more, or by its name.
std::optional<TreeRecord> find_tree(const std::vector<TreeRecord>& known, const std::string& path);

// The folder or note that was named.
std::string root_of(const TreeRecord& tree);

// What to put before the paths of a tree named as `path`, so that they open from here: "",
// "notes/".
std::string shown_root(const std::string& path);

}  // namespace crib
