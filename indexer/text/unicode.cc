#include "indexer/text/unicode.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>

namespace crib {
namespace {

constexpr char32_t replacement = 0xFFFD;

utf8proc_category_t category(char32_t code) {
    return utf8proc_category(static_cast<utf8proc_int32_t>(code));
}

bool is_all_ascii(std::string_view text) {
    return std::ranges::all_of(text, [](unsigned char c) { return is_ascii(c); });
}

std::string ascii_lower(std::string_view text) {
    std::string result(text);
    for (char& c : result) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return result;
}

// The text as utf8proc maps it by its options.
std::string mapped(std::string_view text, int options) {
    std::string valid = repair_utf8(text);
    utf8proc_uint8_t* result = nullptr;
    const utf8proc_ssize_t size =
        utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(valid.data()),
                     static_cast<utf8proc_ssize_t>(valid.size()), &result,
                     static_cast<utf8proc_option_t>(options));
    if (size < 0) return valid;
    const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(result, &std::free);
    return {reinterpret_cast<const char*>(result), static_cast<std::size_t>(size)};
}

// Whether case does not see the character: marks, and signs such as an apostrophe.
bool is_passed_over(char32_t code) {
    const auto c = category(code);
    return is_mark(code) || c == UTF8PROC_CATEGORY_LM || c == UTF8PROC_CATEGORY_SK ||
           c == UTF8PROC_CATEGORY_CF ||
           (std::u32string_view(U"'.:\u00B7\u2018\u2019\u2024").find(code) !=
            std::u32string_view::npos);
}

bool begins_with_letter(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const Rune rune = rune_at(text, at);
        if (!is_passed_over(rune.code)) return is_letter(rune.code);
        at += rune.size;
    }
    return false;
}

}  // namespace

namespace beyond_ascii {

Rune rune_at(std::string_view text, std::size_t at) {
    utf8proc_int32_t code = -1;
    const utf8proc_ssize_t size =
        utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()) + at,
                         static_cast<utf8proc_ssize_t>(text.size() - at), &code);
    if (size <= 0 || code < 0) return {replacement, 1};
    return {static_cast<char32_t>(code), static_cast<std::size_t>(size)};
}

bool is_letter(char32_t code) {
    const auto c = category(code);
    return c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_LO;
}

bool is_mark(char32_t code) {
    const auto c = category(code);
    return c >= UTF8PROC_CATEGORY_MN && c <= UTF8PROC_CATEGORY_ME;
}

bool is_number(char32_t code) {
    const auto c = category(code);
    return c >= UTF8PROC_CATEGORY_ND && c <= UTF8PROC_CATEGORY_NO;
}

bool is_connector(char32_t code) { return category(code) == UTF8PROC_CATEGORY_PC; }

bool is_upper(char32_t code) { return category(code) == UTF8PROC_CATEGORY_LU; }

bool is_cjk(char32_t code) {
    return (code >= 0x2E80 && code <= 0x2FDF) || (code >= 0x3005 && code <= 0x3007) ||
           (code >= 0x3041 && code <= 0x30FF && code != 0x30FB) ||
           (code >= 0x3105 && code <= 0x318F) || (code >= 0x31A0 && code <= 0x31BF) ||
           (code >= 0x31F0 && code <= 0x31FF) || (code >= 0x3400 && code <= 0x4DBF) ||
           (code >= 0x4E00 && code <= 0x9FFF) || (code >= 0xA960 && code <= 0xA97F) ||
           (code >= 0xAC00 && code <= 0xD7FF) || (code >= 0xF900 && code <= 0xFAFF) ||
           (code >= 0xFF66 && code <= 0xFF9F) || (code >= 0x20000 && code <= 0x3FFFF);
}

}  // namespace beyond_ascii

