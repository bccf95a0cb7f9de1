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

// What a tree on the disk is like now, and what changed since it was indexed.
struct Changes {
    Manifest now;                                                // changed notes have no counts yet
    std::map<std::size_t, std::shared_ptr<const Note>> changed;  // new notes and changed ones
    std::set<std::size_t> restamped;    // the text is the same, the times or the inode are not
    std::set<std::size_t> refiled;      // unchanged notes with a link to one of other_files
    std::set<std::string> other_files;  // files that came, went, or lead elsewhere
    std::vector<std::string> removed;   // notes
    std::set<std::size_t> added;        // notes that were not there before
    std::set<std::string> names;        // names in links that may mean another note now
    std::set<std::string> resectioned;  // notes whose section names changed
    std::vector<Unread> unreadable;
    std::size_t read = 0;  // notes

    // Whether the database needs to be written at all.
    bool any() const {
        return !changed.empty() || !restamped.empty() || !refiled.empty() || !removed.empty() ||
               !names.empty();
    }
};

// Whether a path is a folder, or lies in it.
bool lies_below(const std::string& path, const std::string& folder);

// Whether a tree is as it was, so that nothing must be read or written. `meet` gets each note up to
// the first that differs: all notes if the answer is yes.
bool is_unchanged(const StoredManifest& before, const Walk& walk, const OtherFiles& files,
                  const std::function<void(const NoteState&)>& meet);

// Compares the notes of the last run with the files of a walk, and reads the files that seem to
// have changed. A note that cannot be read is taken to be as it was.
Changes find_changes(const std::string& root, Manifest before, Walk walk, const OtherFiles& files);

}  // namespace crib
