#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "indexer/formats/rst/line.h"
#include "indexer/formats/rst/reference.h"
#include "indexer/note/note.h"

// The inline markup of reStructuredText.
namespace crib {

struct RstLink {
    Link link;
    std::size_t begin = 0;  // range of its label, in the text around it
    std::size_t end = 0;
    bool begins_line = false;
};

struct RstInline {
    std::string text;  // without markup; a line break is a space
    std::vector<RstLink> links;
    // The names that docutils gives an id, in the order of the text. A footnote reference adds an
    // empty name.
    std::vector<std::string> names;

    // Adds the next cell of a row.
    void append(RstInline next);
};

// A reference without a destination becomes text.
RstInline read_rst_inline(const RstText& text, RstReferences& references);

}  // namespace crib
