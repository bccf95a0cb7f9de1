#pragma once

#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

#include "indexer/note/note.h"

namespace crib {

// Gives the notes of a tree one by one, so that a run need not hold all of them in memory.
class NoteSource {
  public:
    NoteSource() = default;
    NoteSource(const NoteSource&) = delete;
    NoteSource& operator=(const NoteSource&) = delete;
    NoteSource(NoteSource&&) = delete;
    NoteSource& operator=(NoteSource&&) = delete;
    virtual ~NoteSource() = default;

    // `index` counts the tree's notes, sorted by path.
    virtual std::shared_ptr<const Note> note(std::size_t index) const = 0;
};

// A source that holds all notes in memory.
class HeldNotes : public NoteSource {
  public:
    explicit HeldNotes(std::vector<Note> notes) {
        for (Note& note : notes) notes_.push_back(std::make_shared<const Note>(std::move(note)));
    }

    std::shared_ptr<const Note> note(std::size_t index) const override { return notes_[index]; }

  private:
    std::vector<std::shared_ptr<const Note>> notes_;
};

}  // namespace crib
