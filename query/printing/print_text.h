#pragma once

#include <string>
#include <vector>

#include "query/printing/answer.h"
#include "query/printing/hyperlink.h"
#include "query/printing/terminal.h"
#include "query/ranking/snippet.h"

namespace crib {

// Lays out answers for people.
std::string print_text(const std::vector<Answer>& answers, const Terminal& terminal,
                       const Hyperlinks& hyperlinks, const Matcher& matches);

}  // namespace crib
