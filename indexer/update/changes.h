#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "indexer/store/manifest.h"
#include "indexer/store/stored_manifest.h"
#include "indexer/walk/other_files.h"
#include "indexer/walk/walk.h"

namespace crib {

// How a tree lies on the disk now, and how that differs from what it was.
struct Changes {
    Manifest now;  // of changed notes without the counts
    std::map<std::size_t, std::shared_ptr<const Note>> changed;  // new, or of another text
    std::set<std::size_t> restamped;    // of the same text, but with other times, or another inode
    std::set<std::size_t> refiled;      // unchanged; a file that their links lead to is otherwise
    std::set<std::string> other_files;  // that are otherwise: came, went, or lead elsewhere
    std::vector<std::string> removed;   // notes
    std::set<std::size_t> added;        // notes that were not there
    std::set<std::string> names;        // that links may call, and that may mean another note now
    std::set<std::string> resectioned;  // notes whose sections may be called otherwise now
    std::vector<Unread> unreadable;
    std::size_t read = 0;  // notes

    // Whether the database needs to be written at all.
    bool any() const {
        return !changed.empty() || !restamped.empty() || !refiled.empty() || !removed.empty() ||
               !names.empty();
    }
};

// Whether a path is a folder, or in it.
bool lies_below(const std::string& path, const std::string& folder);

// Whether a tree is as it was, so that nothing has to be read and nothing written. `meet` is told
// of the notes, of all where it is.
bool is_unchanged(const StoredManifest& before, const Walk& walk, const OtherFiles& files,
                  const std::function<void(const NoteState&)>& meet);

// Compares what was with the files of a walk, and reads those that seem to have changed. What
// could not be read is taken to be as it was.
Changes find_changes(const std::string& root, Manifest before, Walk walk, const OtherFiles& files);

}  // namespace crib
