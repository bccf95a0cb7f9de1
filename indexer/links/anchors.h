#pragma once

#include <string>
#include <vector>

#include "indexer/note/note.h"

namespace crib {

// How the generator of a site makes the anchors of Markdown headings. A section of reStructuredText
// has the id that docutils makes, in every style.
enum class AnchorStyle {
    github,
    docutils,
    mkdocs,
    pandoc,
    mdbook,
    vitepress,
    docusaurus,
    hugo,
    kramdown,
};

// The names of the styles, in this order.
std::vector<std::string> anchor_style_names();

// A style by its name. Any other text means GitHub's style.
AnchorStyle anchor_style(const std::string& name);

// The anchor that each section of a note has on a site of that style: the id in the heading's
// braces, or else what the generator makes of its text. In GitHub's style it is the section's
// anchor. The anchor of the note's own section is empty.
std::vector<std::string> site_anchors(const Note& note, AnchorStyle style);

}  // namespace crib
