#include "query/printing/terminal.h"

#include <algorithm>

#include "indexer/text/unicode.h"

namespace crib {
namespace {

// A Chinese or Japanese line does not begin with a closing mark and does not end with an opening
// mark.
constexpr std::u32string_view closing_marks = U"、。，．：；！？）］｝」』】》〉〕ー々";
constexpr std::u32string_view opening_marks = U"（［｛「『【《〈〔";

bool is_in(std::u32string_view marks, char32_t code) {
    return marks.find(code) != std::u32string_view::npos;
}

// Breaks one line of text into lines that fit.
class LineBreaker {
  public:
    LineBreaker(std::string_view text, int width) : text_(text), width_(std::max(width, 1)) {}

    void append_to(std::vector<std::string_view>& lines) {
        const std::size_t lines_before = lines.size();
        start(0);
        char32_t last = ' ';
        while (at_ < text_.size()) {
            const Rune rune = rune_at(text_, at_);
            note_chance(last, rune.code);
            const int size = columns(rune.code);
            if (used_ > 0 && used_ + size > width_) {
                const std::size_t end = chance_ > begin_ ? chance_ : at_;
                lines.push_back(trimmed(end));
                start(end);
                last = ' ';
                continue;
            }
            used_ += size;
            at_ += rune.size;
            last = rune.code;
        }
        if (begin_ < text_.size() || lines.size() == lines_before) {
            lines.push_back(trimmed(text_.size()));
        }
    }

  private:
    // Starts a line at the first character that is no space.
    void start(std::size_t begin) {
        begin_ = std::min(text_.find_first_not_of(' ', begin), text_.size());
        at_ = begin_;
        chance_ = begin_;
        used_ = 0;
    }

    // Remembers this place if the line can end between the two characters.
    void note_chance(char32_t last, char32_t next) {
        const int size = columns(next);
        const bool at_space = next == ' ' && last != ' ';
        const bool at_wide = last != ' ' && size > 0 && (size == 2 || columns(last) == 2);
        const bool kept = is_in(closing_marks, next) || is_in(opening_marks, last);
        if (at_space || (at_wide && !kept)) chance_ = at_;
    }

    std::string_view trimmed(std::size_t end) const {
        const std::string_view line = text_.substr(begin_, end - begin_);
        return line.substr(0, line.find_last_not_of(' ') + 1);
    }

    std::string_view text_;
    int width_;
    std::size_t begin_ = 0;   // of the line
    std::size_t at_ = 0;      // the next character
    std::size_t chance_ = 0;  // the last place where the line could end
    int used_ = 0;
};

}  // namespace

std::string spaces(int count) {
    std::string result;
    result.resize(static_cast<std::size_t>(std::max(count, 0)), ' ');
    return result;
}

std::string clipped(std::string_view text, int width) {
    if (columns(text) <= width) return std::string(text);
    std::string result;
    int used = 0;
    for (std::size_t at = 0; at < text.size();) {
        const Rune rune = rune_at(text, at);
        used += columns(rune.code);
        if (used > width - 1) break;
        result.append(text, at, rune.size);
        at += rune.size;
    }
    return result + "…";
}

std::vector<std::string_view> broken_lines(std::string_view text, int width) {
    std::vector<std::string_view> lines;
    std::size_t begin = 0;
    while (true) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        LineBreaker(text.substr(begin, end - begin), width).append_to(lines);
        begin = end + 1;
        if (begin >= text.size()) return lines;
    }
}

std::string wrapped(std::string_view text, int width, int indent) {
    std::string result;
    const std::vector<std::string_view> lines = broken_lines(text, width);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (i > 0) result.append("\n").append(static_cast<std::size_t>(indent), ' ');
        result += lines[i];
    }
    return result;
}

}  // namespace crib
