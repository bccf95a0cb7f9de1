#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/formats/rst/line.h"
#include "indexer/note/note.h"

// What the directives of reStructuredText and Sphinx are for.
namespace crib {

enum class RstDirective {
    text,       // a note, a topic, a function, an unknown one: the argument and the inside are text
    inside,     // the argument says when or how to show the inside
    code,       // the argument is its language
    verbatim,   // code without a language
    literal,    // the same, with inline markup
    highlight,  // the argument is the language of the literal blocks that follow
    meta,       // fields about the note
    image,      // the argument is a picture
    figure,     // the same, and the inside its caption
    toctree,    // other notes, one a line
    list_table,  // a list of lists
    contents,    // made of the note's headings
    dropped,     // nothing that a reader sees here
};

RstDirective rst_directive(std::string_view name);

// `:name: value`
struct RstField {
    std::string name;
    std::string value;
};

// A value goes on over lines that do not begin with a name.
std::vector<RstField> rst_fields(std::span<const RstLine> lines);
void add_field(FrontMatter& front_matter, const RstField& field);

// `document`, `Title <document>`
Link toctree_link(const RstLine& entry);
// The line holds the argument.
Link image_link(const RstLine& line, std::span<const RstField> options);

}  // namespace crib
