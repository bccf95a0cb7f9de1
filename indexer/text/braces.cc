#include "indexer/text/braces.h"

#include <utility>

#include <fmt/format.h>

#include "indexer/text/error.h"

namespace crib {

std::vector<TemplatePart> split_braces(std::string_view text) {
    std::vector<TemplatePart> parts;
    std::string literal;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if ((c == '{' || c == '}') && at + 1 < text.size() && text[at + 1] == c) {
            literal += c;
            ++at;
        } else if (c == '}') {
            throw Error(
                fmt::format("{}: a }} without its {{ (for the character write }}}})", text));
        } else if (c == '{') {
            const std::size_t end = text.find_first_of("{}", at + 1);
            if (end == std::string_view::npos || text[end] == '{') {
                throw Error(
                    fmt::format("{}: a {{ without its }} (for the character write {{{{)", text));
            }
            if (!literal.empty()) parts.push_back({false, std::move(literal)});
            literal.clear();
            parts.push_back({true, std::string(text.substr(at + 1, end - at - 1))});
            at = end;
        } else {
            literal += c;
        }
    }
    if (!literal.empty()) parts.push_back({false, std::move(literal)});
    return parts;
}

}  // namespace crib
