#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <unordered_map>

#include "indexer/note/note_source.h"

namespace crib {

// The notes of a tree. Reads a note's file when the note is asked for, and keeps it, so threads
// must not share one.
class DiskNotes : public NoteSource {
  public:
    // Where a note should lie, and the hash that its text should have.
    struct Expected {
        const std::string& path;
        std::uint64_t text;
    };

    // `known` has the notes that were read already. `recall` makes a note that cannot be read now.
    DiskNotes(std::string root, std::function<Expected(std::size_t)> expect,
              std::map<std::size_t, std::shared_ptr<const Note>> known,
              std::function<Note(const std::string&)> recall);

    std::shared_ptr<const Note> note(std::size_t index) const override;

    // Whether the note can be read from its file.
    bool can_read(std::size_t index) const;

    // The notes whose text was not as expected.
    const std::set<std::size_t>& changed_meanwhile() const { return changed_meanwhile_; }
    // The notes that were asked for and could not be read.
    const std::set<std::size_t>& unreadable() const { return unreadable_; }

  private:
    Note read(std::size_t index) const;

    std::string root_;
    std::function<Expected(std::size_t)> expect_;
    std::map<std::size_t, std::shared_ptr<const Note>> known_;
    std::function<Note(const std::string&)> recall_;
    mutable std::unordered_map<std::size_t, std::shared_ptr<const Note>> read_;
    mutable std::set<std::size_t> changed_meanwhile_;
    mutable std::set<std::size_t> unreadable_;
};

}  // namespace crib
