#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/text/braces.h"
#include "query/printing/answer.h"

namespace crib {

// A line format of the user's own, such as '{path}:{line} {title}'.
//
// What a link and an answer both have is the link's by its plain name (path, line), for a line is
// printed for each link; the answer's own place is question_path and question_line.
class Template {
  public:
    // Outside of braces `\t`, `\n` and `\\` mean what they mean in C. Throws Error, which lists the
    // names there are, where a name is none of them.
    explicit Template(std::string_view text);

    // The line of a link, without its end. Values are safe to print unless they are wanted `raw`.
    std::string line(const Answer& answer, const AnswerLink& link, bool raw) const;

    // Whether it prints a field.
    bool has(std::string_view field) const;

  private:
    std::vector<TemplatePart> parts_;
};

}  // namespace crib
