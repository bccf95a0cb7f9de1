#pragma once

#include <string_view>

#include "indexer/note/note.h"

// Headings that only name the answer to the question above them: "Answer: D", "Solution".
namespace crib {

// Whether a heading says no more than that the answer follows. A number or an option may be behind
// it: "Solution 2", "Correct answer: B".
bool names_answer(std::string_view heading);

// Gives each question that is a heading the answer whose heading stands directly below it, even if
// that heading is of a higher rank than the question. Changes the last lines and breadcrumbs of the
// sections. The breadcrumbs and last lines that follow from the levels must be set.
void adopt_answers(Note& note);

}  // namespace crib
