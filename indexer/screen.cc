#include "indexer/screen.h"

#include <fmt/format.h>

#include "indexer/unicode.h"

namespace crib {
namespace {

enum class Newlines { escaped, kept };
enum class Broken { replaced, escaped };  // what is not UTF-8

// Bidirectional embeddings, overrides and isolates, and the separators that end a line.
bool reorders(char32_t code) {
    return (code >= 0x2028 && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
}

std::string escape(char32_t code) {
    if (code == '\t') return "\\t";
    if (code == '\n') return "\\n";
    if (code == '\r') return "\\r";
    return code < 0x100 ? fmt::format("\\x{:02X}", static_cast<unsigned>(code))
                        : fmt::format("\\u{{{:04X}}}", static_cast<unsigned>(code));
}

bool is_control(char32_t code) { return code < 0x20 || (code >= 0x7F && code < 0xA0); }

bool ends_line(std::string_view text, std::size_t at) {
    return text[at] == '\n' || text.substr(at, 2) == "\r\n";
}

std::string screened(std::string_view text, Newlines newlines, Broken broken) {
    std::string result;
    result.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const Rune rune = rune_at(text, at);
        const bool invalid = rune.code == 0xFFFD && rune.size == 1;
        if (invalid && broken == Broken::escaped) {
            result += escape(static_cast<unsigned char>(text[at]));
        } else if (newlines == Newlines::kept && (rune.code == '\t' || ends_line(text, at))) {
            if (rune.code != '\r') result += static_cast<char>(rune.code);
        } else if (is_control(rune.code) || reorders(rune.code)) {
            result += escape(rune.code);
        } else {
            append_rune(result, rune.code);
        }
        at += rune.size;
    }
    return result;
}

}  // namespace

std::string one_line(std::string_view text) {
    return screened(text, Newlines::escaped, Broken::replaced);
}

std::string exact_line(std::string_view text) {
    return screened(text, Newlines::escaped, Broken::escaped);
}

std::string many_lines(std::string_view text) {
    return screened(text, Newlines::kept, Broken::replaced);
}

std::string json_line(std::string_view json) {
    std::string result;
    result.reserve(json.size());
    for (std::size_t at = 0; at < json.size();) {
        const Rune rune = rune_at(json, at);
        if (is_control(rune.code) || reorders(rune.code)) {
            result += fmt::format("\\u{:04x}", static_cast<unsigned>(rune.code));
        } else {
            append_rune(result, rune.code);
        }
        at += rune.size;
    }
    return result;
}

}  // namespace crib
