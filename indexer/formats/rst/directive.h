#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/formats/rst/line.h"
#include "indexer/note/note.h"

// What crib does with each directive of reStructuredText and Sphinx.
namespace crib {

enum class RstDirective {
    text,        // a note, a topic, a function, an unknown one: argument and inside are text
    inside,      // only the inside is text; the argument says how or when to show it
    code,        // code; the argument is the language
    verbatim,    // code without a language
    literal,     // code with inline markup
    highlight,   // the argument is the language of the literal blocks below
    meta,        // the inside is fields about the note
    image,       // the argument is a picture
    figure,      // the argument is a picture, the inside its caption
    toctree,     // each line is another note
    list_table,  // the inside is a list of lists
    contents,    // a table of contents, which the note's headings make
    dropped,     // readers see nothing of it
};

RstDirective rst_directive(std::string_view name);

// Such as `:name: value`.
struct RstField {
    std::string name;
    std::string value;
};

// Reads fields. A line without a name continues the value above it.
std::vector<RstField> rst_fields(std::span<const RstLine> lines);
void add_field(FrontMatter& front_matter, const RstField& field);

// Reads an entry `document` or `Title <document>`.
Link toctree_link(const RstLine& entry);
// Reads a picture. The line holds the directive's argument.
Link image_link(const RstLine& line, std::span<const RstField> options);

}  // namespace crib
