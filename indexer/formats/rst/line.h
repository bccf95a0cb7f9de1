#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/note/note.h"
#include "indexer/text/spaces.h"

// The lines of a reStructuredText file, and the markers that they may begin with.
namespace crib {

// A line without indentation and trailing white space. A marker (`* `, `.. note::`) is removed once
// it has been read. The rest is then the first line of the item or directive.
struct RstLine {
    std::string_view text;  // empty for a blank line
    int indent = 0;         // in columns; a tab goes to the next multiple of 8
    Place place;            // the first byte of the text

    bool blank() const { return text.empty(); }
    // Removes the first `bytes` bytes, and the white space after them.
    void take_off(std::size_t bytes);
};

// A part of a line, and the place of its first byte.
struct RstPiece {
    std::string_view text;
    Place place;
};

// A paragraph or a cell: its part of each line.
using RstText = std::vector<RstPiece>;

// The lines of a file. The functions look at the range from `first` up to but not including `last`.
class RstLines {
  public:
    explicit RstLines(std::string_view text);

    std::size_t size() const { return lines_.size(); }
    RstLine& operator[](std::size_t at) { return lines_[at]; }
    const RstLine& operator[](std::size_t at) const { return lines_[at]; }
    std::span<RstLine> range(std::size_t first, std::size_t last);
    std::span<const RstLine> range(std::size_t first, std::size_t last) const;

    std::size_t end_of_blank(std::size_t first, std::size_t last) const;
    // The end of the lines from `first` on before the next blank line.
    std::size_t end_of_block(std::size_t first, std::size_t last) const;
    // The end of the lines from `first` on that are blank or indented by at least `indent`.
    std::size_t end_of_indented(std::size_t first, std::size_t last, int indent) const;
    // The smallest indentation; `otherwise` if all lines are blank.
    int least_indent(std::size_t first, std::size_t last, int otherwise) const;

    RstText text(std::size_t first, std::size_t last) const;
    std::string joined(std::size_t first, std::size_t last) const;  // with spaces between them
    // The lines as written, without the indentation that all of them share.
    std::string verbatim(std::size_t first, std::size_t last) const;

  private:
    std::vector<RstLine> lines_;
};

bool is_word_byte(char c);  // part of a letter or a digit
// Whether a byte may be in the name of a directive, role, target or footnote: words joined by
// punctuation.
bool is_name_byte(char c);
// Removes the backslashes of escapes, and white space after a backslash.
std::string unescaped(std::string_view text);
// The size of the marker at the start of the text, without the white space after it; 0 if there is
// none.
std::size_t bullet_marker(std::string_view text);      // `*`, `-`, `+`
std::size_t enumerator(std::string_view text);         // `1.`, `(a)`, `iv)`, `#.`
std::size_t field_marker(std::string_view text);       // `:name:`
std::size_t footnote_marker(std::string_view text);    // `[1]`, `[#name]`, `[CIT2002]`
std::size_t directive_marker(std::string_view text);   // `note::`, after the `.. `
std::size_t marker(std::string_view text, char mark);  // `mark`, followed by a space or nothing

// Whether a line is one character of punctuation, repeated: an underline, an overline, a
// transition.
bool is_adornment(std::string_view text);

}  // namespace crib
