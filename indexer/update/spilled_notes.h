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

// Notes in a temporary file that nobody else sees, and in memory a few of them, those last asked
// for. Several threads may put and ask.
class SpilledNotes : public NoteSource {
  public:
    // Room for so many. Throws Error where there can be no temporary file.
    explicit SpilledNotes(std::size_t count);

    // Throws Error where the disk is full.
    void put(std::size_t index, const Note& note);
    // From now on the notes are those that have these places, which ascend.
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
    mutable std::mutex mutex_;         // of end_ and what follows
    mutable std::list<Known> recent_;  // the last asked for first
    mutable std::unordered_map<std::size_t, std::list<Known>::iterator> places_;
};

}  // namespace crib
