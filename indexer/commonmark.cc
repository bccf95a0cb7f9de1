#include "indexer/commonmark.h"

#include <cmark.h>

#include <algorithm>
#include <memory>
#include <unordered_set>

namespace crib {
namespace {

struct NodeFree {
    void operator()(cmark_node* node) const { cmark_node_free(node); }
};
using NodePtr = std::unique_ptr<cmark_node, NodeFree>;

struct IteratorFree {
    void operator()(cmark_iter* iterator) const { cmark_iter_free(iterator); }
};
using IteratorPtr = std::unique_ptr<cmark_iter, IteratorFree>;

NodePtr parse(std::string_view text) {
    return NodePtr(cmark_parse_document(text.data(), text.size(), CMARK_OPT_DEFAULT));
}

std::string or_empty(const char* text) { return text == nullptr ? "" : text; }

constexpr int deepest = 100;                   // containers that one line may open
constexpr std::size_t most_brackets = 10'000;  // in one run of lines without a blank one

// Containers that a line opens: `> - 1. text` opens three.
int containers_opened(std::string_view line) {
    int count = 0;
    for (std::size_t at = 0; at < line.size();) {
        const char c = line[at];
        if (c == ' ' || c == '\t') {
            ++at;
            continue;
        }
        std::size_t marker = at;
        while (marker < line.size() && line[marker] >= '0' && line[marker] <= '9') ++marker;
        const bool ordered =
            marker > at && marker < line.size() && (line[marker] == '.' || line[marker] == ')');
        if (c == '>') {
            at += 1;
        } else if (c == '-' || c == '*' || c == '+') {
            if (at + 1 < line.size() && line[at + 1] != ' ' && line[at + 1] != '\t') break;
            at += 1;
        } else if (ordered) {
            at = marker + 1;
        } else {
            break;
        }
        ++count;
    }
    return count;
}

bool is_blank(std::string_view line) {
    return line.find_first_not_of(" \t\r") == std::string_view::npos;
}

// The lines of a text without their ends; they count from 0.
std::vector<std::string_view> split_lines(std::string_view text) {
    std::vector<std::string_view> lines;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find_first_of("\r\n", at), text.size());
        lines.push_back(text.substr(at, end - at));
        at = end + (text.substr(end, 2) == "\r\n" ? 2 : 1);
    }
    return lines;
}

bool takes_too_long(const std::vector<std::string_view>& lines) {
    std::size_t brackets = 0;
    for (const std::string_view line : lines) {
        if (is_blank(line)) brackets = 0;
        brackets += static_cast<std::size_t>(std::ranges::count(line, '['));
        if (brackets > most_brackets || containers_opened(line) > deepest) return true;
    }
    return false;
}

// The label of a reference, as two spellings of it compare.
std::string normal_label(std::string_view label) {
    std::string result;
    for (const char c : label) {
        if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
            if (!result.empty() && result.back() != ' ') result += ' ';
        } else {
            result += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        }
    }
    if (result.ends_with(' ')) result.pop_back();
    return result;
}

// Where the bracket that opens at `at` closes, escapes and nested ones passed over.
std::size_t closing_bracket(std::string_view text, std::size_t at) {
    int depth = 0;
    for (; at < text.size(); ++at) {
        if (text[at] == '\\') {
            ++at;
        } else if (text[at] == '[') {
            ++depth;
        } else if (text[at] == ']' && --depth == 0) {
            return at;
        }
    }
    return std::string_view::npos;
}

// Labels of what looks like a reference definition anywhere in a text.
std::unordered_set<std::string> defined_labels(const std::vector<std::string_view>& lines) {
    std::unordered_set<std::string> labels;
    for (const std::string_view line : lines) {
        const std::size_t open = line.find_first_not_of(" \t>-*+0123456789.)");
        if (open == std::string_view::npos || line[open] != '[') continue;
        const std::size_t close = closing_bracket(line, open);
        if (close == std::string_view::npos || line.substr(close + 1, 1) != ":") continue;
        labels.insert(normal_label(line.substr(open + 1, close - open - 1)));
    }
    return labels;
}

// The lines of a paragraph or heading in the source, their containers' marks left out.
struct Content {
    std::vector<std::string_view> lines;
    std::vector<Place> places;
};

// A paragraph joined into one line, where cmark's columns are true, and the way back.
class JoinedContent {
  public:
    explicit JoinedContent(const Content& content) {
        for (std::size_t i = 0; i < content.lines.size(); ++i) {
            starts_.push_back(text_.size());
            places_.push_back(content.places[i]);
            text_ += content.lines[i];
            text_ += ' ';
        }
    }

