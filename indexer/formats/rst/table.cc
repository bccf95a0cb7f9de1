#include "indexer/formats/rst/table.h"

#include <algorithm>
#include <utility>

#include "indexer/text/unicode.h"

namespace crib {
namespace {

bool holds_only(std::string_view text, std::string_view characters) {
    return text.find_first_not_of(characters) == std::string_view::npos;
}

bool is_grid_border(std::string_view text) {
    return text.size() >= 5 && text.starts_with("+-") && text.ends_with("-+") &&
           holds_only(text, "+-");
}

// Whether this is the line between two rows, or under the head.
bool is_grid_rule(std::string_view text) {
    return text.size() >= 2 && text.starts_with('+') && text.ends_with('+') &&
           holds_only(text, "+-=");
}

bool is_simple_border(std::string_view text) {
    return text.starts_with('=') && holds_only(text, "= ") &&
           text.find("= ") != std::string_view::npos;
}

// Whether this is the line under cells that span columns.
bool is_span_rule(std::string_view text) { return text.starts_with('-') && holds_only(text, "- "); }

// A part of a line, and the number of the column in which it begins.
struct Cut {
    std::size_t column = 0;
    RstPiece piece;
};

// Cuts lines at the edges of a table's columns. An edge counts on a line only if a separator stands
// at its position on the screen. Otherwise a cell spans the columns.
class Cutter {
  public:
    Cutter(std::vector<int> edges, std::string_view separators)
        : edges_(std::move(edges)), separators_(separators) {}

    std::size_t columns() const { return edges_.size() + 1; }

    std::vector<Cut> cut(const RstLine& line) const {
        std::vector<Cut> cuts;
        std::size_t edge = 0;
        std::size_t column = 0;
        std::size_t begin = 0;
        int at_column = line.indent;
        for (std::size_t at = 0; at < line.text.size();) {
            for (; edge < edges_.size() && edges_[edge] < at_column; ++edge) {
                if (at == begin) column = edge + 1;
            }
            const bool is_edge = edge < edges_.size() && edges_[edge] == at_column &&
                                 separators_.find(line.text[at]) != std::string_view::npos;
            const Rune rune = rune_at(line.text, at);
            if (is_edge) {
                add(cuts, column, line, begin, at);
                begin = at + rune.size;
                column = edge + 1;
            }
            at += rune.size;
            at_column += crib::columns(rune.code);
        }
        add(cuts, column, line, begin, line.text.size());
        return cuts;
    }

  private:
    static void add(std::vector<Cut>& cuts, std::size_t column, const RstLine& line,
                    std::size_t begin, std::size_t end) {
        const std::string_view text = trimmed(line.text.substr(begin, end - begin));
        if (text.empty()) return;
        const auto offset = static_cast<int>(text.data() - line.text.data());
        cuts.push_back({column, {text, {line.place.line, line.place.column + offset}}});
    }

    std::vector<int> edges_;  // in columns of the screen, ascending
    std::string_view separators_;
};

// A row that still gets lines.
class OpenRow {
  public:
    explicit OpenRow(std::size_t columns) : cells_(columns) {}

    void add(const RstLine& line, const std::vector<Cut>& cuts) {
        if (row_.end_line == 0) row_.place = line.place;
        row_.end_line = line.place.line;
        for (const Cut& cut : cuts) {
            if (cells_[cut.column].empty()) filled_.push_back(cut.column);
            cells_[cut.column].push_back(cut.piece);
        }
    }

    // Moves the row to `rows`, unless it is empty, and begins the next.
    void end(std::vector<RstRow>& rows) {
        std::ranges::sort(filled_);
        for (const std::size_t column : filled_) {
            row_.cells.push_back(std::exchange(cells_[column], {}));
        }
        if (!row_.cells.empty()) rows.push_back(std::move(row_));
        row_ = {};
        filled_.clear();
    }

