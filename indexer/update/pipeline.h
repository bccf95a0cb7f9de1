#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "indexer/index/schema.h"
#include "indexer/links/tree.h"
#include "indexer/store/manifest.h"
#include "indexer/walk/walk.h"

namespace crib {

// A tree as it lies on the disk now, and what of it could not be read.
struct ReadTree {
    Tree tree;
    std::vector<NoteState> states;  // of its notes, without what depends on others
    std::vector<Unread> unreadable;
};

// The files of a tree; of a tree of one note, that one. `user_excludes` is git's excludes file of
// the user. Where there is a `list` of paths, those of it. Throws Error where the root can't be
// read.
Walk files_of(const TreeRecord& record, const std::string& user_excludes,
              const std::optional<std::string>& list = std::nullopt);

// How large the files of a walk are together.
std::uint64_t bytes_of(const Walk& walk);

// Reads the notes of a tree that a walk found, in so many threads; `progress` is told how many of
// how many are read.
ReadTree read_tree(const TreeRecord& record, Walk walk, std::size_t jobs,
                   const std::function<void(std::size_t, std::size_t)>& progress);

}  // namespace crib
