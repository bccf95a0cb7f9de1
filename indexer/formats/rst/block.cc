#include "indexer/formats/rst/block.h"

#include <algorithm>
#include <array>
#include <utility>

#include "indexer/formats/rst/directive.h"
#include "indexer/formats/rst/line.h"
#include "indexer/note/code_language.h"
#include "indexer/text/spaces.h"
#include "indexer/text/unicode.h"

namespace crib {
namespace {

// Deeper bodies are read as plain paragraphs.
constexpr int deepest = 24;

// A shorter adornment is text, unless it underlines a title.
constexpr std::size_t shortest_adornment = 4;

// A range of lines with the same indentation: the file, an item or a directive.
struct Body {
    std::size_t first = 0;
    std::size_t last = 0;  // the line after them
    int indent = 0;
    int depth = 0;
    bool titles = false;  // it may hold headings
};

// The end of the name in `name: url` and "`na:me`: url"; npos if this is not a target.
std::size_t end_of_target_name(std::string_view text) {
    if (text.starts_with('`')) {
        const std::size_t end = text.find("`:");
        return end == std::string_view::npos ? end : end + 1;
    }
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '\\') {
            ++at;
        } else if (text[at] == ':' && (at + 1 == text.size() || is_white_space(text[at + 1]))) {
            return at;
        }
    }
    return std::string_view::npos;
}

std::string_view without_backquotes(std::string_view name) {
    const bool quoted = name.size() > 2 && name.starts_with('`') && name.ends_with('`');
    return quoted ? name.substr(1, name.size() - 2) : name;
}

// Removes the `::` that announces a literal block from the end of a text. `text::` keeps one colon.
// Returns whether there was one.
bool take_literal_mark(RstText& text) {
    std::string_view& last = text.back().text;
    if (!last.ends_with("::")) return false;
    const bool alone = last.size() == 2 || is_white_space(last[last.size() - 3]);
    last.remove_suffix(alone ? 2 : 1);
    last = trimmed(last);
    if (last.empty()) text.pop_back();
    return true;
}

class BlockReader {
  public:
    explicit BlockReader(std::string_view text) : lines_(text) {}

    RstDocument read() {
        document_.lines = static_cast<int>(lines_.size());
        set_first_line(0);
        read_body({0, lines_.size(), 0, 0, true});
        return std::move(document_);
    }

  private:
    // Reads the element that begins on a line, if it is of the reader's kind. Returns the line
    // after it; returns `at` if it is of another kind.
    using Reader = std::size_t (BlockReader::*)(std::size_t at, const Body& body);

    void read_body(const Body& body) {
        if (body.depth > deepest) return read_flat(body);
        for (std::size_t at = body.first; at < body.last;) at = read_element(at, body);
    }

    // The order in which docutils tries the kinds of elements.
    std::size_t read_element(std::size_t at, const Body& body) {
        constexpr std::array<Reader, 13> readers{
            &BlockReader::read_quote,        &BlockReader::read_item,
            &BlockReader::read_field,        &BlockReader::read_doctest,
            &BlockReader::read_line_block,   &BlockReader::read_grid_table,
            &BlockReader::read_simple_table, &BlockReader::read_explicit_markup,
            &BlockReader::read_anonymous,    &BlockReader::read_overlined_heading,
            &BlockReader::read_transition,   &BlockReader::read_underlined_heading,
            &BlockReader::read_definition,
        };
        if (lines_[at].blank()) return at + 1;
        for (const Reader reader : readers) {
            const std::size_t next = (this->*reader)(at, body);
            if (next > at) return next;
        }
        return read_paragraph(at, body);
    }

    void read_flat(const Body& body) {
        std::size_t at = lines_.end_of_blank(body.first, body.last);
        while (at < body.last) {
            const std::size_t end = lines_.end_of_block(at, body.last);
            add(RstParagraph{lines_.text(at, end)});
            at = lines_.end_of_blank(end, body.last);
        }
    }

    std::size_t read_quote(std::size_t at, const Body& body) {
        if (lines_[at].indent <= body.indent) return at;
        const std::size_t end = lines_.end_of_indented(at, body.last, body.indent + 1);
        read_body({at, end, lines_.least_indent(at, end, 0), body.depth + 1, false});
        return end;
    }

