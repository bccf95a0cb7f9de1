#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "indexer/words/token.h"

namespace crib {

// Tokens by the bytes that gave them: most of a text is words that were met before. Not every token
// is kept, and none for good.
class TokenCache {
  public:
    // The token of these bytes, wherever it stood; null when it is not known. It is the cache's,
    // until the next call of `remember`.
    Token* find(std::string_view bytes);
    void remember(std::string_view bytes, const Token& token);

  private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const {
            return std::hash<std::string_view>()(text);
        }
    };

    std::unordered_map<std::string, Token, Hash, std::equal_to<>> tokens_;
};

}  // namespace crib