    // Places of the links and images in their order, where `labels` are defined.
    std::vector<Place> link_places(const std::unordered_set<std::string>& labels) const {
        std::string document = lead + text_ + "\n\n";
        add_definitions(document, labels);
        const NodePtr root = parse(document);
        const IteratorPtr iterator(cmark_iter_new(root.get()));
        std::vector<Place> places;
        while (cmark_iter_next(iterator.get()) != CMARK_EVENT_DONE) {
            cmark_node* node = cmark_iter_get_node(iterator.get());
            const cmark_node_type type = cmark_node_get_type(node);
            const bool entered = cmark_iter_get_event_type(iterator.get()) == CMARK_EVENT_ENTER;
            if (!entered || (type != CMARK_NODE_LINK && type != CMARK_NODE_IMAGE)) continue;
            const int column = cmark_node_get_start_column(node) - 1;
            places.push_back(place_of(static_cast<std::size_t>(column) - lead.size()));
        }
        return places;
    }

  private:
    // Keeps what follows from being read as a list, a heading or a definition.
    static inline const std::string lead = "x ";

    Place place_of(std::size_t offset) const {
        const auto after = std::ranges::upper_bound(starts_, offset);
        const auto line = static_cast<std::size_t>(after - starts_.begin()) - 1;
        return {places_[line].line,
                places_[line].column + static_cast<int>(offset - starts_[line])};
    }

    // Of the labels, those that the text may refer to.
    void add_definitions(std::string& document,
                         const std::unordered_set<std::string>& labels) const {
        if (labels.empty()) return;
        for (std::size_t at = text_.find('['); at != std::string::npos;
             at = text_.find('[', at + 1)) {
            const std::size_t limit = std::min<std::size_t>(text_.size(), at + 1000);
            const std::string_view near(text_.data() + at, limit - at);
            const std::size_t close = closing_bracket(near, 0);
            if (close == std::string_view::npos) continue;
            const std::string_view label = near.substr(1, close - 1);
            if (!labels.contains(normal_label(label))) continue;
            document.append("[").append(label).append("]: x\n");
        }
    }

    std::string text_;
    std::vector<std::size_t> starts_;
    std::vector<Place> places_;
};

bool is_setext_underline(std::string_view line) {
    const auto begin = line.find_first_not_of(" \t");
    if (begin == std::string_view::npos || (line[begin] != '=' && line[begin] != '-')) return false;
    return line.find_first_not_of(std::string(1, line[begin]) + " \t\r", begin) ==
           std::string_view::npos;
}

// Whether cmark reads these lines as reference definitions and nothing else.
bool are_definitions(const std::vector<std::string_view>& lines, std::size_t begin,
                     std::size_t size) {
    std::string text;
    for (std::size_t i = begin; i < begin + size; ++i) text.append(lines[i]).append("\n");
    return cmark_node_first_child(parse(text).get()) == nullptr;
}

// How many of the first lines are reference definitions, which cmark counts to the paragraph.
std::size_t count_definition_lines(const std::vector<std::string_view>& lines) {
    constexpr std::size_t longest_definition = 8;
    std::size_t begin = 0;
    while (begin < lines.size() && lines[begin].starts_with('[')) {
        std::size_t taken = 0;
        const std::size_t most = std::min(longest_definition, lines.size() - begin);
        for (std::size_t size = 1; size <= most; ++size) {
            if (are_definitions(lines, begin, size)) taken = size;
        }
        if (taken == 0) break;
        begin += taken;
    }
    return begin;
}

// Walks cmark's tree and writes down its blocks.
class Walk {
  public:
    Walk(const std::vector<std::string_view>& lines, int first_line)
        : lines_(lines), labels_(defined_labels(lines)), first_line_(first_line) {}

    std::vector<MarkdownBlock> blocks(cmark_node* root) {
        const IteratorPtr iterator(cmark_iter_new(root));
        while (cmark_iter_next(iterator.get()) != CMARK_EVENT_DONE) {
            cmark_node* node = cmark_iter_get_node(iterator.get());
            if (cmark_iter_get_event_type(iterator.get()) == CMARK_EVENT_ENTER) {
                enter(node, iterator.get());
            } else {
                leave(node);
            }
        }
        return std::move(blocks_);
    }