    std::size_t read_item(std::size_t at, const Body& body) {
        const std::size_t marker = item_marker(at, body);
        if (marker == 0) return at;
        RstLine& line = lines_[at];
        add(RstItem{line.place});
        line.take_off(marker);
        const int indent = line.blank() ? body.indent + 1 : line.indent;
        const std::size_t end = lines_.end_of_indented(at + 1, body.last, indent);
        if (line.blank()) {
            read_body(hanging(at, end, body));
        } else {
            read_body({at, end, indent, body.depth + 1, false});
        }
        add(RstItemEnd{lines_[end - 1].place.line});
        return end;
    }

    // The size of the list marker on a line, else 0. A line such as "1984. It was ..." only begins
    // with a number, if text continues below it.
    std::size_t item_marker(std::size_t at, const Body& body) const {
        const std::size_t bullet = bullet_marker(lines_[at].text);
        const std::size_t number = bullet > 0 ? 0 : enumerator(lines_[at].text);
        if (number == 0 || at + 1 == body.last) return bullet + number;
        const RstLine& next = lines_[at + 1];
        const bool goes_on = !next.blank() && next.indent == body.indent;
        return goes_on && enumerator(next.text) == 0 ? 0 : number;
    }

    std::size_t read_field(std::size_t at, const Body& body) {
        if (field_marker(lines_[at].text) == 0) return at;
        const std::size_t end = lines_.end_of_indented(at + 1, body.last, body.indent + 1);
        const bool at_top = body.depth == 0 && document_.elements.empty();
        if (at_top) {
            add_fields(at, end);
            document_.front_matter.lines = lines_[end - 1].place.line;
            set_first_line(end);
        } else {
            // A field is read as text that begins with its name: `name: value`.
            lines_[at].take_off(1);
            read_body(hanging(at, end, body));
        }
        return end;
    }

    std::size_t read_doctest(std::size_t at, const Body& body) {
        const std::string_view text = lines_[at].text;
        if (text != ">>>" && !text.starts_with(">>> ")) return at;
        const std::size_t end = lines_.end_of_block(at, body.last);
        add_code(at, end, "python");
        return end;
    }

    std::size_t read_line_block(std::size_t at, const Body& body) {
        if (marker(lines_[at].text, '|') == 0) return at;
        std::size_t end = at;
        for (; end < body.last && !lines_[end].blank(); ++end) {
            const std::size_t bar = marker(lines_[end].text, '|');
            if (bar == 0 && lines_[end].indent <= body.indent) break;
            lines_[end].take_off(bar);
        }
        add(RstParagraph{lines_.text(at, end)});
        return end;
    }

    std::size_t read_grid_table(std::size_t at, const Body& body) {
        const std::size_t size = grid_table_size(lines_.range(at, body.last));
        if (size > 0) add(RstTable{grid_table_rows(lines_.range(at, at + size))});
        return at + size;
    }

    std::size_t read_simple_table(std::size_t at, const Body& body) {
        const std::size_t size = simple_table_size(lines_.range(at, body.last));
        if (size > 0) add(RstTable{simple_table_rows(lines_.range(at, at + size))});
        return at + size;
    }

    // After `.. ` stands a target, a footnote, a substitution or a directive; anything else is a
    // comment.
    std::size_t read_explicit_markup(std::size_t at, const Body& body) {
        RstLine& line = lines_[at];
        if (line.text != ".." && !line.text.starts_with(".. ")) return at;
        line.take_off(2);
        const bool next_is_blank = at + 1 == body.last || lines_[at + 1].blank();
        // An empty comment does not include indented lines below it.
        if (line.blank() && next_is_blank) return at + 1;
        const std::size_t end = lines_.end_of_indented(at + 1, body.last, body.indent + 1);
        if (line.text.starts_with('_')) return read_target(at, end);
        if (footnote_marker(line.text) > 0) {
            read_footnote(at, end, body);
        } else if (line.text.starts_with('|')) {
            read_substitution(at, end, body);
        } else if (directive_marker(line.text) > 0) {
            read_directive(at, end, body);
        }
        return end;
    }

    // Reads `_name:`, `_name: url` or `__: url`.
    std::size_t read_target(std::size_t at, std::size_t last) {
        const std::size_t end = lines_.end_of_block(at, last);
        const std::string_view text = lines_[at].text.substr(1);
        const std::size_t colon = end_of_target_name(text);
        if (colon == std::string_view::npos) return end;
        const std::string_view name = without_backquotes(trimmed(text.substr(0, colon)));
        lines_[at].take_off(1 + colon + 1);
        std::string url = lines_.joined(at, end);
        if (name == "_") {
            add(RstTarget{RstTarget::Kind::anonymous_url, "", std::move(url)});
        } else {
            const auto kind = url.empty() ? RstTarget::Kind::label : RstTarget::Kind::url;
            add(RstTarget{kind, std::string(name), std::move(url)});
        }
        return end;
    }

