#include "indexer/markdown.h"

#include <algorithm>
#include <span>
#include <utility>

#include "indexer/builder.h"
#include "indexer/commonmark.h"
#include "indexer/dialect.h"
#include "indexer/front_matter.h"
#include "indexer/language.h"
#include "indexer/slug.h"

namespace crib {
namespace {

bool is_break(const Inline& piece) {
    return piece.kind == InlineKind::soft_break || piece.kind == InlineKind::hard_break;
}

// Text behind its last '|': what a reader sees of [[Note#Heading|alias]].
std::string label_of_wiki(const std::string& inside) {
    const auto bar = inside.rfind('|');
    return bar == std::string::npos ? inside : inside.substr(bar + 1);
}

// Runs of white space as one space, none at the ends.
std::string squeezed(std::string_view text) {
    std::string result;
    for (const char c : text) {
        const bool space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
        if (!space) {
            result += c;
        } else if (!result.empty() && result.back() != ' ') {
            result += ' ';
        }
    }
    if (result.ends_with(' ')) result.pop_back();
    return result;
}

// What a reader sees of a piece that is no link; `begins_line` where nothing stands before it.
std::string visible(const Inline& piece, bool begins_line) {
    switch (piece.kind) {
        case InlineKind::text:
            return without_directives(piece.text, begins_line);
        case InlineKind::code:
            return piece.text;
        case InlineKind::wiki:
            return label_of_wiki(piece.text);
        case InlineKind::soft_break:
        case InlineKind::hard_break:
            return " ";
        default:
            return {};
    }
}

std::string plain_text(std::span<const Inline> pieces) {
    std::string text;
    bool begins_line = true;
    for (const Inline& piece : pieces) {
        text += visible(piece, begins_line);
        begins_line = is_break(piece);
    }
    return squeezed(text);
}

// The pieces of each line: rows of a table, mostly.
std::vector<std::span<const Inline>> split_at_breaks(std::span<const Inline> pieces) {
    std::vector<std::span<const Inline>> lines;
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= pieces.size(); ++i) {
        if (i < pieces.size() && !is_break(pieces[i])) continue;
        lines.push_back(pieces.subspan(begin, i - begin));
        begin = i + 1;
    }
    return lines;
}

// The `|---|:--:|` below a table's head.
bool is_delimiter_row(std::span<const Inline> pieces) {
    const std::string text = plain_text(pieces);
    return text.find('|') != std::string::npos && text.find('-') != std::string::npos &&
           text.find_first_not_of("|-: ") == std::string::npos;
}

// A row of a table with spaces in place of the bars between its cells.
std::vector<Inline> without_bars(std::span<const Inline> row) {
    std::vector<Inline> pieces(row.begin(), row.end());
    for (Inline& piece : pieces) {
        if (piece.kind == InlineKind::text) std::ranges::replace(piece.text, '|', ' ');
    }
    return pieces;
}

class MarkdownReader {
  public:
    MarkdownReader(std::string_view text, std::string path)
        : text_(text),
          front_matter_(read_front_matter(text, path, problems_)),
          body_(behind_lines(text, front_matter_.lines)),
          builder_(std::move(path), front_matter_, {first_line_of_text(), 1}) {}

    Note read() {
        if (const auto blocks = parse_commonmark(body_, front_matter_.lines + 1)) {
            for (const MarkdownBlock& block : *blocks) read(block);
        } else {
            read_as_plain_text();
        }
        Note note = builder_.finish(count_lines());
        note.problems = std::move(problems_);
        for (Item& item : note.items) {
            if (item.kind == Item::Kind::heading)
                item.end_line = note.sections[item.section].end_line;
        }
        return note;
    }

  private:
    static std::string_view behind_lines(std::string_view text, int lines) {
        for (; lines > 0; --lines) {
            const std::size_t end = text.find('\n');
            if (end == std::string_view::npos) return {};
            text.remove_prefix(end + 1);
        }
        return text;
    }

    int count_lines() const {
        const auto ends = std::ranges::count(text_, '\n');
        const bool open = !text_.empty() && text_.back() != '\n';
        return std::max(1, static_cast<int>(ends) + (open ? 1 : 0));
    }

    int first_line_of_text() const {
        const std::size_t first = body_.find_first_not_of(" \t\r\n");
        if (first == std::string_view::npos) return 1;
        const auto blank = std::ranges::count(body_.substr(0, first), '\n');
        return front_matter_.lines + static_cast<int>(blank) + 1;
    }

