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

// `at` is less than text.size().
Rune rune_at(std::string_view text, std::size_t at);
// The one that ends before `at`, which is more than 0.
Rune rune_before(std::string_view text, std::size_t at);
void append_rune(std::string& text, char32_t code);

bool is_letter(char32_t code);
bool is_mark(char32_t code);          // combining
bool is_number(char32_t code);        // digits, and what else counts as a number
bool is_other_number(char32_t code);  // Unicode's name for fractions, superscripts, circled digits
bool is_connector(char32_t code);     // connector punctuation: '_' and its kin
bool is_upper(char32_t code);
// Han, Hiragana, Katakana, Hangul: scripts whose words no space divides, or whose words are long.
bool is_cjk(char32_t code);
// Columns on a terminal: 0, 1 or 2.
int columns(char32_t code);

std::string lower(std::string_view text);
// Lower case, without accents, compatibility forms replaced: what counts as equal to a reader.
std::string fold(std::string_view text);
bool is_valid_utf8(std::string_view text);
// The same text with U+FFFD for each byte that is not UTF-8.
std::string repair_utf8(std::string_view text);

}  // namespace crib
