#include "indexer/text/screen.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include <fmt/format.h>

#include "indexer/text/unicode.h"

namespace crib {
namespace {

enum class Newlines { escaped, kept };
enum class Broken { replaced, escaped };  // bytes that are not UTF-8

// Bidirectional embeddings, overrides and isolates, and Unicode's line separators.
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

// The value of the first `count` hexadecimal digits; nothing if the text begins with fewer.
std::optional<unsigned> hex_number(std::string_view text, std::size_t count) {
    unsigned number = 0;
    const char* const end = text.data() + std::min(count, text.size());
    const auto [read, error] = std::from_chars(text.data(), end, number, 16);
    if (text.size() < count || error != std::errc() || read != end) return std::nullopt;
    return number;
}

// Decodes the escape at the start of `text` and appends it to `result`. Returns the size of the
// escape, or 0 if there is none.
std::size_t append_escaped(std::string& result, std::string_view text) {
    if (text.size() < 2) return 0;
    if (const std::size_t letter = std::string_view("tnr").find(text[1]);
        letter != std::string_view::npos) {
        result += "\t\n\r"[letter];
        return 2;
    }
    if (text.starts_with("\\x")) {
        const auto byte = hex_number(text.substr(2), 2);
        if (byte) result += static_cast<char>(*byte);
        return byte ? 4 : 0;
    }
    if (text.starts_with("\\u{") && text.size() > 7 && text[7] == '}') {
        const auto code = hex_number(text.substr(3), 4);
        if (code) append_rune(result, *code);
        return code ? 8 : 0;
    }
    return 0;
}

}  // namespace

std::string one_line(std::string_view text) {
    return screened(text, Newlines::escaped, Broken::replaced);
}

std::string exact_line(std::string_view text) {
    return screened(text, Newlines::escaped, Broken::escaped);
}

std::string printed_name(std::string_view line) {
    std::string result;
    for (std::size_t at = 0; at < line.size();) {
        const std::size_t size =
            line[at] == '\\' ? append_escaped(result, line.substr(at)) : std::size_t{0};
        if (size == 0) result += line[at];
        at += std::max<std::size_t>(size, 1);
    }
    return result;
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
