#include "query/show/render.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "indexer/note/note_format.h"
#include "indexer/program/color.h"
#include "indexer/text/screen.h"
#include "indexer/text/unicode.h"
#include "query/printing/terminal.h"
#include "query/show/page.h"
#include "query/show/render_rst.h"

namespace crib {
namespace {

constexpr int code_indent = 4;
constexpr int widest_text = 100;
constexpr int most_quotes = 8;
constexpr std::size_t most_items = 16;  // how deep items may nest

// A line of at least three equal marks and nothing else.
bool is_rule(std::string_view body) {
    if (body.empty() || std::string_view("-*_").find(body[0]) == std::string_view::npos) {
        return false;
    }
    const auto is_part = [&](char c) { return c == body[0] || c == ' ' || c == '\t'; };
    return std::ranges::all_of(body, is_part) && std::ranges::count(body, body[0]) >= 3;
}

// The number of #; 0 if this is not a heading.
std::size_t heading_level(std::string_view body) {
    const std::size_t level = std::min(body.find_first_not_of('#'), body.size());
    const bool ends = level == body.size() || body[level] == ' ' || body[level] == '\t';
    return level <= 6 && ends ? level : 0;
}

// The line that opens a block of code. It tells how the block is closed.
struct Fence {
    char mark = '`';
    std::size_t size = 0;
    int indent = 0;
};

std::optional<Fence> find_fence(std::string_view body, int indent) {
    if (!body.starts_with("```") && !body.starts_with("~~~")) return std::nullopt;
    const std::size_t size = std::min(body.find_first_not_of(body[0]), body.size());
    // A code span may also begin with three backticks.
    if (body[0] == '`' && body.find('`', size) != std::string_view::npos) return std::nullopt;
    return Fence{body[0], size, indent};
}

std::string_view language_of(std::string_view body) {
    const std::string_view info =
        trimmed(body.substr(std::min(body.find_first_not_of("`~"), body.size())));
    return info.substr(0, info.find_first_of(" \t,{"));
}

// The size of a list item's marker: -, *, + or a number with . or ). Only the number 1 begins a
// list, because a sentence may be broken before a number.
std::size_t marker_size(std::string_view body, bool in_list) {
    std::size_t size = std::min(body.find_first_not_of("0123456789"), body.size());
    if (size > 9 || size == body.size() || (size > 0 && !in_list && body.substr(0, size) != "1")) {
        return 0;
    }
    const std::string_view marks = size == 0 ? "-*+" : ".)";
    if (marks.find(body[size]) == std::string_view::npos) return 0;
    ++size;
    return size == body.size() || body[size] == ' ' || body[size] == '\t' ? size : 0;
}

// Whether this is the line below a table's head.
bool is_table_rule(std::string_view body) {
    return body.find_first_not_of("|-: \t") == std::string_view::npos &&
           body.find('-') != std::string_view::npos && body.find('|') != std::string_view::npos;
}

std::vector<StyledText> cells_of(std::string_view row, std::string_view style) {
    row = trimmed(row);
    if (row.starts_with('|')) row.remove_prefix(1);
    if (row.ends_with('|') && !row.ends_with("\\|")) row.remove_suffix(1);
    std::vector<StyledText> cells;
    std::string cell;
    for (std::size_t at = 0; at <= row.size(); ++at) {
        const bool escaped = at + 1 < row.size() && row[at] == '\\' && row[at + 1] == '|';
        if (escaped) {
            cell += row[++at];
        } else if (at == row.size() || row[at] == '|') {
            cells.push_back(read_inline(trimmed(cell), NoteFormat::markdown, style));
            cell.clear();
        } else {
            cell += row[at];
        }
    }
    return cells;
}

// Whether this is an anchor, which a reader of the page does not see.
bool is_anchor(std::string_view body) {
    return (body.starts_with("<a id=") || body.starts_with("<a name=")) && body.ends_with("</a>") &&
           std::ranges::count(body, '<') == 2;
}

// Whether a line of a paragraph may be the underline of a heading.
bool is_underline(std::string_view body) {
    return body.find_first_not_of('=') == std::string_view::npos ||
           (body.size() > 1 && body.find_first_not_of('-') == std::string_view::npos);
}

// A heading's text, without the marks around it and without its id.
std::string_view heading_text(std::string_view body) {
    std::string_view text = trimmed(body.substr(heading_level(body)));
    const std::size_t id = text.rfind("{#");
    if (id != std::string_view::npos && text.ends_with('}')) text = trimmed(text.substr(0, id));
    const std::size_t last = text.find_last_not_of('#');
    if (last == std::string_view::npos) return "";
    return text[last] == ' ' ? trimmed(text.substr(0, last)) : text;
}

class MarkdownReader {
  public:
    explicit MarkdownReader(int width) : page_(NoteFormat::markdown, width) {}

