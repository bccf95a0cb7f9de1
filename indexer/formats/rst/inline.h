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
    std::size_t begin = 0;  // its label, in the text it stands in
    std::size_t end = 0;
    bool begins_line = false;
};

struct RstInline {
    std::string text;  // without markup, a line break a space
    std::vector<RstLink> links;
    // Of footnote references (none) and what else in it docutils gives an id, in their order.
    std::vector<std::string> names;

    // Goes on with the next cell of a row.
    void append(RstInline next);
};

// A reference that leads nowhere is read as text.
RstInline read_rst_inline(const RstText& text, RstReferences& references);

}  // namespace crib
