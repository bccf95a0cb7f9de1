#pragma once

#include <functional>
#include <string>
#include <vector>

#include "indexer/files.h"
#include "indexer/schema.h"
#include "indexer/tree.h"

namespace crib {

// A tree as it lies on the disk now, and what of it could not be read.
struct ReadTree {
    Tree tree;
    std::vector<Unread> unreadable;
};

// Walks, reads and resolves the notes of a tree. `user_excludes` is git's excludes file of the
// user; `progress` is told how many of how many notes are read. Throws Error where the root can't
// be read.
ReadTree read_tree(const TreeRecord& record, const std::string& user_excludes,
                   const std::function<void(std::size_t, std::size_t)>& progress);

}  // namespace crib
