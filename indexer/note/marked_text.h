#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/note/note.h"
#include "indexer/text/span.h"

// Finds the question in a text by its words and its markup.
namespace crib {

// The text of an item, a heading, a paragraph or a cell, and the ranges of its markup. The ranges
// of each kind are sorted and don't overlap.
struct MarkedText {
    std::string
        text;  // as a reader sees it, with the labels of links; white space as it is written
    std::vector<Span> links;  // their labels
    std::vector<Span> code;
    std::vector<Span> strong;
    std::vector<Span> emphasis;
    std::vector<std::size_t> breaks;       // where lines end
    std::vector<std::size_t> hard_breaks;  // those that are wanted
};

// A question, and the text behind it.
struct AskedText {
    std::string question;  // without number and separators; empty if nothing is asked
    std::string answer;  // empty if behind the question are only links, or words that lead to them
    bool by_form = false;  // it is bold, or has a label such as "Q:"
};

// The question in an item, a heading or a cell.
AskedText find_question(const MarkedText& text);

// The question in a paragraph. Only its form makes it one: it is bold, has a label or a number, or
// is a term above its definition. `question` may also be a text that only opens like a question.
AskedText find_question_of_paragraph(const MarkedText& text);

// The question in the first line of a box that is made for questions. It needs no mark.
AskedText find_question_of_box(const MarkedText& text);

// Sets what an item holds from the cells of its row. `asked` is the column that the table's head
// calls "Question", or more than the number of cells.
void set_cells(Item& row, const std::vector<MarkedText>& cells, std::size_t asked);

// The column that the head of a table calls "Question"; the number of cells if there is none.
std::size_t column_of_questions(const std::vector<std::string>& head);

// Whether a text behind a question says nothing itself: "see", "(easy)", "#tag", "Read more in".
bool points_at_links(std::string_view text);

// The text outside links and emphasis, from `begin` on.
std::string text_outside_links(const MarkedText& text, std::size_t begin);

}  // namespace crib
