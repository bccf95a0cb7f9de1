#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/text/spaces.h"
#include "query/show/inline.h"

namespace crib {

// The lines of a section as they are put on a terminal, one below the other.
class Page {
  public:
    Page(NoteFormat format, int width) : format_(format), width_(width) {}

    // A paragraph is begun, and what was open is ended: `first` stands before its first line and
    // `rest` before the others.
    void begin(std::string first, std::string rest);
    // More of the paragraph, which was begun.
    void add(std::string_view line);
    // A line break in the paragraph.
    void break_line() { text_ += '\n'; }
    bool is_open() const { return open_; }
    // The open paragraph's text so far, which is taken from it.
    std::string take();

    // Writes what is open, in a style.
    void end(std::string_view style = "");
    // Writes a line that is kept as it is, in a style.
    void line(std::string_view margin, std::string_view text, std::string_view style = "");
    void line(std::string_view margin, const StyledText& text);
    // At most one empty line stands between others; a margin is kept.
    void blank(std::string_view margin = "");

    int width() const { return width_; }
    // All that was written.
    std::string text() const;

  private:
    void write(std::string line);

    NoteFormat format_;
    int width_;
    std::string written_;
    bool is_blank_ = true;  // the last line
    bool open_ = false;
    std::string first_;
    std::string rest_;
    std::string text_;
};

// The columns of white space that a line begins with (a tab leads to the next multiple of four),
// and the bytes.
struct Indent {
    int columns = 0;
    std::size_t bytes = 0;
};

Indent indent_of(std::string_view line);

// `line` without the white space of its first `columns` columns.
std::string_view outdented(std::string_view line, int columns);

// A text's lines, without their newlines.
std::vector<std::string_view> lines_of(std::string_view text);

}  // namespace crib
