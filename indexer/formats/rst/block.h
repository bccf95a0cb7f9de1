#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "indexer/formats/rst/table.h"
#include "indexer/note/note.h"

// The structure of a reStructuredText file: its parts in their order, inline markup not yet read.
namespace crib {

struct RstHeading {
    RstPiece title;
    int level = 0;
};

// What docutils gives an id, although it is no section.
struct RstTarget {
    enum class Kind { label, url, anonymous_url, other };

    Kind kind = Kind::label;
    std::string name;  // as written; empty: none
    std::string url;   // or, with '_' behind it, another name
};

struct RstParagraph {
    RstText text;
};

// An item of a list begins; all up to its RstItemEnd stands in it.
struct RstItem {
    Place place;  // of its marker
};

struct RstItemEnd {
    int line = 0;
};

struct RstTable {
    std::vector<RstRow> rows;
};

// Code with inline markup.
struct RstLiteral {
    RstText lines;  // the first is not blank
};

// Block: code, its text final. Link: an entry of a toctree or a picture.
using RstElement = std::variant<RstHeading, RstTarget, RstParagraph, RstItem, RstItemEnd, RstTable,
                                RstLiteral, Block, Link>;

struct RstDocument {
    std::vector<RstElement> elements;
    FrontMatter front_matter;  // of the field list at its top and of `.. meta::`
    int first_line = 1;        // of text, behind the field list
    int lines = 0;
};

// What the parts quote of `text` points into it.
RstDocument read_rst_blocks(std::string_view text);

}  // namespace crib
