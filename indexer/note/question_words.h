#pragma once

#include <string>
#include <string_view>

// What the words of an item, a heading or a link tell: whether it asks, joins links, or is
// navigation.
namespace crib {

bool has_letters(std::string_view text);

// Whether a character ends questions, in some script.
bool is_question_mark(char32_t code);

// Whether a text ends in a question: "What is it?". A remark "(hard)" or a star may follow. Also
// true if it begins with a question and goes on about it: "What is it? Give an example."
bool asks(std::string_view text);

// Whether a text without a question mark begins like a question: "What is a closure", "Explain
// hoisting".
bool opens_like_question(std::string_view text);

// Whether a text begins with a word that opens questions, however short it is: "Why so".
bool opens_with_question_word(std::string_view text);

// Whether a question has enough words to stand alone. One such as "Why?" or "FAQ?" may be no more
// than a figure of speech.
bool is_full_question(std::string_view question);

// Separators may stand between a question and the links that answer it: spaces, dashes, arrows.
bool ends_in_separator(std::string_view text);
std::string_view without_separators(std::string_view text);

// Whether a text ends in a small word, as "For more information, see" does. A link after it belongs
// to the sentence.
bool ends_in_small_word(std::string_view text);

// Whether a text between links only joins them, and is no prose: "and", "see also", "·".
bool only_joins_links(std::string_view text);

// Whether a heading only names the contents of its note.
bool names_contents(std::string_view heading);

// Whether a link's label is navigation on the page, and answers nothing: "Back to Top", an arrow.
bool is_navigation(std::string_view label);

}  // namespace crib
