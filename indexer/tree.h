#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "indexer/note.h"
#include "indexer/questions.h"
#include "indexer/resolve.h"
#include "indexer/schema.h"

namespace crib {

// A question of one of a tree's notes.
struct QuestionRef {
    std::size_t note = 0;
    std::size_t question = 0;

    bool operator==(const QuestionRef&) const = default;
};

// The notes of one tree, with what their links and questions come to once all are known.
struct Tree {
    TreeRecord record;
    std::vector<Note> notes;                           // sorted by path
    std::vector<std::vector<Resolution>> resolutions;  // of each note's links
    std::vector<std::vector<Question>> questions;      // of each note
    std::map<Target, std::vector<QuestionRef>> asked;  // what leads to a section

    const Section& section(Target target) const {
        return notes[target.note].sections[target.section];
    }
};

// Resolves the notes' links and finds their questions. `exists` tells whether a file stands at a
// path from the root.
Tree assemble(TreeRecord record, std::vector<Note> notes,
              const std::function<bool(const std::string&)>& exists);

// What the notes' authors would want to mend, sorted by place.
std::vector<Problem> problems_of(const Tree& tree);

}  // namespace crib
