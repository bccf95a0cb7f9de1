#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace crib {

// Bytes of a text that look different from the rest.
struct StyledRun {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string style;    // the part between ESC [ and m, such as 1;31
    std::string address;  // of a hyperlink

    bool operator==(const StyledRun&) const = default;
};

// A text that is safe to print on a terminal, and its looks.
struct StyledText {
    std::string text;
    std::vector<StyledRun> runs;  // in order; no two overlap

    void append(std::string_view more, std::string_view style = "", std::string_view address = "");
    void append(const StyledText& more);
};

// The text with escape sequences; without `color`, the bare text.
std::string styled(const StyledText& text, bool color);

// The same text in lines of at most `width` columns (see broken_lines). Each line has all the
// escape sequences that it needs, so that it can be printed alone.
std::vector<std::string> styled_lines(const StyledText& text, int width, bool color);

}  // namespace crib
