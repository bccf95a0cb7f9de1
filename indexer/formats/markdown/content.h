#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/note/note.h"
#include "indexer/text/span.h"

// The source of a paragraph, heading or cell, and its place in the file.
namespace crib {

// Lines of the source, without the marks of the quotes and items around them, and the place where
// each begins.
struct Content {
    std::vector<std::string_view> lines;
    std::vector<Place> places;
};

// Content joined into one line. Maps an offset in that line back to its place.
class JoinedContent {
  public:
    explicit JoinedContent(const Content& content);

    const std::string& text() const { return text_; }
    Place place_of(std::size_t offset) const;
    // The ranges of all [[...]] that stand on one line, not after a backslash and not in `spans`.
    // `spans` are sorted by their start.
    std::vector<Span> double_brackets(const std::vector<Span>& spans) const;

  private:
    std::size_t line_of(std::size_t offset) const;

    std::string text_;
    std::vector<std::size_t> starts_;  // where each line begins
    std::vector<Place> places_;
};

// The ranges of all [[...]] in a text. Only innermost brackets count, and they must not be empty.
std::vector<Span> double_brackets(std::string_view text);

// The first line that is the head of a table in GitHub's syntax: the next line is a row of `---`
// with as many cells.
std::optional<std::size_t> find_table(const Content& content);

// The cells of a table row, without bars and spaces around them.
std::vector<Content> cells_of_row(std::string_view row, Place place);

}  // namespace crib
