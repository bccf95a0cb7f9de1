#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/note/note.h"

// CommonMark by cmark, with places that are true. cmark's own are wrong behind wrapped code spans,
// backslash breaks, reference definitions, and for links that wrap (cmark 0.30).
namespace crib {

enum class InlineKind { text, code, html, soft_break, hard_break, link, image, end, wiki };

// A piece of a paragraph or heading; what stands between a link or image and its end is its label.
struct Inline {
    InlineKind kind = InlineKind::text;
    std::string text;  // literal; of a link or image its destination; of [[a wiki link]] its inside
    Place place;       // of links, images and wiki links only

    bool operator==(const Inline&) const = default;
};

enum class MarkdownKind { heading, paragraph, table, code, html, item, end_item };

// A row of a table; its cells' inlines with a space between them.
struct MarkdownRow {
    Place place;  // of its first byte
    std::vector<Inline> inlines;
};

// A leaf block or the edge of a list item, in the order of the text. Quotes and lists leave no
// trace but in the places.
struct MarkdownBlock {
    MarkdownKind kind = MarkdownKind::paragraph;
    int level = 0;     // of a heading, 1 to 6
    std::string text;  // of code and HTML, literal
    std::string info;  // of fenced code
    Place place;       // `#` of a heading, first byte of a setext heading, marker of an item
    int end_line = 0;
    std::vector<Inline> inlines;    // of headings and paragraphs
    std::vector<MarkdownRow> rows;  // of a table, as GitHub reads them; the first is its head
};

// The blocks of a text; line numbers count from `first_line`. Nothing where cmark would take more
// than linear time for the text (it can't be interrupted): deep nesting, swarms of brackets.
std::optional<std::vector<MarkdownBlock>> parse_commonmark(std::string_view text, int first_line);

}  // namespace crib
