#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/note/note.h"
#include "indexer/text/spaces.h"

// The lines of a reStructuredText file, and what the first characters of one say about it.
namespace crib {

// Text without its indentation and trailing white space. A marker that has been read (`* `,
// `.. note::`) is taken off: what is left is the first line of what the marker begins.
struct RstLine {
    std::string_view text;  // empty: a blank line
    int indent = 0;         // in columns; a tab leads to the next multiple of 8
    Place place;            // of the first byte of the text

    bool blank() const { return text.empty(); }
    // Takes off so many bytes and the white space behind them.
    void take_off(std::size_t bytes);
};

// Text of one line and the place of its first byte.
struct RstPiece {
    std::string_view text;
    Place place;
};

// A paragraph or a cell: what stands of it on each line.
using RstText = std::vector<RstPiece>;

// The lines of a file; `first` and `last` are a range of them, `last` behind its end.
class RstLines {
  public:
    explicit RstLines(std::string_view text);

    std::size_t size() const { return lines_.size(); }
    RstLine& operator[](std::size_t at) { return lines_[at]; }
    const RstLine& operator[](std::size_t at) const { return lines_[at]; }
    std::span<RstLine> range(std::size_t first, std::size_t last);
    std::span<const RstLine> range(std::size_t first, std::size_t last) const;

    std::size_t end_of_blank(std::size_t first, std::size_t last) const;
    // Of the lines from `first` on up to a blank one.
    std::size_t end_of_block(std::size_t first, std::size_t last) const;
    // Of the lines from `first` on that are indented this much, blank lines among them.
    std::size_t end_of_indented(std::size_t first, std::size_t last, int indent) const;
    // `otherwise` where all are blank.
    int least_indent(std::size_t first, std::size_t last, int otherwise) const;

    RstText text(std::size_t first, std::size_t last) const;
    std::string joined(std::size_t first, std::size_t last) const;  // by spaces
    // As written, less the indentation that all lines share.
    std::string verbatim(std::size_t first, std::size_t last) const;

  private:
    std::vector<RstLine> lines_;
};

bool is_word_byte(char c);  // of a letter or a digit
// Of the name of a directive, a role, a target or a footnote: words joined by punctuation.
bool is_name_byte(char c);
// Without escapes: backslashes go, and white space behind one.
std::string unescaped(std::string_view text);
// The bytes of the marker that the text begins with, white space behind it left out; 0: none.
std::size_t bullet_marker(std::string_view text);      // `*`, `-`, `+`
std::size_t enumerator(std::string_view text);         // `1.`, `(a)`, `iv)`, `#.`
std::size_t field_marker(std::string_view text);       // `:name:`
std::size_t footnote_marker(std::string_view text);    // `[1]`, `[#name]`, `[CIT2002]`
std::size_t directive_marker(std::string_view text);   // `note::`, behind the `.. `
std::size_t marker(std::string_view text, char mark);  // one character before a space or the end

// One character of punctuation, repeated: an underline, an overline, a transition.
bool is_adornment(std::string_view text);

}  // namespace crib
