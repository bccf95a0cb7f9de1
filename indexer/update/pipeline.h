#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "indexer/index/tree_record.h"
#include "indexer/links/tree.h"
#include "indexer/store/manifest.h"
#include "indexer/walk/walk.h"

namespace crib {

// A tree as it is on the disk now, and the files and folders that could not be read.
struct ReadTree {
    Tree tree;
    std::vector<NoteState> states;  // of its notes, without what depends on other notes
    std::vector<Unread> unreadable;
};

// The files of a tree. `user_excludes` is git's excludes file of the user. A `list` of paths takes
// the place of the walk. Throws Error if the root cannot be read.
Walk files_of(const TreeRecord& record, const std::string& user_excludes,
              const std::optional<std::string>& list = std::nullopt);

// The size of all files of a walk together.
std::uint64_t bytes_of(const Walk& walk);

// Reads the notes that a walk found, but for those that are gone since, with `jobs` threads.
// `progress` gets how many are read, and how many there are.
ReadTree read_tree(const TreeRecord& record, Walk walk, std::size_t jobs,
                   const std::function<void(std::size_t, std::size_t)>& progress);

}  // namespace crib
