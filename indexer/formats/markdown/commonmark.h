#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/note/note.h"

// Parses CommonMark by cmark, and corrects the places. cmark 0.30 gives wrong places after a code
// span over two lines, after a backslash at the end of a line, after reference definitions, and for
// links over two lines.
namespace crib {

enum class InlineKind {
    text,
    code,
    html,
    soft_break,
    hard_break,
    link,
    image,
    end,
    wiki,
    bar,
    ref,
    doc,
};

// A piece of a paragraph or heading. The pieces between a link or image and its end are its label.
// MyST's {ref}`label` and {doc}`path` are such links, too.
struct Inline {
    InlineKind kind = InlineKind::text;
    std::string text;       // literal text; a link's destination; the inside of [[a wiki link]]
    Place place;            // only for links, images, wiki links and those of MyST
    bool strong = false;    // for text and code: in **bold**
    bool emphasis = false;  // for text and code: in *italics*

    bool operator==(const Inline&) const = default;
};

enum class MarkdownKind {
    heading,
    paragraph,
    table,
    code,
    html,
    item,
    end_item,
    quote,
    end_quote,
    container,
    end_container
};

// A row of a table. A bar is between its cells.
struct MarkdownRow {
    Place place;  // its first byte
    std::vector<Inline> inlines;
};

// A leaf block, or the start or end of a list item, a block quote or an extension's container, in
// the order of the text. Lists show only in the places.
struct MarkdownBlock {
    MarkdownKind kind = MarkdownKind::paragraph;
    int level = 0;     // for a heading: 1 to 6
    std::string text;  // for code and HTML: the literal text; for a heading: its last line; for a
                       // container: its title
    std::string info;  // for fenced code
    Place place;       // a heading's `#`, a setext heading's first byte, an item's marker
    int end_line = 0;
    std::vector<Inline> inlines;    // for headings and paragraphs
    std::vector<MarkdownRow> rows;  // for a table in GitHub's syntax; the first row is the head
    std::vector<int> columns;       // for HTML: where each line of the text begins
};

// The blocks of a text. Line numbers count from `first_line`. Returns nothing if the text nests too
// deeply or has too many brackets: cmark would take more than linear time, and can't be
// interrupted.
std::optional<std::vector<MarkdownBlock>> parse_commonmark(std::string_view text, int first_line);

}  // namespace crib
