#pragma once

#include <string>

#include "indexer/note/note.h"
#include "indexer/note/outline.h"

namespace crib {

// Builds a note while its reader meets the headings, for every format. Derives from the levels of
// the headings what does not depend on the format: the note's title, the breadcrumbs and the last
// lines.
class NoteBuilder {
  public:
    // The first section, of level 0, begins at `first`, the first line of text.
    NoteBuilder(std::string path, FrontMatter front_matter, Place first);

    // The note so far. Text belongs to the section that was begun last, or if that ended with its
    // container, to the section around the container.
    Note& note() { return note_; }
    const Note& note() const { return note_; }
    Section& section() { return note_.sections[outline_.current()]; }
    std::size_t section_index() const { return outline_.current(); }

    // Begins the section of a heading. Its title, slug, ids, level and place are given, and its
    // anchor if that is an explicit id. Drops a number before the title (`12. What is React?`). If
    // `governs`, the section reaches to the end of the container around it. If the title is too
    // long, its rest is text of the section. If the level is too deep, it is the deepest. Both are
    // reported.
    void begin(Section section, bool governs = false);
    // A container begins, such as a list item or a block quote.
    void open_container() { outline_.open(); }
    // The innermost container ends.
    void close_container(int last_line) { outline_.close(last_line); }
    // Gives an id to the heading of the last section, as its braces would.
    void add_id(std::string id);

    // Completes the note. `last_line` is the last line of the file. Each section gets an anchor of
    // its own: the explicit one, else its slug, else one with a number. An explicit id keeps its
    // name, wherever it stands, and no slug of another section becomes a numbered anchor.
    Note finish(int last_line);

  private:
    void report(Place place, std::string message);
    static void limit_title(Section& section, std::size_t most);
    void limit_level(Section& section);
    void limit_repetition();
    void limit_titles();
    void limit_tags();
    void set_title();
    void set_anchors();

    Note note_;
    bool too_deep_ = false;  // a level was too deep, and that was reported
    Outline outline_;
};

}  // namespace crib
