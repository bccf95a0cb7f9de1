#include "query/terminal.h"

#include <algorithm>

#include "indexer/unicode.h"

namespace crib {

int columns(std::string_view text) {
    int width = 0;
    for (std::size_t at = 0; at < text.size();) {
        const Rune rune = rune_at(text, at);
        width += columns(rune.code);
        at += rune.size;
    }
    return width;
}

std::string clipped(std::string_view text, int width) {
    if (columns(text) <= width) return std::string(text);
    std::string result;
    int used = 0;
    for (std::size_t at = 0; at < text.size();) {
        const Rune rune = rune_at(text, at);
        used += columns(rune.code);
        if (used > width - 1) break;
        result.append(text, at, rune.size);
        at += rune.size;
    }
    return result + "…";
}

std::string wrapped(std::string_view text, int width, int indent) {
    std::string result;
    int used = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        const std::string_view word = text.substr(at, end - at);
        const int size = columns(word);
        if (used > 0 && used + 1 + size > width) {
            result += "\n" + std::string(static_cast<std::size_t>(indent), ' ');
            used = 0;
        } else if (used > 0) {
            result += ' ';
            ++used;
        }
        result += word;
        used += size;
        at = end + 1;
    }
    return result;
}

}  // namespace crib