    // Reads `__ url`, which is short for `.. __: url`.
    std::size_t read_anonymous(std::size_t at, const Body&) {
        if (!lines_[at].text.starts_with("__ ")) return at;
        lines_[at].take_off(2);
        add(RstTarget{RstTarget::Kind::anonymous_url, "", lines_.joined(at, at + 1)});
        return at + 1;
    }

    void read_footnote(std::size_t at, std::size_t end, const Body& body) {
        const std::size_t marker = footnote_marker(lines_[at].text);
        const std::string_view label = lines_[at].text.substr(1, marker - 2);
        const std::string_view name = label.substr(label.starts_with('#') ? 1 : 0);
        add(RstTarget{RstTarget::Kind::other, std::string(name), ""});
        lines_[at].take_off(marker);
        read_body(hanging(at, end, body));
    }

    // Reads `|name| image:: path`, which holds a link. Other substitutions are left out.
    void read_substitution(std::size_t at, std::size_t end, const Body& body) {
        const std::size_t bar = lines_[at].text.find('|', 1);
        if (bar == std::string_view::npos) return;
        lines_[at].take_off(bar + 1);
        if (lines_[at].text.starts_with("image::")) read_directive(at, end, body);
    }

    // The title below an overline may be indented.
    std::size_t read_overlined_heading(std::size_t at, const Body& body) {
        if (!body.titles || at + 2 >= body.last || !is_adornment(lines_[at].text)) return at;
        const RstLine& title = lines_[at + 1];
        const std::string_view overline = lines_[at].text;
        if (title.blank() || is_adornment(title.text) || lines_[at + 2].text != overline ||
            lines_[at + 2].indent != body.indent ||
            !fits(title.indent - body.indent + columns(title.text), overline)) {
            return at;
        }
        add_heading(title, {overline[0], overline[0]});
        return at + 3;
    }

    std::size_t read_underlined_heading(std::size_t at, const Body& body) {
        if (!body.titles || at + 1 >= body.last) return at;
        const RstLine& underline = lines_[at + 1];
        if (underline.indent != body.indent || !is_adornment(underline.text) ||
            !fits(columns(lines_[at].text), underline.text)) {
            return at;
        }
        add_heading(lines_[at], {underline.text[0]});
        return at + 2;
    }

    static bool fits(int width, std::string_view adornment) {
        return static_cast<std::size_t>(width) <= adornment.size() ||
               adornment.size() >= shortest_adornment;
    }

    std::size_t read_transition(std::size_t at, const Body&) {
        const std::string_view text = lines_[at].text;
        return is_adornment(text) && text.size() >= shortest_adornment ? at + 1 : at;
    }

    std::size_t read_definition(std::size_t at, const Body& body) {
        const std::size_t next = at + 1;
        if (next == body.last || lines_[next].blank() || lines_[next].indent <= body.indent) {
            return at;
        }
        add(RstParagraph{lines_.text(at, next)});
        return read_quote(next, body);
    }

    std::size_t read_paragraph(std::size_t at, const Body& body) {
        std::size_t end = at + 1;
        while (end < body.last && !lines_[end].blank() && lines_[end].indent == body.indent) ++end;
        RstText text = lines_.text(at, end);
        const bool announces = take_literal_mark(text);
        if (!text.empty()) add(RstParagraph{std::move(text)});
        return announces ? read_literal_block(end, body) : end;
    }

    // Reads lines that are indented, or that all begin with the same punctuation.
    std::size_t read_literal_block(std::size_t at, const Body& body) {
        const std::size_t first = lines_.end_of_blank(at, body.last);
        if (first == body.last) return at;
        std::size_t end = lines_.end_of_indented(first, body.last, body.indent + 1);
        const std::string_view quote = lines_[first].text.substr(0, 1);
        if (end == first && is_adornment(quote)) {
            while (end < body.last && lines_[end].text.starts_with(quote)) ++end;
        }
        add_code(first, end, language_);
        return end;
    }

