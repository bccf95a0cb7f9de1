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

// The notes of a tree, read from their files when they are asked for.
class DiskNotes : public NoteSource {
  public:
    // What is expected of a note: where it lies, and a hash of its text.
    struct Expected {
        const std::string& path;
        std::uint64_t text;
    };

    // `known` are those that were read already. What can't be read now is taken from `recall`.
    DiskNotes(std::string root, std::function<Expected(std::size_t)> expect,
              std::map<std::size_t, std::shared_ptr<const Note>> known,
              std::function<Note(const std::string&)> recall);

    std::shared_ptr<const Note> note(std::size_t index) const override;

    // Whether it can be read from its file.
    bool can_read(std::size_t index) const;

    // Those that turned out to be of another text than was expected.
    const std::set<std::size_t>& changed_meanwhile() const { return changed_meanwhile_; }
    // Those that were asked for and could not be read.
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
