#include "indexer/formats/rst/line.h"

#include <algorithm>
#include <array>
#include <optional>

#include "indexer/text/unicode.h"

namespace crib {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_ascii_letter(char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }

bool is_punctuation(char c) { return c > ' ' && c < 0x7F && !is_digit(c) && !is_ascii_letter(c); }

bool is_name(std::string_view text) {
    return !text.empty() && !is_punctuation(text.front()) && !is_punctuation(text.back()) &&
           std::ranges::all_of(text, is_name_byte);
}

// Whether a text is a number, one letter, a Roman numeral or `#`.
bool is_ordinal(std::string_view text) {
    if (text.empty()) return false;
    if (text == "#" || (text.size() == 1 && is_ascii_letter(text[0]))) return true;
    return std::ranges::all_of(text, is_digit) ||
           text.find_first_not_of("ivxlcdm") == std::string_view::npos ||
           text.find_first_not_of("IVXLCDM") == std::string_view::npos;
}

bool ends_at(std::string_view text, std::size_t at) {
    return at == text.size() || (at < text.size() && is_white_space(text[at]));
}

}  // namespace

bool is_name_byte(char c) {
    return is_word_byte(c) || std::string_view("-._+:").find(c) != std::string_view::npos;
}

bool is_word_byte(char c) {
    return is_digit(c) || is_ascii_letter(c) || static_cast<unsigned char>(c) >= 0x80;
}

std::string unescaped(std::string_view text) {
    std::string result;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool escape = text[at] == '\\';
        if (escape) ++at;
        if (at < text.size() && !(escape && is_white_space(text[at]))) result += text[at];
    }
    return result;
}

void RstLine::take_off(std::size_t bytes) {
    std::size_t end = std::min(bytes, text.size());
    while (end < text.size() && is_white_space(text[end])) ++end;
    for (std::size_t at = 0; at < end;) {
        const Rune rune = rune_at(text, at);
        indent += rune.code == '\t' ? 8 - indent % 8 : std::max(1, columns(rune.code));
        at += rune.size;
    }
    text.remove_prefix(end);
    place.column += static_cast<int>(end);
}

RstLines::RstLines(std::string_view text) {
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view whole = text.substr(0, end);
        RstLine line;
        line.text = whole.substr(0, whole.find_last_not_of(white_space) + 1);
        line.place.line = static_cast<int>(lines_.size()) + 1;
        line.take_off(0);
        lines_.push_back(line);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
}

std::span<RstLine> RstLines::range(std::size_t first, std::size_t last) {
    return std::span(lines_).subspan(first, last - first);
}

std::span<const RstLine> RstLines::range(std::size_t first, std::size_t last) const {
    return std::span(lines_).subspan(first, last - first);
}

std::size_t RstLines::end_of_blank(std::size_t first, std::size_t last) const {
    while (first < last && lines_[first].blank()) ++first;
    return first;
}

std::size_t RstLines::end_of_block(std::size_t first, std::size_t last) const {
    while (first < last && !lines_[first].blank()) ++first;
    return first;
}

std::size_t RstLines::end_of_indented(std::size_t first, std::size_t last, int indent) const {
    std::size_t end = first;
    for (std::size_t at = first; at < last; ++at) {
        if (lines_[at].blank()) continue;
        if (lines_[at].indent < indent) break;
        end = at + 1;
    }
    return end;
}

int RstLines::least_indent(std::size_t first, std::size_t last, int otherwise) const {
    std::optional<int> least;
    for (const RstLine& line : range(first, last)) {
        if (!line.blank()) least = std::min(least.value_or(line.indent), line.indent);
    }
    return least.value_or(otherwise);
}

RstText RstLines::text(std::size_t first, std::size_t last) const {
    RstText text;
    for (const RstLine& line : range(first, last)) text.push_back({line.text, line.place});
    return text;
}

std::string RstLines::joined(std::size_t first, std::size_t last) const {
    std::string text;
    for (const RstLine& line : range(first, last)) text.append(line.text).append(1, ' ');
    return std::string(trimmed(text));
}

std::string RstLines::verbatim(std::size_t first, std::size_t last) const {
    const int indent = least_indent(first, last, 0);
    std::string text;
    for (const RstLine& line : range(first, last)) {
        if (!line.blank()) text.append(static_cast<std::size_t>(line.indent - indent), ' ');
        text.append(line.text).append(1, '\n');
    }
    return text;
}

std::size_t marker(std::string_view text, char mark) {
    return !text.empty() && text[0] == mark && ends_at(text, 1) ? 1 : 0;
}

std::size_t bullet_marker(std::string_view text) {
    constexpr std::array<std::string_view, 6> bullets{"*", "-", "+", "•", "‣", "⁃"};
    for (const std::string_view bullet : bullets) {
        if (text.starts_with(bullet) && ends_at(text, bullet.size())) return bullet.size();
    }
    return 0;
}

std::size_t enumerator(std::string_view text) {
    const std::size_t begin = text.starts_with('(') ? 1 : 0;
    const std::size_t end = text.find_first_of(".)");
    if (end == std::string_view::npos || !ends_at(text, end + 1)) return 0;
    if (begin == 1 && text[end] == '.') return 0;
    return is_ordinal(text.substr(begin, end - begin)) ? end + 1 : 0;
}

std::size_t field_marker(std::string_view text) {
    if (text.size() < 3 || text[0] != ':' || text[1] == ':' || text[1] == ' ') return 0;
    for (std::size_t at = 1; at < text.size(); ++at) {
        if (text[at] == '\\') {
            ++at;
        } else if (text[at] == ':') {
            if (ends_at(text, at + 1)) return text[at - 1] == ' ' ? 0 : at + 1;
            if (text[at + 1] == '`') return 0;
        }
    }
    return 0;
}

std::size_t footnote_marker(std::string_view text) {
    if (!text.starts_with('[')) return 0;
    const bool numbered = text.size() > 1 && (text[1] == '#' || text[1] == '*');
    std::size_t end = numbered ? 2 : 1;
    while (end < text.size() && is_name_byte(text[end])) ++end;
    if (end == text.size() || text[end] != ']') return 0;
    const std::string_view label = text.substr(1, end - 1);
    const bool is_label = label == "*" || label == "#" || is_name(label.substr(numbered ? 1 : 0));
    return is_label ? end + 1 : 0;
}

std::size_t directive_marker(std::string_view text) {
    const std::size_t colons = text.find("::");
    if (colons == std::string_view::npos || !ends_at(text, colons + 2)) return 0;
    const bool spaced = colons > 0 && text[colons - 1] == ' ';
    return is_name(text.substr(0, colons - (spaced ? 1 : 0))) ? colons + 2 : 0;
}

bool is_adornment(std::string_view text) {
    return !text.empty() && is_punctuation(text[0]) &&
           text.find_first_not_of(text[0]) == std::string_view::npos;
}

}  // namespace crib
