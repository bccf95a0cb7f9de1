#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "indexer/formats/rst/table.h"
#include "indexer/note/note.h"

// The blocks of a reStructuredText file, in its order. Inline markup is not read yet.
namespace crib {

struct RstHeading {
    RstPiece title;
    int level = 0;
};

// A target: something other than a section that docutils gives an id.
struct RstTarget {
    enum class Kind { label, url, anonymous_url, other };

    Kind kind = Kind::label;
    std::string name;  // as written; may be empty
    std::string url;   // an address, or the name of another target and '_'
};

struct RstParagraph {
    RstText text;
};

// The start of a list item. All up to its RstItemEnd belongs to it.
struct RstItem {
    Place place;  // its marker
};

struct RstItemEnd {
    int line = 0;
};

struct RstTable {
    std::vector<RstRow> rows;
};

// Code that contains inline markup.
struct RstLiteral {
    RstText lines;  // the first is not blank
};

// A Block is code, with its final text. A Link is an entry of a toctree, or a picture.
using RstElement = std::variant<RstHeading, RstTarget, RstParagraph, RstItem, RstItemEnd, RstTable,
                                RstLiteral, Block, Link>;

struct RstDocument {
    std::vector<RstElement> elements;
    FrontMatter front_matter;  // from the field list at the top and from `.. meta::`
    int first_line = 1;        // of the text after the field list
    int lines = 0;
};

// Views in the result point into `text`.
RstDocument read_rst_blocks(std::string_view text);

}  // namespace crib
