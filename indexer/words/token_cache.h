#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "indexer/words/token.h"

namespace crib {

// Tokens by the bytes that gave them, because most words of a text were met before. The cache keeps
// only short ones, and none forever.
class TokenCache {
  public:
    // The token of these bytes, at any position; null if it is not known. The cache owns it, and
    // may remove it in the next call of `remember`.
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