  private:
    void enter(cmark_node* node, cmark_iter* iterator) {
        switch (cmark_node_get_type(node)) {
            case CMARK_NODE_BLOCK_QUOTE:
                ++quotes_;
                break;
            case CMARK_NODE_ITEM:
                add(MarkdownKind::item, node);
                break;
            case CMARK_NODE_CODE_BLOCK:
                add(MarkdownKind::code, node).info = or_empty(cmark_node_get_fence_info(node));
                blocks_.back().text = or_empty(cmark_node_get_literal(node));
                break;
            case CMARK_NODE_HTML_BLOCK:
                add(MarkdownKind::html, node).text = or_empty(cmark_node_get_literal(node));
                break;
            case CMARK_NODE_HEADING:
                add(MarkdownKind::heading, node).level = cmark_node_get_heading_level(node);
                read_inlines(node, iterator);
                break;
            case CMARK_NODE_PARAGRAPH:
                add(MarkdownKind::paragraph, node);
                read_inlines(node, iterator);
                break;
            default:
                break;
        }
    }

    void leave(cmark_node* node) {
        const cmark_node_type type = cmark_node_get_type(node);
        if (type == CMARK_NODE_BLOCK_QUOTE) --quotes_;
        if (type == CMARK_NODE_ITEM) add(MarkdownKind::end_item, node);
    }

    MarkdownBlock& add(MarkdownKind kind, cmark_node* node) {
        MarkdownBlock block;
        block.kind = kind;
        block.place = {cmark_node_get_start_line(node) + first_line_ - 1,
                       cmark_node_get_start_column(node)};
        block.end_line = cmark_node_get_end_line(node) + first_line_ - 1;
        blocks_.push_back(std::move(block));
        return blocks_.back();
    }

    // The inlines of a heading or paragraph; leaves the iterator at its end.
    void read_inlines(cmark_node* block, cmark_iter* iterator) {
        MarkdownBlock& result = blocks_.back();
        while (cmark_iter_next(iterator) != CMARK_EVENT_DONE) {
            cmark_node* node = cmark_iter_get_node(iterator);
            if (node == block) break;
            const bool entered = cmark_iter_get_event_type(iterator) == CMARK_EVENT_ENTER;
            read_inline(result, node, entered);
        }
        place_inlines(result, block);
    }

    void read_inline(MarkdownBlock& block, cmark_node* node, bool entered) const {
        const auto add = [&](InlineKind kind, const char* text) {
            block.inlines.push_back({kind, or_empty(text), {}});
        };
        switch (cmark_node_get_type(node)) {
            case CMARK_NODE_TEXT:
                // cmark cuts text at every character that might have meant something.
                if (!block.inlines.empty() && block.inlines.back().kind == InlineKind::text) {
                    block.inlines.back().text += or_empty(cmark_node_get_literal(node));
                } else {
                    add(InlineKind::text, cmark_node_get_literal(node));
                }
                break;
            case CMARK_NODE_CODE:
                add(InlineKind::code, cmark_node_get_literal(node));
                break;
            case CMARK_NODE_HTML_INLINE:
                add(InlineKind::html, cmark_node_get_literal(node));
                break;
            case CMARK_NODE_SOFTBREAK:
                add(InlineKind::soft_break, nullptr);
                break;
            case CMARK_NODE_LINEBREAK:
                add(InlineKind::hard_break, nullptr);
                break;
            case CMARK_NODE_LINK:
            case CMARK_NODE_IMAGE: {
                const bool image = cmark_node_get_type(node) == CMARK_NODE_IMAGE;
                add(!entered ? InlineKind::end
                    : image  ? InlineKind::image
                             : InlineKind::link,
                    entered ? cmark_node_get_url(node) : nullptr);
                if (entered) {
                    block.inlines.back().place = {cmark_node_get_start_line(node) + first_line_ - 1,
                                                  cmark_node_get_start_column(node)};
                }
                break;
            }
            default:
                break;
        }
    }

    // Gives the block and its links their true places.
    void place_inlines(MarkdownBlock& block, cmark_node* node) const {
        const Content content = content_of(block, node);
        block.lines = content.places;
        if (content.lines.empty()) return;
        const bool atx = block.kind == MarkdownKind::heading && is_atx(block);
        if (!atx) block.place = content.places.front();
        place_links(block, content);
        split_wiki_links(block, content);
    }

    void place_links(MarkdownBlock& block, const Content& content) const {
        const auto is_link = [](const Inline& piece) {
            return piece.kind == InlineKind::link || piece.kind == InlineKind::image;
        };
        const auto count = std::ranges::count_if(block.inlines, is_link);
        if (count == 0) return;
        const std::vector<Place> places = JoinedContent(content).link_places(labels_);
        if (std::ssize(places) != count) return;  // cmark's places, then
        auto place = places.begin();
        for (Inline& piece : block.inlines) {
            if (is_link(piece)) piece.place = *place++;
        }
    }

