#pragma once

#include <cstddef>
#include <string>
#include <string_view>

// What counts headings and questions, and is no part of their text.
namespace crib {

// The size of the number before a text, with the space behind it: 4 for "12. What is React?", also
// for "Q1. Why?". It may be "Q:", "P26.", "Question 4:", "(3)". 0 if there is none: "3.11 changes".
std::size_t size_of_number(std::string_view text);

// The same, but only for a number that says that a question follows: "Q1.", "Question:".
std::size_t size_of_question_label(std::string_view text);

// Whether a text is only a word for questions, such as the head of a column.
bool names_question(std::string_view text);

// A text without the number before it.
std::string without_number(const std::string& text);

}  // namespace crib
