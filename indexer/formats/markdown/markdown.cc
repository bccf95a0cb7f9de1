#include "indexer/formats/markdown/markdown.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <span>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "indexer/formats/markdown/attributes.h"
#include "indexer/formats/markdown/commonmark.h"
#include "indexer/formats/markdown/dialect.h"
#include "indexer/formats/markdown/mdx.h"
#include "indexer/formats/markdown/title.h"
#include "indexer/formats/rst/reference.h"
#include "indexer/note/code_language.h"
#include "indexer/note/front_matter.h"
#include "indexer/note/marked_text.h"
#include "indexer/note/note_builder.h"
#include "indexer/note/numbering.h"
#include "indexer/note/slug.h"
#include "indexer/text/spaces.h"
#include "indexer/text/unicode.h"

namespace crib {
namespace {

bool is_break(const Inline& piece) {
    return piece.kind == InlineKind::soft_break || piece.kind == InlineKind::hard_break;
}

bool has_label(const Inline& piece) {
    return piece.kind == InlineKind::link || piece.kind == InlineKind::image ||
           piece.kind == InlineKind::ref || piece.kind == InlineKind::doc;
}

LinkKind kind_of_link(InlineKind kind) {
    switch (kind) {
        case InlineKind::image:
            return LinkKind::image;
        case InlineKind::ref:
            return LinkKind::ref;
        case InlineKind::doc:
            return LinkKind::doc;
        default:
            return LinkKind::url;
    }
}

// The number of pieces in the label that begins with the first piece.
std::size_t size_of_label(std::span<const Inline> pieces) {
    int depth = 1;
    std::size_t size = 0;
    for (; size < pieces.size(); ++size) {
        if (has_label(pieces[size])) ++depth;
        if (pieces[size].kind == InlineKind::end && --depth == 0) break;
    }
    return size;
}

// The visible text of [[Note#Heading|alias]]: the part after the last '|', or all.
std::string label_of_wiki(const std::string& inside) {
    const auto bar = inside.rfind('|');
    return bar == std::string::npos ? inside : inside.substr(bar + 1);
}

// The text that a reader sees of a piece that is not a link. `begins_line` if nothing stands before
// it.
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
        case InlineKind::bar:
            return " ";
        case InlineKind::html:
            return parts_words(piece.text) ? " " : "";
        default:
            return {};
    }
}

// The text that a reader sees of pieces. White space stays as it is. HTML tags are taken out, as
// sites do it for the ids of headings, or part words.
std::string visible_text(std::span<const Inline> pieces, bool tags_part_words = false) {
    std::string text;
    bool begins_line = tags_part_words;
    for (const Inline& piece : pieces) {
        const bool tag = piece.kind == InlineKind::html;
        if (!tag || tags_part_words) text += visible(piece, begins_line);
        begins_line = is_break(piece) || (tag && begins_line);
    }
    return text;
}

// The same for a slug: the end of a line is no space there.
std::string text_of_slug(std::vector<Inline> pieces) {
    std::erase_if(pieces, is_break);
    return visible_text(pieces);
}

std::string plain_text(std::span<const Inline> pieces) {
    return single_spaced(visible_text(pieces, true));
}

// The pieces of a heading that a reader takes for its title.
std::vector<Inline> pieces_of_title(std::vector<Inline> heading) {
    drop_navigation(heading);
    drop_marks(heading);
    return heading;
}

// The pieces without images, and without the text that replaces an image which can't be shown.
std::vector<Inline> without_images(std::span<const Inline> pieces) {
    std::vector<Inline> kept;
    std::vector<InlineKind> labels;  // labels around the current piece
    for (const Inline& piece : pieces) {
        if (has_label(piece)) labels.push_back(piece.kind);
        if (std::ranges::count(labels, InlineKind::image) == 0) kept.push_back(piece);
        if (piece.kind == InlineKind::end) labels.pop_back();
    }
    return kept;
}

// Adds a piece to a range of its markup, or begins a new one.
void extend(std::vector<Span>& spans, Span piece) {
    if (!spans.empty() && spans.back().end == piece.begin) {
        spans.back().end = piece.end;
    } else if (piece.end > piece.begin) {
        spans.push_back(piece);
    }
}

// A text with the ranges of its markup. A box to tick, at its start, is left out.
MarkedText marked_text(std::span<const Inline> inlines) {
    MarkedText result;
    int depth = 0;  // links around the piece
    bool begins_line = true;
    std::vector<Inline> pieces = without_images(inlines);
    drop_marks(pieces);
    for (const Inline& piece : pieces) {
        const std::size_t begin = result.text.size();
        result.text += visible(piece, begins_line);
        if (begin == 0) result.text.erase(0, size_of_box(result.text));
        const Span span = {begin, result.text.size()};
        begins_line = is_break(piece);
        if (begins_line) result.breaks.push_back(begin);
        if (piece.kind == InlineKind::hard_break) result.hard_breaks.push_back(begin);
        if (has_label(piece) && depth++ == 0) result.links.push_back(span);
        if (piece.kind == InlineKind::end) --depth;
        if (depth > 0) result.links.back().end = span.end;
        if (piece.kind == InlineKind::wiki) result.links.push_back(span);
        if (piece.kind == InlineKind::code) result.code.push_back(span);
        if (piece.strong) extend(result.strong, span);
        if (piece.emphasis) extend(result.emphasis, span);
    }
    return result;
}

