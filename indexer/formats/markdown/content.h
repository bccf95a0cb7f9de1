#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/note/note.h"
#include "indexer/text/span.h"

// What a paragraph, heading or cell holds, and where in the file it stands.
namespace crib {

// Lines as they are in the source, the marks of their containers left out, and where each begins.
struct Content {
    std::vector<std::string_view> lines;
    std::vector<Place> places;
};

// Content joined into one line, and the way back to its places.
class JoinedContent {
  public:
    explicit JoinedContent(const Content& content);

    const std::string& text() const { return text_; }
    Place place_of(std::size_t offset) const;
    // Each [[...]] that stands on one line, not behind a backslash and not in `spans`, which are
    // sorted by their begin.
    std::vector<Span> double_brackets(const std::vector<Span>& spans) const;

  private:
    std::size_t line_of(std::size_t offset) const;

    std::string text_;
    std::vector<std::size_t> starts_;  // of the lines
    std::vector<Place> places_;
};

// Each [[...]] in a text: the innermost brackets, and something between them.
std::vector<Span> double_brackets(std::string_view text);

// The line that is the head of a table, as GitHub reads tables: the next one is as many `---`.
std::optional<std::size_t> find_table(const Content& content);

// The cells of a table's row, each without the bars and spaces around it.
std::vector<Content> cells_of_row(std::string_view row, Place place);

}  // namespace crib
