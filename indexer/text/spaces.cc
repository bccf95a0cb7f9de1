#include "indexer/text/spaces.h"

namespace crib {

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(white_space);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(white_space) - first + 1);
}

std::string single_spaced(std::string_view text) {
    std::string result;
    result.reserve(text.size());
    for (const char c : trimmed(text)) {
        if (!is_white_space(c)) {
            result += c;
        } else if (result.back() != ' ') {
            result += ' ';
        }
    }
    return result;
}

}  // namespace crib
