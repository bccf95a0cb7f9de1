#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "indexer/files/descriptor.h"

namespace crib {

// What happened in the watched folders, as far as a run needs to know.
struct FolderEvents {
    bool notes = false;    // a note, or another file that a link may lead to, has changed
    bool folders = false;  // folders or git's rules changed: watch anew

    bool any() const { return notes || folders; }
};

// Watches folders by inotify(7).
class FolderWatcher {
  public:
    // Throws Error if the kernel refuses the user another watcher.
    FolderWatcher();

    // Watches a folder, but not the folders below it. Skips a folder that no longer exists, because
    // the events of its parent tell that. Throws Error if too many folders are watched.
    void add(const std::string& folder);

    int number() const { return inotify_.number(); }

    // The events since the last call. Does not wait.
    FolderEvents read();

  private:
    Descriptor inotify_;
};

}  // namespace crib