// Reduces docfx's `[!INCLUDE [title](path)]` to the link.
void drop_include_marks(std::vector<Inline>& pieces) {
    for (std::size_t i = 0; i + 1 < pieces.size(); ++i) {
        std::string& text = pieces[i].text;
        if (pieces[i].kind != InlineKind::text || pieces[i + 1].kind != InlineKind::link) continue;
        const std::size_t size = size_of_include_mark(text);
        if (size == 0) continue;
        text.erase(text.size() - size);
        const std::size_t behind = i + 2 + size_of_label(std::span(pieces).subspan(i + 2)) + 1;
        if (behind < pieces.size() && pieces[behind].text.starts_with(']')) {
            pieces[behind].text.erase(0, 1);
        }
    }
}

// Whether this is a footnote whose text is one word, such as an address. cmark reads it as the
// definition of a link.
bool is_footnote(std::span<const Inline> pieces) {
    if (pieces.size() < 3 || pieces[0].kind != InlineKind::link) return false;
    const std::string& label = pieces[1].text;
    return pieces[1].kind == InlineKind::text && pieces[2].kind == InlineKind::end &&
           label.size() > 1 && label.front() == '^' && label.find(' ') == std::string::npos &&
           !pieces[0].text.starts_with('#');
}

void drop_footnotes(std::vector<Inline>& pieces) {
    std::vector<Inline> kept;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        if (is_footnote(std::span(pieces).subspan(i))) {
            i += 2;
        } else {
            kept.push_back(std::move(pieces[i]));
        }
    }
    pieces = std::move(kept);
}

// Removes the link from docfx's heading of a tab, `# [Windows](#tab/windows)`.
void drop_link_of_tab(std::vector<Inline>& heading) {
    if (heading.empty() || heading.front().kind != InlineKind::link) return;
    if (!heading.front().text.starts_with("#tab/")) return;
    if (size_of_label(std::span(heading).subspan(1)) + 2 != heading.size()) return;
    heading.pop_back();
    heading.erase(heading.begin());
}

// An id that a text gives, and how.
struct GivenId {
    enum class How {
        braces,   // an attribute list: it is the heading's own
        target,   // MyST's `(name)=`: references in any note can call it, too
        anchor,   // <a id> or <span id>
        name,     // <a name>
        element,  // the id of another HTML element
    };

    std::string id;
    How how = How::element;
};

std::vector<GivenId> given_by_html(std::string_view html) {
    std::vector<GivenId> ids;
    for (HtmlId& found : ids_of_html(html)) {
        const auto how = found.name     ? GivenId::How::name
                         : found.anchor ? GivenId::How::anchor
                                        : GivenId::How::element;
        ids.push_back({std::move(found.id), how});
    }
    return ids;
}

// The ids in the HTML and in the attribute lists of a text.
std::vector<GivenId> ids_of(std::span<const Inline> pieces) {
    std::vector<GivenId> ids;
    for (const Inline& piece : pieces) {
        if (piece.kind == InlineKind::html) {
            std::ranges::move(given_by_html(piece.text), std::back_inserter(ids));
        } else if (piece.kind == InlineKind::text) {
            for (std::string& id : ids_of_attribute_lists(piece.text)) {
                ids.push_back({std::move(id), GivenId::How::braces});
            }
        }
    }
    return ids;
}

// Cuts the lines `(name)=` off the start of a block. Returns their names.
std::vector<GivenId> take_targets(MarkdownBlock& block) {
    std::vector<Inline>& pieces = block.inlines;
    std::vector<GivenId> targets;
    std::size_t taken = 0;
    while (taken < pieces.size() && pieces[taken].kind == InlineKind::text) {
        const std::string_view name = name_of_target(trimmed(pieces[taken].text));
        const bool ends = taken + 1 == pieces.size();
        if (name.empty() || (!ends && !is_break(pieces[taken + 1]))) break;
        targets.push_back({std::string(name), GivenId::How::target});
        taken += ends ? 1 : 2;
        if (!ends) ++block.place.line;
    }
    pieces.erase(pieces.begin(), pieces.begin() + static_cast<std::ptrdiff_t>(taken));
    return targets;
}

