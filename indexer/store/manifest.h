#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "indexer/files/stamp.h"
#include "indexer/links/tree.h"
#include "indexer/walk/other_files.h"

namespace crib {

// What a database knows of a note beside its documents and names: what it takes to tell whether
// these are still right, and what the note adds to the report of a run.
struct NoteState {
    Stamp stamp;
    bool young = false;          // see is_young: read it again, whatever its stamp
    std::uint64_t text = 0;      // a hash
    std::uint64_t sections = 0;  // a hash of all that links may call its sections
    std::uint32_t section_count = 0;
    std::uint32_t question_count = 0;
    std::uint32_t link_count = 0;
    std::uint32_t broken_count = 0;
    std::vector<OtherFile> others;  // sorted by path

    bool operator==(const NoteState&) const = default;
};

// The notes of a tree as they were when it was indexed, sorted by path.
struct Manifest {
    std::vector<NoteNames> names;
    std::vector<NoteState> states;  // of each

    void reserve(std::size_t count);
    void add(NoteNames note, NoteState state);

    bool operator==(const Manifest&) const = default;
};

// A hash of all that links may call the sections of a note.
std::uint64_t hash_of_sections(const Note& note);

// Takes down what the note's links and questions come to now.
void take_stock(NoteState& state, const LinkedNote& note);

}  // namespace crib
