#pragma once

#include <string>
#include <vector>

#include "query/answer.h"
#include "query/hyperlink.h"
#include "query/snippet.h"
#include "query/terminal.h"

namespace crib {

// Answers laid out for people to read.
std::string print_text(const std::vector<Answer>& answers, const Terminal& terminal,
                       const Hyperlinks& hyperlinks, const Matcher& matches);

}  // namespace crib
