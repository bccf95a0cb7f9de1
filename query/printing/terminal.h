#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace crib {

// What a text looks like on a terminal, or on none: width in columns, and whether with colour.
struct Terminal {
    int width = 80;
    bool color = false;
};

// None where the count is less.
std::string spaces(int count);

// The lines of a text, which are parts of it, each of at most `width` columns: broken at newlines,
// at spaces, around wide characters, and within a word only where it fills a line by itself.
std::vector<std::string_view> broken_lines(std::string_view text, int width);

// Breaks a text into lines of at most `width` columns, at spaces where there are any; each line but
// the first begins with `indent` spaces.
std::string wrapped(std::string_view text, int width, int indent);

// The beginning of a text that fits into `width` columns, with an ellipsis where it was cut.
std::string clipped(std::string_view text, int width);

}  // namespace crib
