#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "indexer/files/descriptor.h"

namespace crib {

// What happened in the folders that are watched, as far as a run must know.
struct FolderEvents {
    bool notes = false;    // a note, or another file that links may lead to, is not what it was
    bool folders = false;  // folders came, went or moved, or what git ignores changed: watch anew

    bool any() const { return notes || folders; }
};

// The kernel's word on changes in folders, by inotify(7).
class FolderWatcher {
  public:
    // Throws Error where the kernel lets the user have no more.
    FolderWatcher();

    // Not what is below it. A folder that is gone by now is left to the events of its parent.
    // Throws Error where too many are watched.
    void add(const std::string& folder);

    int number() const { return inotify_.number(); }

    // What has happened since, without waiting.
    FolderEvents read();

  private:
    Descriptor inotify_;
};

}  // namespace crib