    void take(std::string_view line) {
        if (!fence_ || quotes_ > 0) line = take_quotes(line);
        if (fence_) {
            take_code(line);
        } else if (in_comment_) {
            take_comment(line);
        } else {
            line_ = line;
            const Indent indent = indent_of(line);
            take_body(line.substr(indent.bytes), indent.columns);
        }
    }

    std::string text() {
        end_table();
        page_.end();
        return page_.text();
    }

  private:
    // An open list item: the column where its text begins in the note, and on the page.
    struct Item {
        int column = 0;
        int shown = 0;
    };

    // The line without its quotation marks. If their number changes, all that is open ends, except
    // a paragraph that continues without them.
    std::string_view take_quotes(std::string_view line) {
        int count = 0;
        std::string_view rest = line;
        while (true) {
            const std::string_view body = rest.substr(indent_of(rest).bytes);
            if (!body.starts_with('>') || count == most_quotes) break;
            rest = body.substr(body.starts_with("> ") ? 2 : 1);
            ++count;
        }
        const bool goes_on = count < quotes_ && page_.is_open() && !trimmed(rest).empty() &&
                             !begins_block(trimmed(rest));
        if (count != quotes_ && !goes_on) {
            end_table();
            page_.end();
            items_.clear();
            fence_.reset();
            quotes_ = count;
        }
        return rest;
    }

    bool begins_block(std::string_view body) const {
        return marker_size(body, is_in_list()) > 0 || heading_level(body) > 0 || is_rule(body) ||
               find_fence(body, 0) || body.starts_with('|');
    }

    bool is_in_list() const { return !items_.empty() || !page_.is_open(); }

    std::string bars() const {
        std::string result;
        for (int i = 0; i < quotes_; ++i) result += "│ ";
        return result;
    }
    std::string margin() const { return bars() + spaces(items_.empty() ? 0 : items_.back().shown); }

    // The start of the next line: the marker of a list item that begins there, else the margin.
    std::string first_margin() { return marker_.empty() ? margin() : std::exchange(marker_, {}); }

    void take_body(std::string_view body, int indent) {
        if (body.empty()) {
            end_table();
            page_.blank(bars());
            return;
        }
        if (page_.is_open() && is_underline(body)) return page_.end(style::bold);
        const std::size_t marker = marker_size(body, is_in_list());
        const bool block = begins_block(body);
        if (block || !page_.is_open()) {
            while (!items_.empty() && indent < items_.back().column) items_.pop_back();
        }
        const int base = items_.empty() ? 0 : items_.back().column;
        if (take_table(body)) return;
        end_table();
        if (!page_.is_open() && marker_.empty() && indent - base >= 4) {
            page_.line(margin() + spaces(code_indent), outdented(line_, base + 4));
        } else if (const auto fence = find_fence(body, indent)) {
            begin_code(*fence, body);
        } else if (is_rule(body)) {
            page_.line(margin(), "────────", style::dim);
        } else if (heading_level(body) > 0) {
            page_.begin(first_margin(), margin());
            page_.add(heading_text(body));
            page_.end(style::bold);
        } else if (marker > 0 && items_.size() < most_items) {
            take_item(body, marker, indent);
        } else if (body.starts_with("<!--")) {
            take_comment(body);
        } else if (is_anchor(body)) {
            page_.end();
        } else {
            take_text(body);
        }
    }

    void begin_code(const Fence& fence, std::string_view body) {
        page_.end();
        if (!marker_.empty()) page_.line("", first_margin());
        const std::string_view language = language_of(body);
        if (!language.empty()) page_.line(margin() + spaces(code_indent / 2), language, style::dim);
        fence_ = fence;
    }

