#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/tokenizer.h"
#include "query/parse.h"

namespace crib {

// Bytes of a text that match the query.
struct Span {
    std::size_t begin = 0;
    std::size_t end = 0;

    bool operator==(const Span&) const = default;
};

// Where a text holds words of the query, small words left out unless there are no others.
std::vector<Span> matches(std::string_view text, const Query& query, const Tokenizer& tokenizer);

// The passage that shows best why an answer matched: one line of at most `length` bytes, with most
// of the query's words, the earliest of equals. Empty where there is no text.
std::string snippet(const std::vector<std::string>& passages, const Query& query,
                    const Tokenizer& tokenizer, std::size_t length = 240);

}  // namespace crib
