#pragma once

namespace crib {

// Unicode's property Alphabetic, without numbers: letters, vowel signs, letters in circles.
bool is_alphabetic(char32_t code);

}  // namespace crib
