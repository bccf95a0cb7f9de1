#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "query/answer.h"
#include "query/snippet.h"
#include "query/terminal.h"

namespace crib {

enum class Format { text, grep, tsv, json, link, url };

struct PrintOptions {
    Format format = Format::grep;
    bool null = false;  // records end in NUL, and names are raw
    Terminal terminal;  // for text
};

// Where a text matches the query, to make it stand out.
using Matcher = std::function<std::vector<Span>(std::string_view)>;

// Answers -> what crib prints, in full, safe for a terminal in every format.
std::string print(const std::vector<Answer>& answers, const PrintOptions& options,
                  const Matcher& matches);

}  // namespace crib
