#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/text/span.h"
#include "indexer/words/tokenizer.h"
#include "query/language/parse.h"

namespace crib {

// Finds the parts of a text to highlight. They are in order, and no two overlap.
using Matcher = std::function<std::vector<Span>(std::string_view)>;

// The parts of a text that are words of the query. Small words count only if the query has no
// others.
std::vector<Span> matches(std::string_view text, const Query& query, const Tokenizer& tokenizer);

// The text that shows best why an answer matched: one line of at most `length` bytes, with as many
// of the query's words as possible. The earliest of equal texts wins. Empty if there is no text.
std::string snippet(const std::vector<std::string>& passages, const Query& query,
                    const Tokenizer& tokenizer, std::size_t length = 240);

}  // namespace crib