  private:
    std::vector<RstText> cells_;
    std::vector<std::size_t> filled_;  // the columns with text
    RstRow row_;
};

std::vector<int> grid_edges(std::span<const RstLine> table) {
    std::vector<int> edges;
    for (const RstLine& line : table) {
        if (!is_grid_rule(line.text)) continue;
        for (std::size_t at = 0; at < line.text.size(); ++at) {
            if (line.text[at] == '+') edges.push_back(line.indent + static_cast<int>(at));
        }
    }
    std::ranges::sort(edges);
    edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
    return edges;
}

// The position of the last space before each column except the first.
std::vector<int> simple_edges(const RstLine& border) {
    std::vector<int> edges;
    for (std::size_t at = 1; at < border.text.size(); ++at) {
        if (border.text[at] == '=' && border.text[at - 1] == ' ') {
            edges.push_back(border.indent + static_cast<int>(at) - 1);
        }
    }
    return edges;
}

}  // namespace

std::size_t grid_table_size(std::span<const RstLine> lines) {
    if (lines.empty() || !is_grid_border(lines[0].text)) return 0;
    const auto outside = [&](const RstLine& line) {
        return line.indent != lines[0].indent ||
               !(line.text.starts_with('+') || line.text.starts_with('|'));
    };
    return static_cast<std::size_t>(std::ranges::find_if(lines, outside) - lines.begin());
}

std::vector<RstRow> grid_table_rows(std::span<const RstLine> table) {
    const Cutter cutter(grid_edges(table), "|+");
    OpenRow row(cutter.columns());
    std::vector<RstRow> rows;
    for (const RstLine& line : table) {
        if (is_grid_rule(line.text)) {
            row.end(rows);
            continue;
        }
        std::vector<Cut> cuts = cutter.cut(line);
        // Drops rules within a row, which stand beside a cell that spans rows.
        std::erase_if(cuts, [](const Cut& cut) { return holds_only(cut.piece.text, "-="); });
        row.add(line, cuts);
    }
    row.end(rows);
    return rows;
}

std::size_t simple_table_size(std::span<const RstLine> lines) {
    if (lines.empty() || !is_simple_border(lines[0].text)) return 0;
    int borders = 0;
    for (std::size_t at = 1; at < lines.size(); ++at) {
        if (!is_simple_border(lines[at].text)) continue;
        const bool ends = at + 1 == lines.size() || lines[at + 1].blank();
        if (++borders == 2 || ends) return at + 1;
    }
    return 0;
}

std::vector<RstRow> simple_table_rows(std::span<const RstLine> table) {
    const Cutter cutter(simple_edges(table.front()), " ");
    OpenRow row(cutter.columns());
    std::vector<RstRow> rows;
    for (const RstLine& line : table) {
        if (line.blank()) continue;
        const bool is_rule = is_simple_border(line.text) || is_span_rule(line.text);
        // A line with an empty first column continues the row.
        if (is_rule || line.indent == table.front().indent) row.end(rows);
        if (!is_rule) row.add(line, cutter.cut(line));
    }
    row.end(rows);
    return rows;
}

std::vector<RstRow> list_table_rows(std::span<RstLine> lines) {
    std::vector<RstRow> rows;
    const auto first = std::ranges::find_if_not(lines, &RstLine::blank);
    const int row_indent = first == lines.end() ? 0 : first->indent;
    int cell_indent = 0;
    for (auto line = first; line != lines.end(); ++line) {
        if (line->blank()) continue;
        if (line->indent == row_indent && bullet_marker(line->text) > 0) {
            rows.push_back({{}, line->place, 0});
            line->take_off(bullet_marker(line->text));
            cell_indent = line->indent;
        }
        if (rows.empty()) continue;
        RstRow& row = rows.back();
        if (line->indent == cell_indent && bullet_marker(line->text) > 0) {
            line->take_off(bullet_marker(line->text));
            row.cells.emplace_back();
        }
        row.end_line = line->place.line;
        if (!row.cells.empty() && !line->blank())
            row.cells.back().push_back({line->text, line->place});
    }
    return rows;
}

}  // namespace crib
