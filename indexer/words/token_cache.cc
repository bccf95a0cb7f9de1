#include "indexer/words/token_cache.h"

namespace crib {
namespace {

constexpr std::size_t most_tokens = 4'000;
constexpr std::size_t most_bytes = 64;  // of a token

}  // namespace

Token* TokenCache::find(std::string_view bytes) {
    const auto known = tokens_.find(bytes);
    return known == tokens_.end() ? nullptr : &known->second;
}

void TokenCache::remember(std::string_view bytes, const Token& token) {
    if (bytes.size() > most_bytes) return;
    if (tokens_.size() >= most_tokens) tokens_.clear();
    tokens_.insert_or_assign(std::string(bytes), token);
}

}  // namespace crib
