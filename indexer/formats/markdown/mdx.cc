#include "indexer/formats/markdown/mdx.h"

#include <algorithm>
#include <optional>

namespace crib {
namespace {

constexpr auto npos = std::string_view::npos;

std::string_view line_at(std::string_view text, std::size_t at) {
    return text.substr(at, text.find('\n', at) - at);
}

bool is_module_line(std::string_view line) {
    return line.starts_with("import ") || line.starts_with("import{") ||
           line.starts_with("export ");
}

// The fence that a line begins with, such as ```; empty if it is none.
std::string_view fence_of(std::string_view line) {
    line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
    if (!line.starts_with("```") && !line.starts_with("~~~")) return {};
    return line.substr(0, line.find_first_not_of(line.front()));
}

bool is_letter_of_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '-' || c == '_';
}

// The end of the JSX tag that begins at `at`, behind its `>`. Nothing if it does not end within a
// few thousand bytes, or at a blank line.
std::optional<std::size_t> end_of_tag(std::string_view text, std::size_t at) {
    constexpr std::size_t longest = 4000;
    const std::size_t most = std::min(text.size(), at + longest);
    int braces = 0;
    char quote = 0;
    for (std::size_t i = at + 1; i < most; ++i) {
        const char c = text[i];
        if (quote != 0) {
            if (c == quote) quote = 0;
        } else if (c == '"' || (c == '\'' && braces == 0)) {
            quote = c;
        } else if (c == '{') {
            ++braces;
        } else if (c == '}') {
            --braces;
        } else if (c == '>' && braces <= 0) {
            return i + 1;
        } else if (c == '<' && braces <= 0) {
            return std::nullopt;
        }
    }
    return std::nullopt;
}

// Makes HTML's attributes of those of JSX, of the same size: all are named `a`.
void blank_attributes(std::string& text, std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
        const char c = text[i];
        if (c != ' ' && c != '\t' && c != '\n' && c != '\r') text[i] = 'a';
    }
}

// Reads the tag at `at`, if there is one. Returns where to go on.
std::size_t read_tag(std::string& text, std::size_t at) {
    std::size_t name = at + 1;
    if (name < text.size() && text[name] == '/') ++name;
    std::size_t end_of_name = name;
    while (end_of_name < text.size() && is_letter_of_name(text[end_of_name])) ++end_of_name;
    if (end_of_name == name) return at + 1;
    const bool component = text[name] >= 'A' && text[name] <= 'Z';
    const auto end = end_of_tag(text, at);
    if (!end) return at + 1;
    const bool has_braces =
        std::string_view(text).substr(end_of_name, *end - end_of_name).find('{') != npos;
    // A dot is no part of a name in HTML.
    std::replace(text.begin() + static_cast<std::ptrdiff_t>(name),
                 text.begin() + static_cast<std::ptrdiff_t>(end_of_name), '.', '-');
    if (component || has_braces) {
        const bool closed = text[*end - 2] == '/';
        blank_attributes(text, end_of_name, *end - (closed ? 2 : 1));
    }
    return *end;
}

// Goes behind the code span, tag or character at `at`.
std::size_t read_inline(std::string& text, std::size_t at) {
    if (text[at] == '<') return read_tag(text, at);
    if (text[at] != '`') return at + 1;
    constexpr std::size_t longest = 1000;
    const std::size_t ticks = std::min(text.find_first_not_of('`', at), text.size()) - at;
    const std::string_view rest = std::string_view(text).substr(at + ticks, longest);
    const std::size_t close = rest.find(std::string(ticks, '`'));
    return close == npos ? at + ticks : at + ticks + close + ticks;
}

}  // namespace

std::string markdown_of_mdx(std::string_view mdx) {
    std::string text(mdx);
    std::string fence;
    bool module = false;
    bool after_blank = true;
    for (std::size_t at = 0; at < text.size();) {
        const std::string_view line = line_at(text, at);
        const std::size_t end = at + line.size();
        const bool blank = line.find_first_not_of(" \t\r") == npos;
        const std::string_view mark = fence_of(line);
        if (blank) module = false;
        if (fence.empty() && after_blank && is_module_line(line)) module = true;
        if (module) {
            std::fill(text.begin() + static_cast<std::ptrdiff_t>(at),
                      text.begin() + static_cast<std::ptrdiff_t>(end), ' ');
        } else if (!fence.empty()) {
            if (mark.starts_with(fence)) fence.clear();
        } else if (!mark.empty()) {
            fence = mark;
        } else {
            std::size_t next = at;
            while (next < end) next = read_inline(text, next);
            at = std::max(end, next);
            if (next > end) at = std::min(text.find('\n', next), text.size());
        }
        after_blank = blank || module;
        at = std::min(text.find('\n', std::max(at, end)), text.size());
        ++at;
    }
    return text;
}

std::string without_chunk_options(std::string_view code) {
    std::size_t at = 0;
    while (code.substr(at).starts_with("#|")) {
        at = std::min(code.find('\n', at), code.size() - 1) + 1;
    }
    return std::string(code.substr(at));
}

}  // namespace crib
