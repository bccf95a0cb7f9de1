#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "indexer/files/stamp.h"
#include "indexer/links/tree.h"
#include "indexer/walk/other_files.h"

namespace crib {

// What a database knows of a note besides its documents and names. It tells whether these are still
// right, and what the note adds to the report of a run.
struct NoteState {
    Stamp stamp;
    bool young = false;      // see is_young: the next run reads it even if its stamp is the same
    std::uint64_t text = 0;  // a hash
    std::uint64_t sections = 0;  // see hash_of_sections
    std::uint32_t section_count = 0;
    std::uint32_t question_count = 0;
    std::uint32_t link_count = 0;
    std::uint32_t broken_count = 0;
    std::vector<OtherFile> others;  // sorted by path

    bool operator==(const NoteState&) const = default;
};

// The notes of a tree at the time it was indexed, sorted by path.
struct Manifest {
    std::vector<NoteNames> names;
    std::vector<NoteState> states;  // in the same order

    void reserve(std::size_t count);
    void add(NoteNames note, NoteState state);

    bool operator==(const Manifest&) const = default;
};

// A hash of all names by which links may call the sections of a note.
std::uint64_t hash_of_sections(const Note& note);

// Updates the counts and the other files, which depend on where the note's links lead now.
void take_stock(NoteState& state, const LinkedNote& note);

}  // namespace crib
