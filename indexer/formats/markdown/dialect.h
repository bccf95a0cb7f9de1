#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/text/span.h"

// Markup that dialects of Markdown and site generators add to a text: HTML tags, kramdown's
// attribute lists, Liquid and mdBook directives, docfx's marks.
namespace crib {

// The text in a piece of HTML. Leaves out tags, comments, scripts and styles, and decodes common
// entities. A tag parts the words beside it if a browser parts them.
std::string text_of_html(std::string_view html);

// An id that HTML gives, and by which tag.
struct HtmlId {
    std::string id;
    bool anchor = false;  // of <a> or <span>: it marks a place and shows nothing
    bool name = false;    // it is the value of `name`

    bool operator==(const HtmlId&) const = default;
};

// The values of `id`, and of `name` in <a>, in the order of the HTML.
std::vector<HtmlId> ids_of_html(std::string_view html);

// Whether a tag in the HTML shows something without text: a picture, a video, a component.
bool shows_more_than_text(std::string_view html);

// Whether a tag parts the words beside it: `<br>` and `<td>` do, `<b>` does not.
bool parts_words(std::string_view tag);

// A tag that gives a page its structure.
struct HtmlTag {
    std::string name;     // in lower case
    bool closes = false;  // it is `</name>`
    Span span;            // where it stands in its HTML
};

// The tags of headings and summaries, and those that hold them: items, quotes, cells, details.
std::vector<HtmlTag> structural_tags(std::string_view html);

// The texts that stand in the place of the pictures.
std::string text_of_pictures(std::string_view html);

// A piece of a paragraph without directives of site generators: `{{#include x}}`, `{% x %}`, `{:
// .class}`. If `begins_line`, also without `:::` and `[!NOTE]` at its start.
std::string without_directives(std::string text, bool begins_line);

// The tags `#tag` in a text, as Obsidian reads them. A number alone is none.
std::vector<std::string> tags_in(std::string_view text);

// Code without mdBook's `{{#include x}}` and similar directives.
std::string without_includes(const std::string& code);

// The name of a block, as Obsidian has it, that ends a text: `Some words. ^name`. Empty if there is
// none.
std::string_view block_id_at_end(std::string_view text);

// The size of docfx's mark before a link, if a text ends in one: `[!INCLUDE`, `[!code-cpp`.
std::size_t size_of_include_mark(std::string_view text);

}  // namespace crib
