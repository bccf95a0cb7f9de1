#pragma once

#include <cstddef>
#include <string>
#include <string_view>

// UTF-8 and the Unicode properties that crib asks for, by utf8proc.
namespace crib {

// One code point of a text and the bytes it takes; a byte that is not UTF-8 is U+FFFD of size 1.
struct Rune {
    char32_t code = 0;
    std::size_t size = 1;
};

// What is no ASCII, for the functions below: most text is, and is decided where it is asked.
namespace beyond_ascii {

Rune rune_at(std::string_view text, std::size_t at);
bool is_letter(char32_t code);
bool is_mark(char32_t code);
bool is_number(char32_t code);
bool is_connector(char32_t code);
bool is_upper(char32_t code);
bool is_cjk(char32_t code);

}  // namespace beyond_ascii

constexpr bool is_ascii(char32_t code) { return code < 0x80; }

// `at` is less than text.size().
inline Rune rune_at(std::string_view text, std::size_t at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    return is_ascii(byte) ? Rune{byte, 1} : beyond_ascii::rune_at(text, at);
}
// The one that ends before `at`, which is more than 0.
Rune rune_before(std::string_view text, std::size_t at);
void append_rune(std::string& text, char32_t code);

inline bool is_letter(char32_t code) {
    if (!is_ascii(code)) return beyond_ascii::is_letter(code);
    return (code | 0x20) >= 'a' && (code | 0x20) <= 'z';
}
// Combining.
inline bool is_mark(char32_t code) { return !is_ascii(code) && beyond_ascii::is_mark(code); }
// Digits, and what else counts as a number.
inline bool is_number(char32_t code) {
    return is_ascii(code) ? code >= '0' && code <= '9' : beyond_ascii::is_number(code);
}
// Unicode's name for fractions, superscripts, circled digits.
bool is_other_number(char32_t code);
// Connector punctuation: '_' and its kin.
inline bool is_connector(char32_t code) {
    return is_ascii(code) ? code == '_' : beyond_ascii::is_connector(code);
}
inline bool is_upper(char32_t code) {
    return is_ascii(code) ? code >= 'A' && code <= 'Z' : beyond_ascii::is_upper(code);
}
// Han, Hiragana, Katakana, Hangul: scripts whose words no space divides, or whose words are long.
inline bool is_cjk(char32_t code) { return !is_ascii(code) && beyond_ascii::is_cjk(code); }
// Columns on a terminal: 0, 1 or 2.
int columns(char32_t code);
int columns(std::string_view text);

std::string lower(std::string_view text);
// Lower case, without accents, compatibility forms replaced: what counts as equal to a reader.
std::string fold(std::string_view text);
bool is_valid_utf8(std::string_view text);
// The same text with U+FFFD for each byte that is not UTF-8.
std::string repair_utf8(std::string_view text);

}  // namespace crib
