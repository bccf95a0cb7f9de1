#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <list>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <utility>
#include <vector>

#include "indexer/note/note_source.h"

namespace crib {

// Keeps notes in a temporary file that nobody else sees. The few that were last asked for are in
// memory, too. Several threads may put and ask.
class SpilledNotes : public NoteSource {
  public:
    // Makes room for `count` notes. Throws Error if no temporary file can be made.
    explicit SpilledNotes(std::size_t count);

    // Throws Error if the disk is full.
    void put(std::size_t index, const Note& note);
    // Keeps only the notes at these places, which ascend. They are numbered anew.
    void keep(const std::vector<std::size_t>& places);

    std::shared_ptr<const Note> note(std::size_t index) const override;

  private:
    struct FileClose {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };
    struct Extent {
        std::uint64_t offset = 0;
        std::size_t size = 0;
    };
    using Known = std::pair<std::size_t, std::shared_ptr<const Note>>;

    std::shared_ptr<const Note> known(std::size_t index) const;
    void remember(std::size_t index, std::shared_ptr<const Note> note) const;
    Note read(std::size_t index) const;

    std::unique_ptr<std::FILE, FileClose> file_;
    std::vector<Extent> extents_;
    std::uint64_t end_ = 0;
    mutable std::mutex mutex_;         // guards end_ and the members below
    mutable std::list<Known> recent_;  // the note last asked for is the first
    mutable std::unordered_map<std::size_t, std::list<Known>::iterator> places_;
};

}  // namespace crib
