#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/text/braces.h"
#include "query/printing/answer.h"

namespace crib {

// A line format that the user wrote, such as '{path}:{line} {title}'.
//
// A line is printed for each link. So the plain names that fit both a link and an answer (path,
// line) mean the link; the answer's own place is question_path and question_line.
class Template {
  public:
    // Outside braces, `\t`, `\n` and `\\` have their meaning in C. Throws Error if a name in braces
    // is unknown; the error lists the known names.
    explicit Template(std::string_view text);

    // The line of a link without its line end. Values are safe to print, except with `raw`.
    std::string line(const Answer& answer, const AnswerLink& link, bool raw) const;

    // Whether the template prints a field.
    bool has(std::string_view field) const;

  private:
    std::vector<TemplatePart> parts_;
};

}  // namespace crib
