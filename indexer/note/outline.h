#pragma once

#include <cstddef>
#include <vector>

#include "indexer/note/note.h"

namespace crib {

// Which headings of a note govern what: how its sections nest. A heading in a container, such as a
// list item or a block quote, governs only what is in the container. What follows the container
// belongs to the section around it.
class Outline {
  public:
    Outline();

    // The section that text belongs to: the one that was begun last, or, if that has ended with its
    // container, the one around the container.
    std::size_t current() const { return current_; }
    // The next section begins. If `governs`, it reaches to the end of its container, whatever the
    // ranks of the headings after it.
    void begin(bool governs);
    // A container begins. One that never ends counts for nothing.
    void open();
    // The innermost container ends.
    void close(int last_line);

    // The section whose title names the note: the only one of level 1 that is in no container, else
    // the only one of level 1 if it is the first heading; 0 if there is none.
    std::size_t title_of(const std::vector<Section>& sections) const;
    // Sets the breadcrumbs and the last lines. `last_line` is the last line of the file.
    void finish(Note& note, int last_line);

  private:
    struct Container {
        std::size_t parent = 0;    // the container around it
        std::size_t around = 0;    // the section around it
        std::size_t governor = 0;  // the section that governs all of it; 0 if none does
        std::size_t end = 0;       // the first section after it; 0 as long as it is open
        int last_line = 0;
    };

    void dissolve_open_containers(int last_line);
    void adopt_text_below(Note& note);
    bool is_above(std::size_t upper, std::size_t index, const std::vector<Section>& sections) const;
    void end(std::vector<Section>& sections, std::size_t index, std::size_t next) const;
    void set_own_lines(std::vector<Section>& sections) const;

    std::size_t current_ = 0;
    std::vector<Container> containers_;  // the first is the whole note
    std::vector<std::size_t> open_;      // the containers around the current place
    std::vector<std::size_t> holders_;   // the innermost container of each section
};

}  // namespace crib