Rune rune_before(std::string_view text, std::size_t at) {
    std::size_t begin = at - 1;
    while (begin > 0 && at - begin < 4 &&
           (static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80) {
        --begin;
    }
    const Rune rune = rune_at(text.substr(0, at), begin);
    return begin + rune.size == at ? rune : Rune{replacement, 1};
}

void append_rune(std::string& text, char32_t code) {
    if (code < 0x80) {
        text += static_cast<char>(code);
        return;
    }
    std::array<utf8proc_uint8_t, 4> bytes{};
    const utf8proc_ssize_t size =
        utf8proc_encode_char(static_cast<utf8proc_int32_t>(code), bytes.data());
    text.append(reinterpret_cast<const char*>(bytes.data()), static_cast<std::size_t>(size));
}

bool is_decimal(char32_t code) {
    return is_ascii(code) ? is_number(code) : category(code) == UTF8PROC_CATEGORY_ND;
}

bool is_other_number(char32_t code) {
    return !is_ascii(code) && category(code) == UTF8PROC_CATEGORY_NO;
}

int columns(char32_t code) {
    if (code < 0x80) return code >= 0x20 && code != 0x7F ? 1 : 0;
    return utf8proc_charwidth(static_cast<utf8proc_int32_t>(code));
}

int columns(std::string_view text) {
    int width = 0;
    for (std::size_t at = 0; at < text.size();) {
        const Rune rune = rune_at(text, at);
        width += columns(rune.code);
        at += rune.size;
    }
    return width;
}

std::string lower(std::string_view text) {
    if (is_all_ascii(text)) return ascii_lower(text);
    std::string result;
    result.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const Rune rune = rune_at(text, at);
        append_rune(result, static_cast<char32_t>(
                                utf8proc_tolower(static_cast<utf8proc_int32_t>(rune.code))));
        at += rune.size;
    }
    return result;
}

std::string full_lower(std::string_view text) {
    constexpr char32_t dotted_i = 0x130;
    constexpr char32_t dot_above = 0x307;
    constexpr char32_t sigma = 0x3A3;
    constexpr char32_t final_sigma = 0x3C2;
    if (is_all_ascii(text)) return ascii_lower(text);
    std::string result;
    bool in_word = false;  // whether a letter stands before, with nothing but marks after it
    for (std::size_t at = 0; at < text.size();) {
        const Rune rune = rune_at(text, at);
        const std::string_view rest = text.substr(at + rune.size);
        at += rune.size;
        if (rune.code == dotted_i) {
            result += 'i';
            append_rune(result, dot_above);
        } else if (rune.code == sigma && in_word && !begins_with_letter(rest)) {
            append_rune(result, final_sigma);
        } else {
            result += lower(text.substr(at - rune.size, rune.size));
        }
        if (!is_passed_over(rune.code)) in_word = is_letter(rune.code);
    }
    return result;
}

std::string fold(std::string_view text) {
    if (is_all_ascii(text)) return ascii_lower(text);
    return mapped(text, UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD |
                            UTF8PROC_STRIPMARK | UTF8PROC_IGNORE);
}

std::string decomposed(std::string_view text) {
    if (is_all_ascii(text)) return std::string(text);
    return mapped(text, UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE);
}

std::string_view beginning(std::string_view text, std::size_t bytes) {
    if (bytes >= text.size()) return text;
    const auto continues = [&](std::size_t at) {
        return (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80;
    };
    std::size_t end = bytes;
    while (end > 0 && bytes - end < 4 && continues(end)) --end;
    return text.substr(0, continues(end) ? bytes : end);
}

bool is_valid_utf8(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const Rune rune = rune_at(text, at);
        if (rune.code == replacement && rune.size == 1) return false;
        at += rune.size;
    }
    return true;
}

std::string repair_utf8(std::string_view text) {
    if (is_valid_utf8(text)) return std::string(text);
    std::string result;
    result.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const Rune rune = rune_at(text, at);
        append_rune(result, rune.code);
        at += rune.size;
    }
    return result;
}

}  // namespace crib
