#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/text/span.h"
#include "indexer/words/tokenizer.h"
#include "query/language/parse.h"

namespace crib {

// Where a text matches, to make it stand out: in order, none over another.
using Matcher = std::function<std::vector<Span>(std::string_view)>;

// Where a text holds words of the query, small words left out unless there are no others.
std::vector<Span> matches(std::string_view text, const Query& query, const Tokenizer& tokenizer);

// The passage that shows best why an answer matched: one line of at most `length` bytes, with most
// of the query's words, the earliest of equals. Empty where there is no text.
std::string snippet(const std::vector<std::string>& passages, const Query& query,
                    const Tokenizer& tokenizer, std::size_t length = 240);

}  // namespace crib
