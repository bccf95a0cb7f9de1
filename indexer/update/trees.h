#pragma once

#include <optional>
#include <string>
#include <vector>

#include "indexer/index/tree_record.h"

namespace crib {

// What the command line says about the trees that it names. The rest stays as it was.
struct TreeSettings {
    std::optional<std::string> name;
    std::optional<std::vector<std::string>> exclude;
    std::optional<bool> ignore;
    std::optional<std::string> anchors;
    std::optional<std::string> url;
    std::optional<std::string> language;
    std::optional<std::vector<std::string>> synonym_files;
};

// The tree at a path that a person typed: a folder or a single note. Throws Error if neither is
// there.
TreeRecord tree_at(const std::string& path, const TreeSettings& settings);

// The same among the known trees. A known tree keeps its other settings. Throws Error if one tree
// would lie within another, or if two would have the same name.
TreeRecord named_tree(const std::vector<TreeRecord>& known, const std::string& path,
                      const TreeSettings& settings);

// Looks for the configuration of the tree's site, unless a style of anchors was given. `home` is
// the user's home folder.
void look_at_site(TreeRecord& tree, const std::string& home);

// Replaces the tree with the same root, or adds the tree.
void add_tree(std::vector<TreeRecord>& trees, TreeRecord tree);

// Finds a known tree by its path, which need not exist any more, or by its name.
std::optional<TreeRecord> find_tree(const std::vector<TreeRecord>& known, const std::string& path);

// The path of the folder, or of the single note, that is the tree.
std::string root_of(const TreeRecord& tree);

// The prefix that makes the paths of a tree open from the working folder: "", "notes/". A person
// named the tree as `path`.
std::string shown_root(const std::string& path);

}  // namespace crib
