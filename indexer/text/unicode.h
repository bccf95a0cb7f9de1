#pragma once

#include <cstddef>
#include <string>
#include <string_view>

// UTF-8, and the Unicode properties that crib needs. Uses utf8proc.
namespace crib {

// One code point of a text, and its size in bytes. A byte that is not UTF-8 is U+FFFD of size 1.
struct Rune {
    char32_t code = 0;
    std::size_t size = 1;
};

// The parts of the functions below for characters that are not ASCII. Most text is ASCII, which the
// functions decide inline.
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

// The code point at the byte `at`, which is less than text.size().
inline Rune rune_at(std::string_view text, std::size_t at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    return is_ascii(byte) ? Rune{byte, 1} : beyond_ascii::rune_at(text, at);
}
// The code point that ends before the byte `at`, which is more than 0.
Rune rune_before(std::string_view text, std::size_t at);
void append_rune(std::string& text, char32_t code);

inline bool is_letter(char32_t code) {
    if (!is_ascii(code)) return beyond_ascii::is_letter(code);
    return (code | 0x20) >= 'a' && (code | 0x20) <= 'z';
}
// Whether it is a combining mark.
inline bool is_mark(char32_t code) { return !is_ascii(code) && beyond_ascii::is_mark(code); }
// Digits of any script.
bool is_decimal(char32_t code);
// Digits, and all else that Unicode counts as a number.
inline bool is_number(char32_t code) {
    return is_ascii(code) ? code >= '0' && code <= '9' : beyond_ascii::is_number(code);
}
// Unicode's category "other number": fractions, superscripts, circled digits.
bool is_other_number(char32_t code);
// Connector punctuation: '_' and similar characters.
inline bool is_connector(char32_t code) {
    return is_ascii(code) ? code == '_' : beyond_ascii::is_connector(code);
}
inline bool is_upper(char32_t code) {
    return is_ascii(code) ? code >= 'A' && code <= 'Z' : beyond_ascii::is_upper(code);
}
// Han, Hiragana, Katakana, Hangul: scripts that put no space between words, or have long words.
inline bool is_cjk(char32_t code) { return !is_ascii(code) && beyond_ascii::is_cjk(code); }
// Width on a terminal, in columns: 0, 1 or 2.
int columns(char32_t code);
int columns(std::string_view text);

std::string lower(std::string_view text);
// Lower case as JavaScript has it: U+0130 becomes an i with a dot above it, and a sigma that ends a
// word its final form.
std::string full_lower(std::string_view text);
// Lower case, without accents, with compatibility forms replaced. Two texts with the same fold look
// equal to a reader.
std::string fold(std::string_view text);
// With each character cut into the letter and the marks it is made of, and compatibility forms
// replaced (Unicode's NFKD).
std::string decomposed(std::string_view text);
// The longest beginning of at most `bytes` bytes that does not end within a character.
std::string_view beginning(std::string_view text, std::size_t bytes);
bool is_valid_utf8(std::string_view text);
// The text with U+FFFD in place of each byte that is not UTF-8.
std::string repair_utf8(std::string_view text);

}  // namespace crib