    void take_code(std::string_view line) {
        const std::string_view body = trimmed(line);
        const bool closes = body.size() >= fence_->size &&
                            body.find_first_not_of(fence_->mark) == std::string_view::npos;
        if (closes) {
            fence_.reset();
        } else {
            page_.line(margin() + spaces(code_indent), outdented(line, fence_->indent));
        }
    }

    void take_comment(std::string_view line) {
        page_.end();
        in_comment_ = line.find("-->") == std::string_view::npos;
    }

    void take_item(std::string_view body, std::size_t size, int indent) {
        page_.end();
        const std::string_view rest = body.substr(size);
        Indent gap = indent_of(rest);
        if (gap.bytes == rest.size() || gap.columns > 4)
            gap = {1, std::min(rest.size(), gap.bytes)};
        const int width = static_cast<int>(size) + gap.columns;
        const int shown = items_.empty() ? 0 : items_.back().shown;
        marker_ = first_margin() + std::string(body.substr(0, size)) + spaces(gap.columns);
        items_.push_back({indent + width, std::min(shown + width, page_.width() / 2)});
        if (gap.bytes < rest.size()) take_body(rest.substr(gap.bytes), indent + width);
    }

    void take_text(std::string_view body) {
        if (!page_.is_open()) page_.begin(first_margin(), margin());
        const bool backslash = body.ends_with('\\');
        const bool breaks = backslash || body.ends_with("  ");
        page_.add(trimmed(body.substr(0, body.size() - (backslash ? 1 : 0))));
        if (breaks) page_.break_line();
    }

    // Takes a row of a table. If the rule comes first, the line before it was the head, which need
    // not begin with |.
    bool take_table(std::string_view body) {
        const bool begins = page_.is_open() && is_table_rule(body);
        if (begins) table_.push_back(page_.take());
        if (!begins && table_.empty() && !body.starts_with('|')) return false;
        if (!begins && begins_block(body) && !body.starts_with('|')) return false;
        page_.end();
        table_.emplace_back(body);
        return true;
    }

    void end_table() {
        if (table_.empty()) return;
        std::vector<std::vector<StyledText>> rows;
        std::vector<int> widths;
        for (const std::string& row : std::exchange(table_, {})) {
            if (is_table_rule(row)) continue;
            rows.push_back(cells_of(row, rows.empty() ? style::bold : ""));
            widths.resize(std::max(widths.size(), rows.back().size()));
            for (std::size_t i = 0; i < rows.back().size(); ++i) {
                widths[i] = std::max(widths[i], columns(rows.back()[i].text));
            }
        }
        for (std::size_t i = 0; i < rows.size(); ++i) {
            page_.line(margin(), aligned(rows[i], widths));
            if (i == 0) page_.line(margin(), table_rule(widths), style::dim);
        }
    }

    static StyledText aligned(const std::vector<StyledText>& cells,
                              const std::vector<int>& widths) {
        StyledText line;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            line.append(cells[i]);
            if (i + 1 < cells.size()) line.append(spaces(widths[i] - columns(cells[i].text) + 2));
        }
        return line;
    }

    static std::string table_rule(const std::vector<int>& widths) {
        std::string rule;
        for (const int width : widths) {
            if (!rule.empty()) rule += "  ";
            for (int i = 0; i < width; ++i) rule += "─";
        }
        return rule;
    }

    Page page_;
    std::string_view line_;  // the current line, without quotation marks
    std::optional<Fence> fence_;
    bool in_comment_ = false;
    int quotes_ = 0;           // how many quotes are open
    std::vector<Item> items_;  // the open ones, the outermost first
    std::string marker_;       // of an item that has no text yet
    std::vector<std::string> table_;
};

}  // namespace

NoteFormat format_of(std::string_view path) {
    return note_format(path).value_or(NoteFormat::markdown);
}

std::string render(std::string_view text, NoteFormat format, int width) {
    const std::string safe = many_lines(text);
    width = std::min(width, widest_text);
    if (format == NoteFormat::restructured_text) return render_rst(safe, width);
    MarkdownReader reader(width);
    for (const std::string_view line : lines_of(safe)) reader.take(line);
    return reader.text();
}

}  // namespace crib
