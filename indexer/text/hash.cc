#include "indexer/text/hash.h"

namespace crib {

std::uint64_t hash64(std::string_view text, std::uint64_t hash) {
    for (const unsigned char c : text) hash = (hash ^ c) * 0x100000001b3;
    return hash;
}

std::string digest(std::string_view text) {
    constexpr std::string_view digits =
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz+-";
    std::uint64_t hash = hash64(text);
    std::string result;
    for (int i = 0; i < 11; ++i, hash >>= 6) result += digits[hash & 63];
    return result;
}

}  // namespace crib
