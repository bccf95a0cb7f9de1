#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace crib {

// How to lay out a text: the width in columns, and whether to use colour.
struct Terminal {
    int width = 80;
    bool color = false;
};

// Empty if the count is negative.
std::string spaces(int count);

// The lines of a text, each of at most `width` columns. They point into the text. A line ends at a
// newline, at a space or beside a wide character; it ends inside a word only if the word is wider
// than a line.
std::vector<std::string_view> broken_lines(std::string_view text, int width);

// Breaks a text into lines of at most `width` columns, at spaces if possible. Each line after the
// first begins with `indent` spaces.
std::string wrapped(std::string_view text, int width, int indent);

// The beginning of a text that fits into `width` columns. It ends in an ellipsis if it was cut.
std::string clipped(std::string_view text, int width);

}  // namespace crib