    // cmark knows no [[wiki links]]: they are text to it.
    static void split_wiki_links(MarkdownBlock& block, const Content& content) {
        std::vector<Inline> pieces;
        Place from = content.places.front();
        for (Inline& piece : block.inlines) {
            std::size_t at = 0;
            while (piece.kind == InlineKind::text) {
                const std::size_t open = piece.text.find("[[", at);
                const std::size_t close = piece.text.find("]]", open);
                if (open == std::string::npos || close == std::string::npos) break;
                const std::string inside = piece.text.substr(open + 2, close - open - 2);
                const auto place = find_from(content, from, "[[" + inside + "]]");
                if (inside.empty() || !place) break;
                from = {place->line, place->column + 2};
                if (open > at) {
                    pieces.push_back({InlineKind::text, piece.text.substr(at, open - at), {}});
                }
                pieces.push_back({InlineKind::wiki, inside, *place});
                at = close + 2;
            }
            if (at > 0) piece.text.erase(0, at);
            if (at == 0 || !piece.text.empty()) pieces.push_back(std::move(piece));
        }
        block.inlines = std::move(pieces);
    }

    static std::optional<Place> find_from(const Content& content, Place from,
                                          std::string_view text) {
        for (std::size_t i = 0; i < content.lines.size(); ++i) {
            const Place& line = content.places[i];
            if (line.line < from.line) continue;
            const int skip = line.line == from.line ? std::max(from.column - line.column, 0) : 0;
            const std::size_t at = content.lines[i].find(text, static_cast<std::size_t>(skip));
            if (at == std::string_view::npos) continue;
            return Place{line.line, line.column + static_cast<int>(at)};
        }
        return std::nullopt;
    }

    std::string_view line_at(int line) const {
        const auto index = static_cast<std::size_t>(line - first_line_);
        return index < lines_.size() ? lines_[index] : std::string_view();
    }

    bool is_atx(const MarkdownBlock& block) const {
        const auto column = static_cast<std::size_t>(block.place.column - 1);
        const std::string_view line = line_at(block.place.line);
        return column < line.size() && line[column] == '#';
    }

    Content content_of(const MarkdownBlock& block, cmark_node* node) const {
        Content content;
        int last = block.end_line;
        if (block.kind == MarkdownKind::heading) {
            const bool atx = is_atx(block);
            if (atx) last = block.place.line;
            if (!atx && last > block.place.line && is_setext_underline(bare_line(last).first)) {
                --last;
            }
        }
        const auto first_column = static_cast<std::size_t>(cmark_node_get_start_column(node) - 1);
        for (int line = block.place.line; line <= last; ++line) {
            auto [text, column] = bare_line(line);
            if (line == block.place.line && first_column <= line_at(line).size()) {
                text = line_at(line).substr(first_column);
                column = static_cast<int>(first_column) + 1;
            }
            const auto end = text.find_last_not_of(" \t");
            content.lines.push_back(text.substr(0, end == std::string_view::npos ? 0 : end + 1));
            content.places.push_back({line, column});
        }
        const auto skipped = static_cast<std::ptrdiff_t>(count_definition_lines(content.lines));
        if (skipped < std::ssize(content.lines)) {
            content.lines.erase(content.lines.begin(), content.lines.begin() + skipped);
            content.places.erase(content.places.begin(), content.places.begin() + skipped);
        }
        return content;
    }

    // A continuation line behind its indentation and the `>` of the quotes it stands in (which a
    // lazy line leaves out), and its column.
    std::pair<std::string_view, int> bare_line(int line) const {
        const std::string_view text = line_at(line);
        std::size_t at = std::min(text.find_first_not_of(" \t"), text.size());
        for (int quote = 0; quote < quotes_ && at < text.size() && text[at] == '>'; ++quote) {
            at = std::min(text.find_first_not_of(" \t", at + 1), text.size());
        }
        return {text.substr(at), static_cast<int>(at) + 1};
    }

    const std::vector<std::string_view>& lines_;
    const std::unordered_set<std::string> labels_;
    int first_line_ = 1;
    int quotes_ = 0;  // that the walk is in
    std::vector<MarkdownBlock> blocks_;
};

}  // namespace

std::optional<std::vector<MarkdownBlock>> parse_commonmark(std::string_view text, int first_line) {
    const std::vector<std::string_view> lines = split_lines(text);
    if (takes_too_long(lines)) return std::nullopt;
    const NodePtr root = parse(text);
    return Walk(lines, first_line).blocks(root.get());
}

}  // namespace crib
