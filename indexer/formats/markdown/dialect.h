#pragma once

#include <string>
#include <string_view>
#include <vector>

// What the dialects of Markdown and the generators of sites write into a text that is no text:
// HTML tags, kramdown's attribute lists, Liquid and mdBook directives, docfx's marks.
namespace crib {

// The text of a piece of HTML: tags, comments, scripts and styles left out, common entities
// decoded.
std::string text_of_html(std::string_view html);

// The values of `id`, and of `name` on <a>, in a piece of HTML, in their order.
std::vector<std::string> ids_of_html(std::string_view html);

// A piece of a paragraph's text without what its dialect adds: `{{#include x}}`, `{% x %}`,
// `{: .class}`, and where it begins a line `:::` and `[!NOTE]`.
std::string without_directives(std::string text, bool begins_line);

// Code without mdBook's `{{#include x}}` and its kin.
std::string without_includes(const std::string& code);

// The bytes that docfx's mark before a link takes at the end of a text: `[!INCLUDE`, `[!code-cpp`.
std::size_t size_of_include_mark(std::string_view text);

// The ids in kramdown's attribute lists, `{: #id .class}`, in a text.
std::vector<std::string> ids_of_attribute_lists(std::string_view text);

// Cuts the attributes at the end of a heading, `{#id}` or `{: .class}`, off its text, and returns
// their id; empty when there is none.
std::string take_heading_id(std::string& heading);

}  // namespace crib
