#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace crib {

// Bytes of a text that look other than the rest.
struct StyledRun {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string style;    // what stands between ESC [ and m, such as 1;31
    std::string address;  // of a hyperlink

    bool operator==(const StyledRun&) const = default;
};

// A text for a terminal, safe to print, and how it looks there.
struct StyledText {
    std::string text;
    std::vector<StyledRun> runs;  // in their order, none over another

    void append(std::string_view more, std::string_view style = "", std::string_view address = "");
    void append(const StyledText& more);
};

// The text as a terminal takes it; without colour, the bare text.
std::string styled(const StyledText& text, bool color);

// The same in lines of at most `width` columns (see broken_lines), each with all it takes to look
// right by itself.
std::vector<std::string> styled_lines(const StyledText& text, int width, bool color);

}  // namespace crib
