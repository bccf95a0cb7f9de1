#include "query/show/page.h"

#include <algorithm>
#include <utility>

#include "indexer/text/unicode.h"
#include "query/printing/terminal.h"

namespace crib {
namespace {

constexpr int narrowest_text = 20;

}  // namespace

void Page::begin(std::string first, std::string rest) {
    end();
    open_ = true;
    first_ = std::move(first);
    rest_ = std::move(rest);
}

void Page::add(std::string_view line) {
    if (!text_.empty() && !text_.ends_with('\n')) text_ += ' ';
    text_ += line;
}

std::string Page::take() {
    open_ = false;
    return std::exchange(text_, {});
}

void Page::end(std::string_view style) {
    if (!open_) return;
    const int room = std::max(width_ - std::max(columns(first_), columns(rest_)), narrowest_text);
    std::string taken = take();
    taken.erase(taken.find_last_not_of('\n') + 1);
    const StyledText text = read_inline(taken, format_, style);
    if (text.text.empty() && first_.find_first_not_of(' ') == std::string::npos) return;
    std::string margin = first_;
    for (const std::string& line : styled_lines(text, room, true)) {
        write(margin + line);
        margin = rest_;
    }
}

void Page::line(std::string_view margin, std::string_view text, std::string_view style) {
    StyledText styled;
    styled.append(text, style);
    line(margin, styled);
}

void Page::line(std::string_view margin, const StyledText& text) {
    end();
    write(std::string(margin) + styled(text, true));
}

void Page::blank(std::string_view margin) {
    end();
    if (is_blank_) return;
    write(std::string(margin));
    is_blank_ = true;
}

void Page::write(std::string line) {
    line.erase(line.find_last_not_of(' ') + 1);
    written_ += line + "\n";
    is_blank_ = line.empty();
}

std::string Page::text() const {
    const std::size_t last = written_.find_last_not_of('\n');
    return last == std::string::npos ? "" : written_.substr(0, last + 1) + "\n";
}

Indent indent_of(std::string_view line) {
    Indent indent;
    for (; indent.bytes < line.size(); ++indent.bytes) {
        if (line[indent.bytes] == ' ') {
            ++indent.columns;
        } else if (line[indent.bytes] == '\t') {
            indent.columns += 4 - indent.columns % 4;
        } else {
            break;
        }
    }
    return indent;
}

std::string_view outdented(std::string_view line, int columns) {
    std::size_t at = 0;
    for (int column = 0; at < line.size() && column < columns; ++at) {
        if (line[at] != ' ' && line[at] != '\t') break;
        column += line[at] == '\t' ? 4 - column % 4 : 1;
    }
    return line.substr(at);
}

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        lines.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

}  // namespace crib
