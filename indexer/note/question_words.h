#pragma once

#include <string>
#include <string_view>

// What the words of an item, a heading or a link say: whether they ask, join or lead around.
namespace crib {

bool has_letters(std::string_view text);

// Whether a text ends in a question: "What is it?", also with a remark behind it, "(hard)", a star;
// or opens with one that it then goes on about: "What is it? Give an example."
bool asks(std::string_view text);

// How a question opens that has no mark: "What is a closure", "Explain hoisting".
bool opens_like_question(std::string_view text);

// What may stand between a question and the links that answer it: a space, a dash, an arrow.
bool ends_in_separator(std::string_view text);
std::string_view without_separators(std::string_view text);

// "For more information, see": a link behind it belongs to the sentence.
bool ends_in_small_word(std::string_view text);

// Whether a text between links makes no prose of them: "and", "see also", "·".
bool only_joins_links(std::string_view text);

// Whether a link's label leads around the page and answers nothing: "Back to Top", an arrow.
bool is_navigation(std::string_view label);

}  // namespace crib
