// Fuzzes the path from text to terms that Xapian accepts.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "indexer/index/ids.h"
#include "indexer/words/tokenizer.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const crib::Tokenizer tokenizer;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    std::size_t end = 0;
    tokenizer.each(text, [&](const crib::Token& token) {
        if (token.end > text.size() || token.begin > token.end || token.terms.empty()) std::abort();
        for (const crib::Term& term : token.terms) {
            const std::string posted = crib::make_term("", term.text);
            if (posted.empty() || posted.size() > 245) std::abort();
        }
        end = token.end;
    });
    return end > text.size() ? 1 : 0;
}