    void read_directive(std::size_t at, std::size_t end, const Body& body) {
        const std::size_t marker = directive_marker(lines_[at].text);
        const RstDirective kind = rst_directive(trimmed(lines_[at].text.substr(0, marker - 2)));
        lines_[at].take_off(marker);
        // The fields of `.. meta::` look like options, but are not.
        if (kind == RstDirective::meta) return add_fields(at + 1, end);
        const std::vector<RstField> options = take_options(at + 1, end);
        const std::string_view argument = lines_[at].text;
        switch (kind) {
            case RstDirective::code:
                return add_code(at + 1, end,
                                argument.empty() ? language_ : code_language(argument));
            case RstDirective::verbatim:
                return add_code(at + 1, end, "");
            case RstDirective::literal:
                return add_literal(at + 1, end);
            case RstDirective::highlight:
                language_ = code_language(argument);
                return;
            case RstDirective::figure:
            case RstDirective::image:
                if (!argument.empty()) add(image_link(lines_[at], options));
                if (kind == RstDirective::figure) read_inside(at, end, body);
                return;
            case RstDirective::toctree:
                return add_entries(at + 1, end);
            case RstDirective::list_table:
                if (!argument.empty()) add(RstParagraph{lines_.text(at, at + 1)});
                add(RstTable{list_table_rows(lines_.range(at + 1, end))});
                return;
            case RstDirective::contents:
                add(RstTarget{RstTarget::Kind::other,
                              std::string(argument.empty() ? "contents" : argument), ""});
                return;
            case RstDirective::inside:
                return read_inside(at, end, body);
            case RstDirective::text:
                return read_text(at, end, body);
            case RstDirective::meta:
            case RstDirective::dropped:
                return;
        }
    }

    // The argument is one paragraph, however its lines are indented.
    void read_text(std::size_t at, std::size_t end, const Body& parent) {
        const Body text = hanging(at, end, parent);
        for (RstLine& line : lines_.range(at, lines_.end_of_block(at, end))) {
            line.indent = text.indent;
        }
        read_body(text);
    }

    // Reads the lines below a directive. They may hold headings if the lines around the directive
    // may.
    void read_inside(std::size_t at, std::size_t end, const Body& parent) {
        Body inside = hanging(at, end, parent);
        ++inside.first;
        inside.titles = parent.titles;
        read_body(inside);
    }

    // Reads the options, which stand below the argument and before any blank line. Blanks their
    // lines.
    std::vector<RstField> take_options(std::size_t first, std::size_t last) {
        const std::size_t end = lines_.end_of_block(first, last);
        while (first < end && field_marker(lines_[first].text) == 0) ++first;
        std::vector<RstField> options = rst_fields(lines_.range(first, end));
        for (RstLine& line : lines_.range(first, end)) line.text = {};
        return options;
    }

    void add_fields(std::size_t first, std::size_t last) {
        for (const RstField& field : rst_fields(lines_.range(first, last))) {
            add_field(document_.front_matter, field);
        }
    }

    void add_entries(std::size_t first, std::size_t last) {
        for (const RstLine& line : lines_.range(first, last)) {
            const bool is_pattern = line.text.find('*') != std::string_view::npos;
            if (!line.blank() && !is_pattern && line.text != "self") add(toctree_link(line));
        }
    }

    // The body that begins at a marker, which is already removed. The first line gets the
    // indentation of the lines below.
    Body hanging(std::size_t at, std::size_t end, const Body& parent) {
        const int indent = lines_.least_indent(at + 1, end, lines_[at].indent);
        lines_[at].indent = indent;
        return {at, end, indent, parent.depth + 1, false};
    }

    void add_code(std::size_t first, std::size_t last, std::string language) {
        first = lines_.end_of_blank(first, last);
        if (first == last) return;
        add(Block{lines_.verbatim(first, last), true, std::move(language),
                  lines_[first].place.line});
    }

    void add_literal(std::size_t first, std::size_t last) {
        first = lines_.end_of_blank(first, last);
        if (first < last) add(RstLiteral{lines_.text(first, last)});
    }

    // The style met first is the highest level, the style met second the next, and so on.
    void add_heading(const RstLine& title, std::string style) {
        auto found = std::ranges::find(styles_, style);
        if (found == styles_.end()) found = styles_.insert(styles_.end(), std::move(style));
        const auto level = static_cast<int>(found - styles_.begin()) + 1;
        add(RstHeading{{title.text, title.place}, level});
    }

    void add(RstElement element) { document_.elements.push_back(std::move(element)); }

    // Sets the first line of text: the first line from `at` on that is not blank.
    void set_first_line(std::size_t at) {
        const std::size_t first = lines_.end_of_blank(at, lines_.size());
        document_.first_line = first < lines_.size() ? lines_[first].place.line : 1;
    }

    RstLines lines_;
    RstDocument document_;
    std::vector<std::string> styles_;  // adornments, by level
    std::string language_;             // of literal blocks, as set by `.. highlight::`
};

}  // namespace

RstDocument read_rst_blocks(std::string_view text) { return BlockReader(text).read(); }

}  // namespace crib
