#pragma once

#include <string>
#include <unordered_map>

#include "indexer/note/note.h"

namespace crib {

// A heading's text without a number before it: "12. What is React?" -> "What is React?". "3.11
// changes" stays as it is.
std::string without_number(const std::string& title);

// Builds a note while its reader meets the headings, for every format. Derives from the levels of
// the headings what does not depend on the format: the note's title, the breadcrumbs and the last
// lines.
class NoteBuilder {
  public:
    // The first section, of level 0, begins at `first`, the first line of text.
    NoteBuilder(std::string path, FrontMatter front_matter, Place first);

    // The note so far. Text belongs to its last section.
    Note& note() { return note_; }
    Section& section() { return note_.sections.back(); }
    std::size_t section_index() const { return note_.sections.size() - 1; }

    // Begins the section of a heading. Its title, anchor, slug, ids, level and place are given.
    // Numbers the anchor if another section of the note has it already, makes one if it is empty,
    // and drops a number before the title (`12. What is React?`).
    void begin(Section section);
    // Adds an id to the last section. The first id of a section becomes its anchor.
    void add_id(std::string id);

    // Completes the note. `last_line` is the last line of the file.
    Note finish(int last_line);

  private:
    std::string unique(const std::string& anchor);
    void set_title();
    void set_missing_anchors();
    void set_breadcrumbs();
    void set_last_lines(int last_line);

    Note note_;
    std::unordered_map<std::string, int> anchors_;  // of the sections so far, with their counts
};

}  // namespace crib