// Cuts the attribute list, or the comment `<!-- #id -->`, off the end of a heading. Returns its id.
std::string take_id(std::vector<Inline>& heading) {
    if (heading.empty()) return {};
    // The stars of a comment may have cut the text in three.
    while (heading.size() > 1 && heading.back().text.ends_with('}') &&
           heading.back().kind == InlineKind::text &&
           heading[heading.size() - 2].kind == InlineKind::text) {
        heading[heading.size() - 2].text += heading.back().text;
        heading.pop_back();
    }
    Inline& last = heading.back();
    if (last.kind == InlineKind::text) return take_heading_id(last.text);
    if (last.kind != InlineKind::html || !last.text.starts_with("<!--")) return {};
    return id_of_comment(last.text);
}

// Whether it shows a picture or a component, but has no text.
bool shows_picture(std::span<const Inline> pieces) {
    return std::ranges::any_of(pieces, [](const Inline& piece) {
        return piece.kind == InlineKind::image ||
               (piece.kind == InlineKind::html && shows_more_than_text(piece.text));
    });
}

// The last line of a heading without the hashes around it and the attribute list behind it.
std::string source_of_heading(std::string line) {
    const std::size_t text = std::min(line.find_first_not_of('#'), line.size());
    if (text > 0 && (text == line.size() || is_white_space(line[text]))) line.erase(0, text);
    const std::size_t hashes = line.find_last_not_of('#') + 1;
    if (hashes == 0 || is_white_space(line[hashes - 1])) line.erase(hashes);
    take_heading_id(line);
    return std::string(trimmed(line));
}

std::string text_in_heading(const Inline& piece) {
    if (piece.kind == InlineKind::wiki) return fmt::format("[[{}]]", piece.text);
    return is_break(piece) ? "\n" : piece.text;
}

HeadingPiece::Kind kind_in_heading(const Inline& piece) {
    if (piece.kind == InlineKind::code) return HeadingPiece::Kind::code;
    return piece.kind == InlineKind::html ? HeadingPiece::Kind::html : HeadingPiece::Kind::text;
}

// What generators make ids of. Nothing if the heading is plain text without superfluous spaces.
std::vector<HeadingPiece> heading_pieces(std::span<const Inline> inlines) {
    using Kind = HeadingPiece::Kind;
    std::vector<HeadingPiece> pieces;
    int pictures = 0;                // how many are around the piece
    std::vector<InlineKind> labels;  // around the piece
    for (const Inline& piece : inlines) {
        if (has_label(piece)) {
            labels.push_back(piece.kind);
            if (piece.kind == InlineKind::image) ++pictures;
            continue;
        }
        if (piece.kind == InlineKind::end) {
            if (labels.back() == InlineKind::image) --pictures;
            labels.pop_back();
            continue;
        }
        const Kind kind = pictures > 0 ? Kind::picture : kind_in_heading(piece);
        std::string text = text_in_heading(piece);
        if (!pieces.empty() && pieces.back().kind == kind && kind != Kind::code) {
            pieces.back().text += text;
        } else {
            pieces.push_back({kind, std::move(text)});
        }
    }
    return pieces;
}

bool is_heading(const HtmlTag& tag) { return tag.name.size() == 2 && tag.name.front() == 'h'; }

// Whether a browser closes an element of the name `open` where one of the name `next` begins.
bool ends_before(std::string_view open, std::string_view next) {
    const auto is_cell = [](std::string_view name) { return name == "td" || name == "th"; };
    return (open == "li" && next == "li") || (open == "dd" && next == "dd") ||
           (is_cell(open) && is_cell(next));
}

class MarkdownReader {
  public:
    MarkdownReader(std::string_view text, std::string path)
        : text_(text),
          front_matter_(read_front_matter(text, path, problems_)),
          body_(behind_lines(text, front_matter_.lines)),
          builder_(std::move(path), front_matter_, {first_line_of_text(), 1}) {}

    Note read() {
        const bool mdx = lower(builder_.note().path).ends_with(".mdx");
        const std::string source = mdx ? markdown_of_mdx(body_) : std::string();
        if (auto blocks = parse_commonmark(mdx ? source : body_, front_matter_.lines + 1)) {
            for (MarkdownBlock& block : *blocks) {
                drop_include_marks(block.inlines);
                drop_footnotes(block.inlines);
                if (block.kind == MarkdownKind::heading) drop_link_of_tab(block.inlines);
                std::ranges::move(take_targets(block), std::back_inserter(pending_ids_));
                for (MarkdownRow& row : block.rows) drop_footnotes(row.inlines);
                if (capture_ && ends_capture(block)) end_capture();
                read(block);
                last_ = {block.kind, block.end_line};
            }
        } else {
            read_as_plain_text();
        }
        give_to_section(std::exchange(pending_ids_, {}));
        drop_lost_names();
        Note note = builder_.finish(count_lines());
        std::ranges::move(problems_, std::back_inserter(note.problems));
        note.tags = tidy_tags(note.tags);
        for (Item& item : note.items) {
            if (item.kind == Item::Kind::heading)
                item.end_line = note.sections[item.section].end_line;
        }
        return note;
    }