    void read(const MarkdownBlock& block) {
        switch (block.kind) {
            case MarkdownKind::heading:
                return read_heading(block);
            case MarkdownKind::paragraph:
                return read_paragraph(block);
            case MarkdownKind::code:
                return add_block({block.text, true, code_language(block.info), block.place.line});
            case MarkdownKind::html:
                return read_html(block);
            case MarkdownKind::item:
                return begin_item(block);
            case MarkdownKind::end_item:
                open_items_.pop_back();
                return;
        }
    }

    void read_heading(const MarkdownBlock& block) {
        Section section;
        section.level = block.level;
        section.place = block.place;
        section.ids = std::exchange(pending_ids_, {});
        add_inline_ids(block.inlines, section.ids);
        section.title = plain_text(block.inlines);
        std::string given = take_heading_id(section.title);
        // A given id takes no part in the numbering of the slugs.
        if (given.empty()) {
            section.slug = slugs_.add(section.title);
        } else {
            section.ids.insert(section.ids.begin(), std::move(given));
        }
        section.anchor = section.ids.empty() ? section.slug : section.ids.front();
        builder_.begin(std::move(section));

        Item item;
        item.kind = Item::Kind::heading;
        item.text = builder_.section().title;
        item.place = block.place;
        item.section = builder_.section_index();
        add_links(block.inlines);
        builder_.note().items.push_back(std::move(item));
    }

    void read_paragraph(const MarkdownBlock& block) {
        const auto lines = split_at_breaks(block.inlines);
        if (lines.size() >= 2 && is_delimiter_row(lines[1])) {
            read_table(block, lines);
            return;
        }
        std::vector<std::string> ids;
        add_inline_ids(block.inlines, ids);
        std::string text = plain_text(block.inlines);
        if (text.empty() && is_attribute_list(block)) return;
        add_ids(std::move(ids), !text.empty());
        const std::vector<std::size_t> links = add_links(block.inlines);
        if (!open_items_.empty()) add_to_item(block, links);
        if (!text.empty()) add_block({std::move(text), false, "", block.place.line});
    }

    // kramdown's `{: #id .class}` below a heading or a block.
    bool is_attribute_list(const MarkdownBlock& block) {
        if (block.inlines.size() != 1 || !block.inlines[0].text.starts_with("{:")) return false;
        std::string id = id_of_attributes(block.inlines[0].text);
        if (!id.empty()) builder_.section().ids.push_back(std::move(id));
        return true;
    }

    void read_table(const MarkdownBlock& block, const std::vector<std::span<const Inline>>& rows) {
        std::string text;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (i == 1) continue;
            const std::vector<Inline> row = without_bars(rows[i]);
            const std::vector<std::size_t> links = add_links(row);
            Item item;
            item.kind = Item::Kind::row;
            item.place = i < block.lines.size() ? block.lines[i] : block.place;
            item.end_line = item.place.line;
            item.section = builder_.section_index();
            read_item_text(item, row);
            item.links = links;
            if (i > 1 && !links.empty()) builder_.note().items.push_back(std::move(item));
            text += plain_text(row) + "\n";
        }
        add_block({std::move(text), false, "", block.place.line});
    }

    void read_html(const MarkdownBlock& block) {
        std::string text = squeezed(text_of_html(block.text));
        add_ids(ids_of_html(block.text), !text.empty());
        if (!text.empty()) add_block({std::move(text), false, "", block.place.line});
    }

    void begin_item(const MarkdownBlock& block) {
        Item item;
        item.place = block.place;
        item.end_line = block.end_line;
        item.section = builder_.section_index();
        if (!open_items_.empty()) item.parent = open_items_.back();
        open_items_.push_back(builder_.note().items.size());
        builder_.note().items.push_back(std::move(item));
    }

    void add_to_item(const MarkdownBlock& block, const std::vector<std::size_t>& links) {
        Item& item = builder_.note().items[open_items_.back()];
        if (item.text.empty() && item.links.empty()) {
            read_item_text(item, block.inlines);
        } else if (item.links.empty()) {
            item.link_on_new_line = true;
        }
        item.links.insert(item.links.end(), links.begin(), links.end());
    }

