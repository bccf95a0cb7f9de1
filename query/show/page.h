#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/text/spaces.h"
#include "query/show/inline.h"

namespace crib {

// Collects the lines of a section for a terminal.
class Page {
  public:
    Page(NoteFormat format, int width) : format_(format), width_(width) {}

    // Ends the open paragraph and begins another. `first` stands before its first line and `rest`
    // before the others.
    void begin(std::string first, std::string rest);
    // Adds text to the open paragraph.
    void add(std::string_view line);
    // Breaks the line in the open paragraph.
    void break_line() { text_ += '\n'; }
    bool is_open() const { return open_; }
    // Removes the open paragraph's text and returns it.
    std::string take();

    // Ends the open paragraph and writes it in a style.
    void end(std::string_view style = "");
    // Writes a line as it is, without filling, in a style.
    void line(std::string_view margin, std::string_view text, std::string_view style = "");
    void line(std::string_view margin, const StyledText& text);
    // Writes an empty line unless the last one is empty. The margin still counts.
    void blank(std::string_view margin = "");

    int width() const { return width_; }
    // All lines so far.
    std::string text() const;

  private:
    void write(std::string line);

    NoteFormat format_;
    int width_;
    std::string written_;
    bool is_blank_ = true;  // whether the last line is empty
    bool open_ = false;
    std::string first_;
    std::string rest_;
    std::string text_;
};

// The white space at the start of a line, in columns and in bytes. A tab goes to the next multiple
// of four columns.
struct Indent {
    int columns = 0;
    std::size_t bytes = 0;
};

Indent indent_of(std::string_view line);

// `line` without the white space in its first `columns` columns.
std::string_view outdented(std::string_view line, int columns);

// The lines of a text, without their newlines.
std::vector<std::string_view> lines_of(std::string_view text);

}  // namespace crib
