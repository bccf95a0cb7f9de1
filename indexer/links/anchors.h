#pragma once

#include <string>
#include <vector>

#include "indexer/note/note.h"

namespace crib {

// How the generator of a site makes the anchors of Markdown headings. A section of
// reStructuredText has docutils' id whatever the style.
enum class AnchorStyle { github, docutils, mkdocs, pandoc, mdbook };

// A style by its name; what is no name is GitHub's.
AnchorStyle anchor_style(const std::string& name);

// The anchor that each section of a note has on a site of that style: its first explicit id, else
// what the generator makes of its heading. Empty for the note's own section.
std::vector<std::string> site_anchors(const Note& note, AnchorStyle style);

}  // namespace crib