    // What stands before the first link, and what stands behind it and is no link.
    static void read_item_text(Item& item, std::span<const Inline> pieces) {
        const auto is_link = [](const Inline& piece) {
            return piece.kind == InlineKind::link || piece.kind == InlineKind::wiki;
        };
        const auto first = std::ranges::find_if(pieces, is_link);
        item.text = plain_text({pieces.begin(), first});
        if (item.text.starts_with("[ ] ") || item.text.starts_with("[x] ")) item.text.erase(0, 4);
        item.link_on_new_line = first != pieces.begin() && is_break(*std::prev(first));
        std::string remainder;
        int depth = 0;
        for (auto piece = first; piece != pieces.end(); ++piece) {
            if (piece->kind == InlineKind::end) --depth;
            if (piece->kind == InlineKind::link || piece->kind == InlineKind::image) ++depth;
            if (depth == 0 && piece->kind != InlineKind::wiki) remainder += visible(*piece, false);
        }
        item.remainder = squeezed(remainder);
    }

    std::vector<std::size_t> add_links(std::span<const Inline> pieces) {
        std::vector<Link>& links = builder_.note().links;
        std::vector<std::size_t> indices;
        for (std::size_t i = 0; i < pieces.size(); ++i) {
            const Inline& piece = pieces[i];
            if (piece.kind == InlineKind::wiki) {
                indices.push_back(links.size());
                links.push_back(
                    {label_of_wiki(piece.text), piece.text, piece.place, LinkKind::wiki});
            } else if (piece.kind == InlineKind::link) {
                indices.push_back(links.size());
                links.push_back(
                    {label_of_link(pieces.subspan(i + 1)), piece.text, piece.place, LinkKind::url});
            } else if (piece.kind == InlineKind::image) {
                links.push_back({label_of_link(pieces.subspan(i + 1)), piece.text, piece.place,
                                 LinkKind::image});
            }
        }
        return indices;
    }

    // The text up to the end of the link whose inside begins here.
    static std::string label_of_link(std::span<const Inline> pieces) {
        int depth = 1;
        std::size_t size = 0;
        for (; size < pieces.size(); ++size) {
            const InlineKind kind = pieces[size].kind;
            if (kind == InlineKind::link || kind == InlineKind::image) ++depth;
            if (kind == InlineKind::end && --depth == 0) break;
        }
        return plain_text(pieces.first(size));
    }

    static void add_inline_ids(std::span<const Inline> pieces, std::vector<std::string>& ids) {
        for (const Inline& piece : pieces) {
            if (piece.kind != InlineKind::html) continue;
            for (std::string& id : ids_of_html(piece.text)) ids.push_back(std::move(id));
        }
    }

    // Ids that stand alone belong to what comes next; others to the section they stand in.
    void add_ids(std::vector<std::string> ids, bool has_text) {
        std::vector<std::string>& holder = has_text ? builder_.section().ids : pending_ids_;
        holder.insert(holder.end(), ids.begin(), ids.end());
    }

    void add_block(Block block) {
        // What stood alone before this block was no heading's.
        add_ids(std::exchange(pending_ids_, {}), true);
        builder_.section().blocks.push_back(std::move(block));
    }

    void read_as_plain_text() {
        problems_.push_back({builder_.note().path,
                             {front_matter_.lines + 1, 1},
                             "text",
                             "",
                             "nested too deeply, or too many brackets; read as plain text",
                             ""});
        int line = front_matter_.lines + 1;
        for (std::size_t at = 0; at < body_.size();) {
            const std::size_t end = std::min(body_.find("\n\n", at), body_.size());
            const std::string_view paragraph = body_.substr(at, end - at);
            if (!squeezed(paragraph).empty()) add_block({squeezed(paragraph), false, "", line});
            line += static_cast<int>(std::ranges::count(paragraph, '\n')) + 2;
            at = end + 2;
        }
    }

    std::string_view text_;
    std::vector<Problem> problems_;
    FrontMatter front_matter_;
    std::string_view body_;  // behind the front matter
    NoteBuilder builder_;
    Slugs slugs_;
    std::vector<std::string> pending_ids_;  // met before the heading they may belong to
    std::vector<std::size_t> open_items_;   // into the note's items, the innermost last
};

}  // namespace

Note read_markdown(std::string_view text, std::string path) {
    return MarkdownReader(text, std::move(path)).read();
}

}  // namespace crib
