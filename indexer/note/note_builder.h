#pragma once

#include <string>
#include <unordered_map>

#include "indexer/note/note.h"

namespace crib {

// A heading's text without the number before it: "12. What is React?" -> "What is React?"; "3.11
// changes" stays.
std::string without_number(const std::string& title);

// Puts a note together as its reader meets the headings, and works out what follows from their
// levels alone: the note's title, breadcrumbs, last lines. The same for every format.
class NoteBuilder {
  public:
    // The note's own section begins at `first`, the first line of text.
    NoteBuilder(std::string path, FrontMatter front_matter, Place first);

    // The note so far; its last section is the one that text now belongs to.
    Note& note() { return note_; }
    Section& section() { return note_.sections.back(); }
    std::size_t section_index() const { return note_.sections.size() - 1; }

    // Begins the section of a heading; its title, anchor, slug, ids, level and place are given. An
    // anchor that another section of the note has already is numbered, and a heading without one
    // gets one; a number before the title (`12. What is React?`) is dropped.
    void begin(Section section);
    // Gives the last section a further id; its first becomes its anchor.
    void add_id(std::string id);

    // The note, whole. `last_line` is the file's.
    Note finish(int last_line);

  private:
    std::string unique(const std::string& anchor);
    void set_title();
    void set_missing_anchors();
    void set_breadcrumbs();
    void set_last_lines(int last_line);

    Note note_;
    std::unordered_map<std::string, int> anchors_;  // of the sections so far, how often met
};

}  // namespace crib
