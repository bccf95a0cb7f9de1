#include "indexer/formats/markdown/content.h"

#include <algorithm>

namespace crib {
namespace {

bool is_escaped(std::string_view text, std::size_t at) {
    std::size_t backslashes = 0;
    while (backslashes < at && text[at - backslashes - 1] == '\\') ++backslashes;
    return backslashes % 2 == 1;
}

// Whether a cell is `---`, `:--`, `--:` or `:-:`.
bool is_delimiter(std::string_view cell) {
    if (cell.starts_with(':')) cell.remove_prefix(1);
    if (cell.ends_with(':')) cell.remove_suffix(1);
    return !cell.empty() && cell.find_first_not_of('-') == std::string_view::npos;
}

// The end of the cell that begins at `at`: the next bar, or the end of the row.
std::size_t end_of_cell(std::string_view row, std::size_t at) {
    std::size_t end = row.find('|', at);
    while (end != std::string_view::npos && is_escaped(row, end)) end = row.find('|', end + 1);
    return std::min(end, row.size());
}

Content trimmed_cell(std::string_view row, Span cell, Place place) {
    static constexpr std::string_view space = " \t";
    std::string_view text = row.substr(cell.begin, cell.end - cell.begin);
    const std::size_t begin = std::min(text.find_first_not_of(space), text.size());
    text.remove_prefix(begin);
    text = text.substr(0, text.find_last_not_of(space) + 1);
    return {{text}, {{place.line, place.column + static_cast<int>(cell.begin + begin)}}};
}

bool is_delimiter_row(const std::vector<Content>& cells) {
    return std::ranges::all_of(
        cells, [](const Content& cell) { return is_delimiter(cell.lines.front()); });
}

}  // namespace

JoinedContent::JoinedContent(const Content& content) : places_(content.places) {
    for (const std::string_view line : content.lines) {
        if (!starts_.empty()) text_ += ' ';
        starts_.push_back(text_.size());
        text_ += line;
    }
}

Place JoinedContent::place_of(std::size_t offset) const {
    const std::size_t line = line_of(offset);
    return {places_[line].line, places_[line].column + static_cast<int>(offset - starts_[line])};
}

std::vector<Span> JoinedContent::double_brackets(const std::vector<Span>& spans) const {
    std::vector<Span> result;
    auto span = spans.begin();
    std::size_t taken = 0;  // the end of the spans so far
    for (const Span found : crib::double_brackets(text_)) {
        for (; span != spans.end() && span->begin <= found.begin; ++span) {
            taken = std::max(taken, span->end);
        }
        const bool one_line = line_of(found.begin) == line_of(found.end - 1);
        if (found.begin >= taken && one_line && !is_escaped(text_, found.begin)) {
            result.push_back(found);
        }
    }
    return result;
}

std::size_t JoinedContent::line_of(std::size_t offset) const {
    const auto after = std::ranges::upper_bound(starts_, offset);
    return static_cast<std::size_t>(after - starts_.begin()) - 1;
}

std::vector<Span> double_brackets(std::string_view text) {
    std::vector<Span> result;
    std::size_t at = 0;
    for (std::size_t close = text.find("]]"); close != std::string_view::npos;
         close = text.find("]]", at)) {
        const std::size_t open = text.substr(at, close - at).rfind("[[");
        const bool found = open != std::string_view::npos && at + open + 2 < close;
        if (found) result.push_back({at + open, close + 2});
        at = close + (found ? 2 : 1);
    }
    return result;
}

std::optional<std::size_t> find_table(const Content& content) {
    for (std::size_t i = 1; i < content.lines.size(); ++i) {
        const std::string_view line = content.lines[i];
        const bool may_be = line.find('|') != std::string_view::npos &&
                            line.find_first_not_of("|-: \t") == std::string_view::npos;
        if (!may_be) continue;
        const std::vector<Content> cells = cells_of_row(line, content.places[i]);
        const std::size_t above = cells_of_row(content.lines[i - 1], {}).size();
        if (is_delimiter_row(cells) && cells.size() == above) return i - 1;
    }
    return std::nullopt;
}

std::vector<Content> cells_of_row(std::string_view row, Place place) {
    std::vector<Content> cells;
    std::size_t at = row.starts_with('|') ? 1 : 0;
    while (at < row.size() || cells.empty()) {
        const std::size_t end = end_of_cell(row, at);
        cells.push_back(trimmed_cell(row, {at, end}, place));
        at = end + 1;
    }
    return cells;
}

}  // namespace crib
