#include "query/show/render_rst.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "indexer/program/color.h"
#include "query/printing/terminal.h"
#include "query/show/page.h"

namespace crib {
namespace {

constexpr std::string_view punctuation = "=-~^\"'`*+#<>_:.!$%&(),/;?@[\\]{|}";
constexpr int code_indent = 4;

// A line of one repeated mark, as below a title and perhaps above it.
bool is_adornment(std::string_view line) {
    return line.size() >= 2 && punctuation.find(line[0]) != std::string_view::npos &&
           line.find_first_not_of(line[0]) == std::string_view::npos;
}

// Whether a line is part of a table, or of a block whose lines are kept as they are.
bool is_kept(std::string_view body) {
    return body.starts_with("+-") || body.starts_with("+=") || body.starts_with("| ") ||
           (body.starts_with("==") && body.find_first_not_of("= ") == std::string_view::npos);
}

// Whether a line is a field, such as `:name: text`.
bool is_field(std::string_view body) {
    return body.starts_with(':') && body.find(':', 1) > 1 && body.find(": ") < body.size();
}

std::size_t marker_size(std::string_view body) {
    std::size_t size = std::min(body.find_first_not_of("0123456789"), body.size());
    if (size == 0 && body.starts_with("#.")) size = 1;
    if (size > 3 || size == body.size()) return 0;
    const std::string_view marks = size == 0 ? "-*+" : ".)";
    if (marks.find(body[size]) == std::string_view::npos) return 0;
    ++size;
    return size < body.size() && body[size] == ' ' ? size + 1 : 0;
}

// The name between `.. ` and `::`; empty for a comment, a target or a substitution.
std::string_view directive_of(std::string_view body) {
    const std::size_t colons = body.find("::");
    if (colons == std::string_view::npos || body.size() < 4) return "";
    const std::string_view name = body.substr(3, colons - 3);
    return name.find_first_of(" |_[") == std::string_view::npos ? name : "";
}

class RstReader {
  public:
    RstReader(std::vector<std::string_view> lines, int width)
        : lines_(std::move(lines)), page_(NoteFormat::restructured_text, width) {}

    std::string read() {
        while (at_ < lines_.size()) take(lines_[at_++]);
        page_.end();
        return page_.text();
    }

  private:
    std::string_view next() const { return at_ < lines_.size() ? lines_[at_] : ""; }

    void take(std::string_view line) {
        const Indent indent = indent_of(line);
        const std::string_view body = trimmed(line);
        if (body.empty()) {
            page_.blank();
        } else if (take_title(line)) {
            return;
        } else if (body == ".." || body.starts_with(".. ")) {
            take_explicit(body, indent.columns);
        } else if (is_kept(body) || is_field(body)) {
            page_.begin(spaces(indent.columns), spaces(indent.columns));
            if (is_kept(body)) {
                page_.take();
                page_.line(spaces(indent.columns), body);
            } else {
                page_.add(body);
            }
        } else if (body.starts_with(">>> ")) {
            take_doctest(line);
        } else {
            take_text(body, indent.columns);
        }
    }

    // Takes a title. It has an adornment below it, and may have the same one above.
    bool take_title(std::string_view line) {
        const bool over = is_adornment(line) && at_ + 1 < lines_.size() && lines_[at_ + 1] == line;
        const bool under = !page_.is_open() && is_adornment(next()) && !is_adornment(line) &&
                           indent_of(line).columns == 0 && next().size() * 2 >= line.size();
        if (!over && !under) {
            if (page_.is_open() || !is_adornment(line) || line.size() < 4) return false;
            page_.line("", "────────", style::dim);
            return true;
        }
        page_.begin("", "");
        page_.add(trimmed(over ? next() : line));
        page_.end(style::bold);
        at_ += over ? 2 : 1;
        return true;
    }

    // Takes a directive. Comments, targets and substitutions are not shown.
    void take_explicit(std::string_view body, int indent) {
        page_.end();
        const std::string_view name = directive_of(body);
        if (name.empty()) return skip_block(indent);
        const std::string_view argument = trimmed(body.substr(name.size() + 5));
        const bool code = name == "code-block" || name == "code" || name == "sourcecode" ||
                          name == "parsed-literal" || name == "literalinclude";
        while (at_ < lines_.size() && trimmed(next()).starts_with(':') &&
               indent_of(next()).columns > indent) {
            ++at_;
        }
        if (code) {
            const std::string margin = spaces(indent + code_indent / 2);
            if (!argument.empty()) page_.line(margin, argument, style::dim);
            while (at_ < lines_.size() && next().empty()) ++at_;
            return take_literal(indent);
        }
        page_.line(spaces(indent), name, style::bold);
        if (argument.empty()) return;
        indent_ = indent + 3;
        page_.begin(spaces(indent_), spaces(indent_));
        page_.add(argument);
    }

    static bool is_below(std::string_view line, int indent) {
        return trimmed(line).empty() || indent_of(line).columns > indent;
    }

    void skip_block(int indent) {
        while (at_ < lines_.size() && is_below(next(), indent)) ++at_;
        page_.blank();
    }

    // Takes the lines indented by more than `indent` columns, as they are.
    void take_literal(int indent) {
        while (at_ < lines_.size() && trimmed(next()).empty()) ++at_;
        const int own = indent_of(next()).columns;
        for (; at_ < lines_.size() && is_below(next(), indent); ++at_) {
            if (trimmed(next()).empty()) {
                page_.blank();
            } else {
                page_.line(spaces(indent + code_indent), outdented(next(), own));
            }
        }
        page_.blank();
    }

    void take_doctest(std::string_view line) {
        page_.line(spaces(code_indent), line);
        for (; at_ < lines_.size() && !trimmed(next()).empty(); ++at_) {
            page_.line(spaces(code_indent), next());
        }
    }

    void take_text(std::string_view body, int indent) {
        if (const std::size_t size = marker_size(body); size > 0) {
            const int column = indent + static_cast<int>(size);
            page_.begin(spaces(indent) + std::string(body.substr(0, size)), spaces(column));
            body.remove_prefix(size);
            indent_ = column;
        } else if (!page_.is_open() || indent != indent_) {
            page_.begin(spaces(indent), spaces(indent));
            indent_ = indent;
        }
        const bool literal = body.ends_with("::");
        if (literal) body.remove_suffix(body.size() == 2 || body.ends_with(" ::") ? 2 : 1);
        page_.add(trimmed(body));
        if (!literal || !trimmed(next()).empty()) return;
        page_.blank();
        take_literal(indent);
    }

    std::vector<std::string_view> lines_;
    std::size_t at_ = 0;
    Page page_;
    int indent_ = 0;  // the open paragraph's
};

}  // namespace

std::string render_rst(std::string_view text, int width) {
    return RstReader(lines_of(text), width).read();
}

}  // namespace crib
