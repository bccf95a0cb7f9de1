#pragma once

#include <string>
#include <string_view>
#include <vector>

// Attribute lists: what stands in braces behind a heading or a block, and gives it an id, a class
// or another attribute. Pandoc, kramdown, Python-Markdown and markdown-it-attrs read them.
namespace crib {

// The id of the list that ends a heading, such as `{#id}`, `{ .class #id key="value" }`, `{: #id }`
// or Docusaurus's `{/* #id */}`. Cuts the list off, whether it has an id or not. Braces that hold
// anything else are text. Empty if there is no id.
std::string take_heading_id(std::string& heading);

// The id in the comment `<!-- #id -->`, which Docusaurus reads at the end of a heading.
std::string id_of_comment(std::string_view comment);

// The ids in kramdown's attribute lists in a text, such as `{: #id .class}`.
std::vector<std::string> ids_of_attribute_lists(std::string_view text);

std::string without_attribute_lists(const std::string& text);

// The name in MyST's `(name)=`, which is a line of its own; empty if the text is none.
std::string_view name_of_target(std::string_view line);

}  // namespace crib