  private:
    struct OpenItem {
        std::size_t index = 0;  // into the note's items
        bool has_heading = false;
    };

    // A list item, a block quote, an HTML element or an extension's container around the current
    // block.
    struct Enclosure {
        MarkdownKind kind = MarkdownKind::html;
        std::string element;              // the name of the HTML element
        std::optional<std::size_t> item;  // of its summary
    };

    // An HTML heading or summary whose end has not come yet.
    struct Capture {
        std::string element;
        Place place;
        std::string text;
        std::string pictures;  // the texts in the place of its pictures
        std::vector<GivenId> ids;
    };

    struct LastBlock {
        MarkdownKind kind = MarkdownKind::paragraph;
        int end_line = 0;
    };

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
            case MarkdownKind::table:
                return read_table(block);
            case MarkdownKind::code:
                return add_block(
                    {text_of_code(block), true, code_language(block.info), block.place.line});
            case MarkdownKind::html:
                return read_html(block);
            case MarkdownKind::item:
                return begin_item(block);
            case MarkdownKind::end_item:
                open_items_.pop_back();
                return leave(MarkdownKind::item, block.end_line);
            case MarkdownKind::quote:
                return enter({MarkdownKind::quote, "", {}});
            case MarkdownKind::end_quote:
                return leave(MarkdownKind::quote, block.end_line);
            case MarkdownKind::container:
                return begin_container(block);
            case MarkdownKind::end_container:
                return leave(MarkdownKind::container, block.end_line);
        }
    }

    // Obsidian's name of a block, `^name`, stands at its end or alone below it.
    void add_block_id(std::span<const Inline> pieces) {
        if (pieces.empty() || pieces.back().kind != InlineKind::text) return;
        const std::string_view id = block_id_at_end(pieces.back().text);
        if (!id.empty()) builder_.section().block_ids.emplace_back(id);
    }

    static std::string text_of_code(const MarkdownBlock& block) {
        const bool chunk = block.info.starts_with('{');
        return without_includes(chunk ? without_chunk_options(block.text) : block.text);
    }

    void read_heading(const MarkdownBlock& block) {
        Section section;
        section.level = block.level;
        section.place = block.place;
        std::vector<Inline> whole = block.inlines;
        section.id = take_id(whole);
        const std::vector<Inline> pieces = without_images(whole);
        // An explicit id does not count in the numbering of slugs.
        if (section.id.empty()) section.slug = slugs_.add(text_of_slug(pieces));
        const std::vector<Inline> shown = pieces_of_title(pieces);
        section.title = with_plain_spaces(plain_text(shown));
        if (section.title.empty()) section.title = plain_text(whole);
        if (section.title.empty()) section.title = plain_text(block.inlines);
        section.source = source_of_heading(block.text);
        if (section.source == section.title) section.source.clear();
        section.pieces = heading_pieces(whole);
        if (section.pieces.size() == 1 &&
            section.pieces.front() == HeadingPiece{HeadingPiece::Kind::text, section.title}) {
            section.pieces.clear();
        }
        std::vector<GivenId> ids;
        if (!section.id.empty()) ids.push_back({section.id, GivenId::How::braces});
        std::ranges::move(std::exchange(pending_ids_, {}), std::back_inserter(ids));
        std::ranges::move(ids_of(pieces), std::back_inserter(ids));
        begin_section(std::move(section), find_question(marked_text(shown)).question);
        give_to_heading(std::move(ids));
        add_links(block.inlines);
        add_block_id(block.inlines);
    }

    // Begins the section of a heading, and adds the heading as an item.
    void begin_section(Section section, std::string question) {
        Item item;
        item.kind = Item::Kind::heading;
        item.place = section.place;
        builder_.begin(std::move(section), opens_enclosure());
        const bool in_item = !enclosures_.empty() && enclosures_.back().kind == MarkdownKind::item;
        if (in_item) open_items_.back().has_heading = true;
        item.text = builder_.section().title;
        item.section = builder_.section_index();
        item.question = std::move(question);
        if (!open_items_.empty()) item.parent = open_items_.back().index;
        builder_.note().items.push_back(std::move(item));
    }

    // Whether nothing but its mark stands before this in the item, or nothing but the tag of the
    // summary in <details>. A heading here is a heading of all that is inside.
    bool opens_enclosure() const {
        if (enclosures_.empty()) return false;
        if (enclosures_.back().element == "details") return in_summary_;
        if (enclosures_.back().kind != MarkdownKind::item) return false;
        const Item& item = builder_.note().items[open_items_.back().index];
        return !open_items_.back().has_heading && item.text.empty() && item.links.empty();
    }

    void enter(Enclosure enclosure) {
        enclosures_.push_back(std::move(enclosure));
        builder_.open_container();
    }

    // Leaves the innermost enclosure of a kind, with what is open in it.
    void leave(MarkdownKind kind, int last_line) {
        if (kind == MarkdownKind::container && !is_in_container()) return;
        while (enclosures_.back().kind != kind) leave_element(last_line);
        leave_element(last_line);
    }

    // Whether a container of an extension, which may end here, is open. It ends with the item that
    // it stands in.
    bool is_in_container() const {
        const auto is_other = [](const Enclosure& enclosure) {
            return enclosure.kind != MarkdownKind::html;
        };
        const auto found = std::find_if(enclosures_.rbegin(), enclosures_.rend(), is_other);
        return found != enclosures_.rend() && found->kind == MarkdownKind::container;
    }

    // An extension's container begins. Its title is an item that reaches to its end.
    void begin_container(const MarkdownBlock& block) {
        std::string title = single_spaced(block.text);
        Enclosure container = {MarkdownKind::container, "", {}};
        if (!title.empty()) {
            container.item = builder_.note().items.size();
            add_summary(title, block.place, block.end_line);
            add_block({std::move(title), false, "", block.place.line});
        }
        enter(std::move(container));
    }

    // Adds the text on which a reader unfolds what follows.
    void add_summary(std::string text, Place place, int end_line) {
        Item item;
        item.kind = Item::Kind::summary;
        MarkedText asked;
        asked.text = text;
        item.question = find_question(asked).question;
        item.text = std::move(text);
        item.place = place;
        item.end_line = end_line;
        item.section = builder_.section_index();
        if (!open_items_.empty()) item.parent = open_items_.back().index;
        builder_.note().items.push_back(std::move(item));
    }

    void leave_element(int last_line) {
        if (const auto item = enclosures_.back().item) {
            builder_.note().items[*item].end_line = last_line;
        }
        if (enclosures_.back().element == "details") in_summary_ = false;
        enclosures_.pop_back();
        builder_.close_container(last_line);
    }

    void read_paragraph(const MarkdownBlock& block) {
        std::vector<GivenId> ids = ids_of(block.inlines);
        std::string text = plain_text(block.inlines);
        if (text.empty() && is_attribute_list(block) && last_.end_line + 1 == block.place.line) {
            add_ids_to_last(std::move(ids));
            return;
        }
        add_ids(std::move(ids), !text.empty() || shows_picture(block.inlines));
        add_block_id(block.inlines);
        add_tags(block.inlines);
        const std::vector<std::size_t> links = add_links(block.inlines);
        if (capture_) {
            capture_->text.append(" ").append(text);
        } else if (open_items_.empty()) {
            if (may_ask(block.inlines, text)) add_question(block);
        } else if (!is_in_element()) {
            add_to_item(block, links);
        }
        if (capture_ && capture_->element != "summary") return;
        if (!text.empty()) add_block({std::move(text), false, "", block.place.line});
    }

    // Adds a paragraph that has the form of a question.
    // Whether a paragraph has a form in which find_question_of_paragraph or find_question_of_box
    // may find a question. `text` is its plain text.
    static bool may_ask(std::span<const Inline> inlines, std::string_view text) {
        const auto is_marked = [](const Inline& piece) { return piece.strong || piece.emphasis; };
        const bool has_term = text.find(" :") != std::string_view::npos;
        return has_term || size_of_number(text) > 0 || std::ranges::any_of(inlines, is_marked) ||
               is_box_of_question(inlines);
    }

    void add_question(const MarkdownBlock& block) {
        const bool boxed = is_box_of_question(block.inlines);
        const MarkedText text = marked_text(block.inlines);
        AskedText asked = boxed ? find_question_of_box(text) : find_question_of_paragraph(text);
        if (asked.question.empty()) return;
        Item item;
        item.kind = Item::Kind::paragraph;
        item.text = asked.question;
        item.question = std::move(asked.question);
        item.answer = std::move(asked.answer);
        item.by_form = asked.by_form;
        item.place = block.place;
        item.end_line = boxed ? last_line_of_quote(block.end_line) : block.end_line;
        item.section = builder_.section_index();
        if (boxed) item.kind = Item::Kind::bullet;
        builder_.note().items.push_back(std::move(item));
    }

    // Whether the current block stands in an HTML element or an extension's container, and not
    // directly in an item.
    bool is_in_element() const {
        return !enclosures_.empty() && (enclosures_.back().kind == MarkdownKind::html ||
                                        enclosures_.back().kind == MarkdownKind::container);
    }

    void add_tags(std::span<const Inline> pieces) {
        for (const Inline& piece : pieces) {
            if (piece.kind != InlineKind::text) continue;
            std::ranges::move(tags_in(piece.text), std::back_inserter(builder_.note().tags));
        }
    }

    // Whether a paragraph is the title of a box such as Obsidian's `> [!question] Why?`.
    static bool is_box_of_question(std::span<const Inline> inlines) {
        if (inlines.empty() || !inlines.front().text.starts_with("[!")) return false;
        const std::string text = lower(inlines.front().text);
        return text.starts_with("[!question]") || text.starts_with("[!faq]") ||
               text.starts_with("[!help]");
    }

    // The last line of the quote around a line.
    int last_line_of_quote(int line) {
        if (starts_of_lines_.empty()) {
            for (std::size_t at = 0; at < text_.size(); at = text_.find('\n', at) + 1) {
                starts_of_lines_.push_back(at);
                if (text_.find('\n', at) == std::string_view::npos) break;
            }
        }
        const auto is_quoted = [&](std::size_t index) {
            const std::size_t at = text_.find_first_not_of(" \t", starts_of_lines_[index]);
            return at != std::string_view::npos && text_[at] == '>';
        };
        auto next = static_cast<std::size_t>(line);
        while (next < starts_of_lines_.size() && is_quoted(next)) ++next;
        return static_cast<int>(next);
    }

    // Whether this is kramdown's `{: #id .class}`, which belongs to the block next to it.
    static bool is_attribute_list(const MarkdownBlock& block) {
        return !block.inlines.empty() && block.inlines.front().text.starts_with("{:");
    }

    // Each row is a block of its own. A row below the head that asks or holds links may be a
    // question.
    void read_table(const MarkdownBlock& block) {
        std::vector<std::string> head;
        for (const MarkedText& cell : cells_of(block.rows.front()))
            head.push_back(single_spaced(cell.text));
        const std::size_t asked = column_of_questions(head);
        for (const MarkdownRow& row : block.rows) {
            Item item;
            item.kind = Item::Kind::row;
            item.place = row.place;
            item.end_line = row.place.line;
            item.section = builder_.section_index();
            item.links = add_links(row.inlines);
            add_tags(row.inlines);
            add_ids(ids_of(row.inlines), true);
            add_block_id(row.inlines);
            if (&row != &block.rows.front()) set_cells(item, cells_of(row), asked);
            if (!item.question.empty() || (&row != &block.rows.front() && !item.links.empty())) {
                builder_.note().items.push_back(std::move(item));
            }
            std::string text = plain_text(row.inlines);
            if (!text.empty()) add_block({std::move(text), false, "", row.place.line});
        }
    }

    static std::vector<MarkedText> cells_of(const MarkdownRow& row) {
        std::vector<MarkedText> cells;
        auto begin = row.inlines.begin();
        while (true) {
            const auto end =
                std::ranges::find(begin, row.inlines.end(), InlineKind::bar, &Inline::kind);
            cells.push_back(marked_text({begin, end}));
            if (end == row.inlines.end()) break;
            begin = std::next(end);
        }
        return cells;
    }

    void read_html(const MarkdownBlock& block) {
        const std::string_view html = block.text;
        std::size_t at = 0;
        std::size_t line = 0;   // the line of `at`, counted from the block's first
        std::size_t begin = 0;  // where that line begins
        const auto go_to = [&](std::size_t end) {
            for (; at < end; ++at) {
                if (html[at] != '\n') continue;
                ++line;
                begin = at + 1;
            }
        };
        const auto line_here = [&] { return block.place.line + static_cast<int>(line); };
        for (const HtmlTag& tag : structural_tags(html)) {
            read_html_text(html.substr(at, tag.span.begin - at), line_here());
            go_to(tag.span.begin);
            const int first = line < block.columns.size() ? block.columns[line] : 1;
            read_tag(tag, html.substr(at, tag.span.end - at),
                     {line_here(), first + static_cast<int>(at - begin)});
            go_to(tag.span.end);
        }
        read_html_text(html.substr(at), line_here());
    }

    void read_html_text(std::string_view html, int line) {
        line += static_cast<int>(
            std::ranges::count(html.substr(0, html.find_first_not_of(white_space)), '\n'));
        std::string text = single_spaced(text_of_html(html));
        if (!capture_) {
            add_ids(given_by_html(html), !text.empty() || shows_more_than_text(html));
        } else {
            std::ranges::move(given_by_html(html), std::back_inserter(capture_->ids));
            capture_->text.append(text_of_html(html));
            if (text.empty()) capture_->pictures += text_of_pictures(html);
            if (capture_->element != "summary") return;
        }
        if (!text.empty()) add_block({std::move(text), false, "", line});
    }

    void read_tag(const HtmlTag& tag, std::string_view markup, Place place) {
        if (is_heading(tag) || tag.name == "summary") {
            const bool same =
                capture_ && (tag.name == "summary") == (capture_->element == "summary");
            if (capture_ && (same || !tag.closes)) end_capture(same);
            if (tag.name == "summary") in_summary_ = !tag.closes;
            if (tag.closes) return;
            capture_ = Capture{tag.name, place, "", "", given_by_html(markup)};
            for (GivenId& given : capture_->ids) given.how = GivenId::How::anchor;
            return;
        }
        constexpr std::size_t deepest = 100;
        if (!tag.closes) {
            add_ids(given_by_html(markup), false);
            const bool follows =
                !enclosures_.empty() && ends_before(enclosures_.back().element, tag.name);
            if (follows) leave_element(place.line);
            if (enclosures_.size() < deepest) enter({MarkdownKind::html, tag.name, {}});
            return;
        }
        const auto is_open = [&](const Enclosure& enclosure) {
            return enclosure.kind != MarkdownKind::html || enclosure.element == tag.name;
        };
        const auto open = std::find_if(enclosures_.rbegin(), enclosures_.rend(), is_open);
        if (open == enclosures_.rend() || open->kind != MarkdownKind::html) return;
        for (auto count = open - enclosures_.rbegin(); count >= 0; --count)
            leave_element(place.line);
    }

    // Whether a block can't stand in an HTML heading or summary.
    static bool ends_capture(const MarkdownBlock& block) {
        return block.kind != MarkdownKind::paragraph && block.kind != MarkdownKind::html;
    }

    // An HTML heading or summary ends. A summary that holds a heading is no item.
    void end_capture(bool whole = true) {
        Capture capture = *std::exchange(capture_, std::nullopt);
        std::string text = single_spaced(capture.text);
        if (capture.element == "summary") {
            add_ids(std::move(capture.ids), true);
            if (text.empty() || !whole) return;
            if (!enclosures_.empty() && enclosures_.back().element == "details") {
                enclosures_.back().item = builder_.note().items.size();
            }
            add_summary(std::move(text), capture.place, capture.place.line);
            return;
        }
        Section section;
        section.level = capture.element.back() - '0';
        section.place = capture.place;
        section.slug = slugs_.add(text);
        section.title = text.empty() ? single_spaced(capture.pictures) : std::move(text);
        if (section.title.empty()) return;
        MarkedText asked;
        asked.text = section.title;
        begin_section(std::move(section), find_question(asked).question);
        std::vector<GivenId> ids = std::exchange(pending_ids_, {});
        std::ranges::move(capture.ids, std::back_inserter(ids));
        give_to_heading(std::move(ids));
    }

    void begin_item(const MarkdownBlock& block) {
        Item item;
        item.place = block.place;
        item.end_line = block.end_line;
        item.section = builder_.section_index();
        if (!open_items_.empty()) item.parent = open_items_.back().index;
        open_items_.push_back({builder_.note().items.size()});
        enter({MarkdownKind::item, "", {}});
        builder_.note().items.push_back(std::move(item));
    }

    void add_to_item(const MarkdownBlock& block, const std::vector<std::size_t>& links) {
        // The text after a heading in an item belongs to the heading.
        if (open_items_.back().has_heading) return;
        Item& item = builder_.note().items[open_items_.back().index];
        // Links within an answer are no answers themselves.
        if (!item.answer.empty()) return;
        if (item.text.empty() && item.links.empty() && item.question.empty()) {
            read_item_text(item, block.inlines);
            const MarkedText text = marked_text(block.inlines);
            AskedText asked = find_question(text);
            item.question = std::move(asked.question);
            item.answer = std::move(asked.answer);
            item.by_form = asked.by_form;
            if (!item.answer.empty()) return;
        } else if (item.links.empty() && !links.empty()) {
            Item further;
            read_item_text(further, block.inlines);
            item.link_on_new_line = further.text.empty() || further.link_on_new_line;
            item.remainder = further.remainder;
        }
        item.links.insert(item.links.end(), links.begin(), links.end());
    }

    // Splits an item's text: the part before the first link, and the part after it without links.
    static void read_item_text(Item& item, std::span<const Inline> inlines) {
        std::vector<Inline> pieces = without_images(inlines);
        drop_marks(pieces);
        const auto is_link = [](const Inline& piece) {
            return (has_label(piece) && piece.kind != InlineKind::image) ||
                   piece.kind == InlineKind::wiki;
        };
        const auto first = std::ranges::find_if(pieces, is_link);
        item.text = plain_text({pieces.begin(), first});
        item.text.erase(0, size_of_box(item.text));
        item.link_on_new_line = first != pieces.begin() && is_break(*std::prev(first));
        std::string remainder;
        int depth = 0;
        for (auto piece = first; piece != pieces.end(); ++piece) {
            if (piece->kind == InlineKind::end) --depth;
            if (has_label(*piece)) ++depth;
            if (depth == 0 && piece->kind != InlineKind::wiki) remainder += visible(*piece, false);
        }
        item.remainder = single_spaced(remainder);
    }

    // Adds the links of pieces to the note, without images. Returns their indices in the note.
    std::vector<std::size_t> add_links(std::span<const Inline> pieces) {
        std::vector<Link>& links = builder_.note().links;
        std::vector<std::size_t> indices;
        for (std::size_t i = 0; i < pieces.size(); ++i) {
            const Inline& piece = pieces[i];
            if (piece.kind != InlineKind::wiki && !has_label(piece)) continue;
            Link link{label_of_wiki(piece.text), piece.text, piece.place, LinkKind::wiki};
            if (has_label(piece)) {
                const std::span<const Inline> inside = pieces.subspan(i + 1);
                link.text = plain_text(inside.first(size_of_label(inside)));
                link.kind = kind_of_link(piece.kind);
            }
            if (link.kind != LinkKind::image) indices.push_back(links.size());
            links.push_back(std::move(link));
        }
        return indices;
    }

    // Ids that stand alone belong to what follows them. Other ids, and those above them, belong to
    // the section around them.
    void add_ids(std::vector<GivenId> ids, bool shown) {
        std::ranges::move(ids, std::back_inserter(pending_ids_));
        if (shown) give_to_section(std::exchange(pending_ids_, {}));
    }

    void add_ids_to_last(std::vector<GivenId> ids) {
        if (last_.kind != MarkdownKind::heading) return give_to_section(std::move(ids));
        for (GivenId& given : ids) builder_.add_id(std::move(given.id));
    }

    void give_to_section(std::vector<GivenId> ids) {
        Section& section = builder_.section();
        for (GivenId& given : ids) {
            if (given.how == GivenId::How::target) section.labels.push_back(rst_name(given.id));
            if (given.how == GivenId::How::name) {
                names_.emplace_back(builder_.section_index(), given.id);
            }
            section.ids.push_back(std::move(given.id));
        }
    }

    // The first id that marks no more than a place is the heading's anchor.
    void give_to_heading(std::vector<GivenId> ids) {
        Section& section = builder_.section();
        for (const GivenId& given : ids) {
            if (section.id.empty() && given.how == GivenId::How::braces) section.id = given.id;
            if (section.anchor.empty() && given.how != GivenId::How::element) {
                section.anchor = given.id;
            }
        }
        give_to_section(std::move(ids));
    }

    // A browser looks for an id before a name. So <a name> leads nowhere if a heading has that
    // slug.
    void drop_lost_names() {
        std::vector<Section>& sections = builder_.note().sections;
        std::unordered_map<std::string, std::size_t> slugs;
        for (std::size_t i = 0; i < sections.size() && !names_.empty(); ++i) {
            slugs.emplace(sections[i].slug, i);
        }
        for (const auto& [index, name] : names_) {
            const auto slug = slugs.find(name);
            if (slug == slugs.end() || slug->second == index) continue;
            Section& section = sections[index];
            std::erase(section.ids, name);
            if (section.anchor == name) section.anchor.clear();
        }
    }

    void add_block(Block block) {
        // Ids that stood alone before this block do not belong to a heading.
        give_to_section(std::exchange(pending_ids_, {}));
        builder_.section().blocks.push_back(std::move(block));
    }

    void read_as_plain_text() {
        problems_.push_back({builder_.note().path,
                             {front_matter_.lines + 1, 1},
                             ProblemKind::text,
                             "",
                             "nested too deeply, or too many brackets; read as plain text",
                             ""});
        int line = front_matter_.lines + 1;
        for (std::size_t at = 0; at < body_.size();) {
            const std::size_t end = std::min(body_.find("\n\n", at), body_.size());
            const std::string_view paragraph = body_.substr(at, end - at);
            if (!single_spaced(paragraph).empty())
                add_block({single_spaced(paragraph), false, "", line});
            line += static_cast<int>(std::ranges::count(paragraph, '\n')) + 2;
            at = end + 2;
        }
    }

    std::string_view text_;
    std::vector<Problem> problems_;
    FrontMatter front_matter_;
    std::string_view body_;  // the text after the front matter
    NoteBuilder builder_;
    Slugs slugs_;
    std::vector<GivenId> pending_ids_;  // met before the heading that may own them
    std::vector<std::pair<std::size_t, std::string>> names_;  // each <a name>, with its section
    std::vector<std::size_t> starts_of_lines_;                // made when first asked for
    std::vector<OpenItem> open_items_;                        // the innermost is last
    std::vector<Enclosure> enclosures_;                       // the innermost is last
    std::optional<Capture> capture_;
    bool in_summary_ = false;
    LastBlock last_;
};

}  // namespace

Note read_markdown(std::string_view text, std::string path) {
    return MarkdownReader(text, std::move(path)).read();
}

}  // namespace crib
