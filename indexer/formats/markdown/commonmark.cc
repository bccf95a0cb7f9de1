#include "indexer/formats/markdown/commonmark.h"

#include <cmark.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <exception>
#include <memory>
#include <utility>

#include "indexer/formats/markdown/content.h"
#include "indexer/formats/markdown/source.h"
#include "indexer/text/spaces.h"

namespace crib {
namespace {

constexpr auto npos = std::string_view::npos;

struct NodeFree {
    void operator()(cmark_node* node) const { cmark_node_free(node); }
};
using NodePtr = std::unique_ptr<cmark_node, NodeFree>;

struct IteratorFree {
    void operator()(cmark_iter* iterator) const { cmark_iter_free(iterator); }
};
using IteratorPtr = std::unique_ptr<cmark_iter, IteratorFree>;

struct ParserFree {
    void operator()(cmark_parser* parser) const { cmark_parser_free(parser); }
};

// cmark does not expect to be refused memory, and no exception may pass through it.
void* or_end(void* memory) {
    if (memory == nullptr) std::terminate();
    return memory;
}

// NOLINTBEGIN(cppcoreguidelines-no-malloc): cmark's memory is C's.
void* allocate(std::size_t count, std::size_t size) { return or_end(std::calloc(count, size)); }
void* reallocate(void* memory, std::size_t size) { return or_end(std::realloc(memory, size)); }
// NOLINTEND(cppcoreguidelines-no-malloc)

NodePtr parse(std::string_view text) {
    static cmark_mem memory = {allocate, reallocate, std::free};
    const std::unique_ptr<cmark_parser, ParserFree> parser(
        cmark_parser_new_with_mem(CMARK_OPT_DEFAULT, &memory));
    cmark_parser_feed(parser.get(), text.data(), text.size());
    return NodePtr(cmark_parser_finish(parser.get()));
}

std::string or_empty(const char* text) { return text == nullptr ? "" : text; }

constexpr int deepest = 100;                   // most containers that one line may open
constexpr std::size_t most_brackets = 10'000;  // in a run of lines that may be a paragraph
constexpr std::size_t most_cells = 1'000'000;  // in all tables of a text

// The number of containers that a line opens: `> - 1. text` opens three.
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

bool is_blank(std::string_view line) { return line.find_first_not_of(" \t\r") == npos; }

// The lines of a text, without line ends. If the text has newlines, it has no lone carriage
// returns; else each carriage return ends a line.
std::vector<std::string_view> split_lines(std::string_view text) {
    const char end_of_line = text.find('\n') == npos ? '\r' : '\n';
    std::vector<std::string_view> lines;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(end_of_line, at), text.size());
        std::string_view line = text.substr(at, end - at);
        if (line.ends_with('\r')) line.remove_suffix(1);
        lines.push_back(line);
        at = end + 1;
    }
    return lines;
}

// Whether this is a heading such as `## Title`. It needs no blank lines around it.
bool is_atx_heading(std::string_view line) {
    const std::size_t end = std::min(line.find_first_not_of('#'), line.size());
    return end > 0 && end <= 6 && (end == line.size() || line[end] == ' ' || line[end] == '\t');
}

// Tells which lines begin a paragraph of their own, although no blank line stands before them:
// items of lists and first lines of quotes. Takes a line for a continuation if it can't be sure.
class ParagraphStarts {
  public:
    bool begins(std::string_view line) {
        if (is_blank(line)) {
            blank_ = true;
            return true;
        }
        const bool after_blank = std::exchange(blank_, false);
        const std::size_t quotes = skip_quotes(line);
        const bool deeper = quotes > std::exchange(quotes_, quotes);
        const bool item = begins_item(line, after_blank || deeper);
        return after_blank || deeper || item || is_atx_heading(line);
    }

  private:
    // Skips the marks of quotes. Returns their number.
    std::size_t skip_quotes(std::string_view line) {
        std::size_t quotes = 0;
        at_ = line.find_first_not_of(' ');
        while (at_ < line.size() && line[at_] == '>') {
            ++quotes;
            at_ = line.find_first_not_of(' ', at_ + 1);
        }
        return quotes;
    }

    // Whether an item begins at `at_`. In a paragraph only some marks begin one.
    bool begins_item(std::string_view line, bool apart) {
        const std::size_t digits = std::min(line.find_first_not_of("0123456789", at_), line.size());
        const bool ordered = digits > at_ && digits - at_ < 10;
        const std::size_t mark = ordered ? digits : at_;
        const std::string_view marks = ordered ? ".)" : "-+*";
        if (mark >= line.size() || marks.find(line[mark]) == npos) return false;
        const std::size_t text = line.find_first_not_of(' ', mark + 1);
        if (text == npos || text == mark + 1) return false;
        const std::size_t known = offsets_.size();
        while (!offsets_.empty() && offsets_.back() > at_) offsets_.pop_back();
        const bool leaves_item = offsets_.size() < known;
        const bool may_interrupt = !ordered || line.substr(at_, digits - at_) == "1";
        const std::size_t base = offsets_.empty() ? 0 : offsets_.back();
        if (at_ > base + 3 || (!apart && !leaves_item && !may_interrupt)) return false;
        offsets_.push_back(text > mark + 4 ? mark + 2 : text);
        return true;
    }

    bool blank_ = true;
    std::size_t quotes_ = 0;
    std::size_t at_ = 0;                // where the text of the line begins
    std::vector<std::size_t> offsets_;  // where the texts of the items around it begin
};

// The number of brackets in a line that may stay open at its end. Brackets take time only as long
// as they are open. A row of a table holds many that are closed.
std::size_t open_brackets(std::string_view line) {
    const bool row = trimmed(line).starts_with('|');
    if (!row || line.find_first_of("`\\<") != npos) {
        return static_cast<std::size_t>(std::ranges::count(line, '['));
    }
    std::size_t open = 0;
    for (const char c : line) {
        if (c == '[') ++open;
        if (c == ']' && open > 0) --open;
    }
    return open;
}

bool takes_too_long(const std::vector<std::string_view>& lines) {
    std::size_t brackets = 0;
    ParagraphStarts starts;
    for (const std::string_view line : lines) {
        if (starts.begins(line)) brackets = 0;
        const auto all = static_cast<std::size_t>(std::ranges::count(line, '['));
        brackets += all == 0 ? 0 : open_brackets(line);
        if (std::max(all, brackets) > most_brackets || containers_opened(line) > deepest)
            return true;
    }
    return false;
}

// Replaces each lone carriage return by a space. cmark would end a line there, but an editor does
// not.
std::string without_lone_returns(std::string_view text) {
    std::string result(text);
    if (text.find('\n') == npos) return result;
    for (std::size_t at = result.find('\r'); at != npos; at = result.find('\r', at + 1)) {
        if (result.compare(at, 2, "\r\n") != 0) result[at] = ' ';
    }
    return result;
}

bool is_setext_underline(std::string_view line) {
    const auto begin = line.find_first_not_of(" \t");
    if (begin == npos || (line[begin] != '=' && line[begin] != '-')) return false;
    return line.find_first_not_of(std::string(1, line[begin]) + " \t\r", begin) == npos;
}

// The first line after the first one that underlines a setext heading.
std::size_t line_of_underline(const Content& content) {
    const auto underline =
        std::find_if(content.lines.begin() + 1, content.lines.end(), is_setext_underline);
    return static_cast<std::size_t>(underline - content.lines.begin());
}

// Whether cmark reads these lines as nothing but reference definitions.
bool are_definitions(const std::vector<std::string_view>& lines, std::size_t begin,
                     std::size_t size) {
    std::string text;
    for (std::size_t i = begin; i < begin + size; ++i) text.append(lines[i]).append("\n");
    return cmark_node_first_child(parse(text).get()) == nullptr;
}

// How many of the first lines are reference definitions. cmark counts them as part of the
// paragraph.
std::size_t count_definition_lines(const std::vector<std::string_view>& lines) {
    constexpr std::size_t longest_definition = 32;
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

bool has_label(InlineKind kind) {
    return kind == InlineKind::link || kind == InlineKind::image || kind == InlineKind::ref ||
           kind == InlineKind::doc;
}

// A role of MyST, such as the `{ref}` before a code span.
struct Role {
    std::string_view name;
    InlineKind kind = InlineKind::ref;
};

// Cuts the name of a role off the end of the text.
std::optional<Role> take_role(std::vector<Inline>& inlines) {
    static constexpr auto roles = std::to_array<Role>(
        {{"{ref}", InlineKind::ref}, {"{numref}", InlineKind::ref}, {"{doc}", InlineKind::doc}});
    if (inlines.empty() || inlines.back().kind != InlineKind::text) return std::nullopt;
    std::string& text = inlines.back().text;
    const auto role =
        std::ranges::find_if(roles, [&](const Role& known) { return text.ends_with(known.name); });
    if (role == roles.end()) return std::nullopt;
    text.erase(text.size() - role->name.size());
    if (text.empty()) inlines.pop_back();
    return *role;
}

// Adds the link that a role makes of a code span: `target` or `label <target>`.
void add_role(std::vector<Inline>& inlines, const Role& role, cmark_node* code) {
    std::string label = or_empty(cmark_node_get_literal(code));
    std::string target = label;
    const std::size_t open = label.rfind(" <");
    if (label.ends_with('>') && open != npos && open > 0) {
        target = label.substr(open + 2, label.size() - open - 3);
        label.erase(open);
    }
    // cmark gives the column of the text. The role and a backtick stand before it.
    const int before = static_cast<int>(role.name.size()) + 1;
    const int column = std::max(1, cmark_node_get_start_column(code) - before);
    inlines.push_back({role.kind, target, {cmark_node_get_start_line(code), column}});
    inlines.push_back({InlineKind::text, label, {}});
    inlines.push_back({InlineKind::end, "", {}});
}

// How many strong and emphasised nodes are around a node.
struct Emphasis {
    int strong = 0;
    int emphasis = 0;
};

void add_inline(std::vector<Inline>& inlines, cmark_node* node, bool entered, Emphasis& around) {
    const bool strong = around.strong > 0;
    const bool emphasis = around.emphasis > 0;
    const auto add = [&](InlineKind kind, const char* text) {
        inlines.push_back({kind, or_empty(text), {}, strong, emphasis});
    };
    const char* literal = cmark_node_get_literal(node);
    switch (cmark_node_get_type(node)) {
        case CMARK_NODE_TEXT:
            // cmark cuts a text at characters that could be markup: join the pieces.
            if (!inlines.empty() && inlines.back().kind == InlineKind::text &&
                inlines.back().strong == strong && inlines.back().emphasis == emphasis) {
                inlines.back().text += or_empty(literal);
            } else {
                add(InlineKind::text, literal);
            }
            break;
        case CMARK_NODE_CODE:
            if (const auto role = take_role(inlines)) {
                add_role(inlines, *role, node);
            } else {
                add(InlineKind::code, literal);
            }
            break;
        case CMARK_NODE_HTML_INLINE:
            add(InlineKind::html, literal);
            break;
        case CMARK_NODE_SOFTBREAK:
            add(InlineKind::soft_break, nullptr);
            break;
        case CMARK_NODE_LINEBREAK:
            add(InlineKind::hard_break, nullptr);
            break;
        case CMARK_NODE_STRONG:
            around.strong += entered ? 1 : -1;
            break;
        case CMARK_NODE_EMPH:
            around.emphasis += entered ? 1 : -1;
            break;
        case CMARK_NODE_LINK:
        case CMARK_NODE_IMAGE: {
            const bool image = cmark_node_get_type(node) == CMARK_NODE_IMAGE;
            if (!entered) {
                add(InlineKind::end, nullptr);
                break;
            }
            add(image ? InlineKind::image : InlineKind::link, cmark_node_get_url(node));
            inlines.back().place = {cmark_node_get_start_line(node),
                                    cmark_node_get_start_column(node)};
            break;
        }
        default:
            break;
    }
}

// The inlines of a paragraph or heading, with cmark's places.
std::vector<Inline> inlines_of(cmark_node* block) {
    std::vector<Inline> inlines;
    Emphasis around;
    const IteratorPtr iterator(cmark_iter_new(block));
    while (cmark_iter_next(iterator.get()) != CMARK_EVENT_DONE) {
        const bool entered = cmark_iter_get_event_type(iterator.get()) == CMARK_EVENT_ENTER;
        add_inline(inlines, cmark_iter_get_node(iterator.get()), entered, around);
    }
    return inlines;
}

// A document that holds each content as a paragraph of one line, where cmark's columns are right.
class JoinedDocument {
  public:
    // The whole text follows the contents, so that cmark knows its reference definitions.
    JoinedDocument(const std::vector<JoinedContent>& contents, std::string_view text) {
        std::string document;
        for (const JoinedContent& content : contents) {
            document.append(lead).append(content.text()).append("\n\n");
        }
        if (text.find("]:") != npos) document += text;
        root_ = parse(document);
        paragraph_ = cmark_node_first_child(root_.get());
    }

    // Goes to the paragraph of the next content.
    void next() { paragraph_ = cmark_node_next(paragraph_); }

    std::vector<Inline> inlines(const JoinedContent& content) const {
        std::vector<Inline> result = inlines_of(paragraph_);
        result.front().text.erase(0, lead.size());
        if (result.front().text.empty()) result.erase(result.begin());
        for (Inline& piece : result) {
            if (has_label(piece.kind)) piece.place = content.place_of(offset(piece.place.column));
        }
        return result;
    }

    // The ranges that are not plain text: code, HTML, links with their labels.
    std::vector<Span> spans() const {
        std::vector<Span> result;
        const IteratorPtr iterator(cmark_iter_new(paragraph_));
        while (cmark_iter_next(iterator.get()) != CMARK_EVENT_DONE) {
            cmark_node* node = cmark_iter_get_node(iterator.get());
            const bool entered = cmark_iter_get_event_type(iterator.get()) == CMARK_EVENT_ENTER;
            if (!entered || !is_span(cmark_node_get_type(node))) continue;
            result.push_back({offset(cmark_node_get_start_column(node)),
                              offset(cmark_node_get_end_column(node) + 1)});
        }
        return result;
    }

  private:
    // Prevents the text after it from being read as a list, a heading or a definition.
    static constexpr std::string_view lead = "x ";

    static std::size_t offset(int column) {
        return static_cast<std::size_t>(column) - 1 - lead.size();
    }

    static bool is_span(cmark_node_type type) {
        return type == CMARK_NODE_CODE || type == CMARK_NODE_HTML_INLINE ||
               type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE;
    }

    NodePtr root_;
    cmark_node* paragraph_ = nullptr;
};

// Copies the places of links from the same links in `true_ones`.
void place_links(std::vector<Inline>& inlines, const std::vector<Inline>& true_ones) {
    auto next = true_ones.begin();
    for (Inline& piece : inlines) {
        if (!has_label(piece.kind)) continue;
        const auto same = std::find_if(next, true_ones.end(), [&](const Inline& other) {
            return other.kind == piece.kind && other.text == piece.text;
        });
        if (same == true_ones.end()) continue;
        piece.place = same->place;
        next = std::next(same);
    }
}

// Replaces `\|` by a bar. In a table a bar is escaped even inside code and [[links]].
std::string with_bars(std::string text) {
    for (std::size_t at = text.find("\\|"); at != npos; at = text.find("\\|", at + 1)) {
        text.erase(at, 1);
    }
    return text;
}

// Appends a cell to a row that has `count` cells.
void add_cell(MarkdownRow& row, std::size_t count, std::vector<Inline> cell) {
    if (count > 0) row.inlines.push_back({InlineKind::bar, "", {}});
    for (Inline& piece : cell) {
        if (piece.kind == InlineKind::code) piece.text = with_bars(std::move(piece.text));
        row.inlines.push_back(std::move(piece));
    }
}

// Turns [[wiki links]], which cmark reads as text, into inlines of their own. `links` are the
// ranges of all of them in the content.
std::vector<Inline> with_wiki_links(std::vector<Inline> inlines, const JoinedContent& content,
                                    const std::vector<Span>& links) {
    std::vector<Inline> pieces;
    auto link = links.begin();
    int depth = 0;  // how many labels are around the piece
    for (Inline& piece : inlines) {
        if (has_label(piece.kind)) ++depth;
        if (piece.kind == InlineKind::end) --depth;
        std::size_t at = 0;
        const bool text = piece.kind == InlineKind::text && depth == 0;
        for (const Span found : text ? double_brackets(piece.text) : std::vector<Span>()) {
            const std::string written = piece.text.substr(found.begin, found.end - found.begin);
            const auto same = std::find_if(link, links.end(), [&](Span other) {
                return written ==
                       with_bars(content.text().substr(other.begin, other.end - other.begin));
            });
            if (same == links.end()) continue;
            if (found.begin > at) {
                pieces.push_back({InlineKind::text,
                                  piece.text.substr(at, found.begin - at),
                                  {},
                                  piece.strong,
                                  piece.emphasis});
            }
            pieces.push_back({InlineKind::wiki, written.substr(2, written.size() - 4),
                              content.place_of(same->begin)});
            link = std::next(same);
            at = found.end;
        }
        if (at > 0) piece.text.erase(0, at);
        if (at == 0 || !piece.text.empty()) pieces.push_back(std::move(piece));
    }
    return pieces;
}

// Walks cmark's tree and collects its blocks.
class Walk {
  public:
    Walk(const MarkdownSource& source, const std::vector<std::string_view>& lines, int first_line)
        : source_(source), lines_(lines), first_line_(first_line) {}

    void read(cmark_node* root) {
        const IteratorPtr iterator(cmark_iter_new(root));
        while (cmark_iter_next(iterator.get()) != CMARK_EVENT_DONE) {
            cmark_node* node = cmark_iter_get_node(iterator.get());
            if (cmark_iter_get_event_type(iterator.get()) == CMARK_EVENT_ENTER) {
                enter(node);
            } else {
                leave(node);
            }
        }
    }

    // The blocks, with their final inlines.
    std::vector<MarkdownBlock> finish() && {
        JoinedDocument joined(contents_, source_.text());
        for (std::size_t i = 0; i < passages_.size(); ++i) {
            std::vector<Inline> inlines = joined.inlines(contents_[i]);
            const auto wiki = contents_[i].double_brackets(joined.spans());
            joined.next();
            MarkdownBlock& block = blocks_[passages_[i].block];
            if (passages_[i].kind == Passage::Kind::places) {
                place_links(block.inlines, inlines);
                inlines = std::move(block.inlines);
            }
            inlines = with_wiki_links(std::move(inlines), contents_[i], wiki);
            if (passages_[i].kind == Passage::Kind::cell) {
                add_cell(block.rows[passages_[i].row], passages_[i].column, std::move(inlines));
            } else {
                block.inlines = std::move(inlines);
            }
        }
        if (source_.is_masked()) unmask();
        return std::move(blocks_);
    }

  private:
    // A part of the text that is parsed again as one line. It gives the places of a block's links,
    // all inlines of a block, or those of a cell.
    struct Passage {
        enum class Kind { places, inlines, cell };

        Kind kind = Kind::places;
        std::size_t block = 0;
        std::size_t row = 0;     // for a cell
        std::size_t column = 0;  // for a cell
    };

    // Makes the texts what was written.
    void unmask() {
        const auto unmask_all = [this](std::vector<Inline>& inlines) {
            for (Inline& piece : inlines) source_.unmask(piece.text);
        };
        for (MarkdownBlock& block : blocks_) {
            source_.unmask(block.text);
            source_.unmask(block.info);
            unmask_all(block.inlines);
            for (MarkdownRow& row : block.rows) unmask_all(row.inlines);
        }
    }

    // The extension that stands for a node's first line.
    const Extension* extension_at(cmark_node* node) const {
        return source_.extension(cmark_node_get_start_line(node));
    }

    void read_html(cmark_node* node) {
        const std::string text = or_empty(cmark_node_get_literal(node));
        const Extension* const extension =
            text.starts_with("<?crib ") ? extension_at(node) : nullptr;
        if (extension != nullptr) {
            // The item around it has told of a container that is an item.
            if (extension->is_item) return;
            const auto kind =
                extension->closes ? MarkdownKind::end_container : MarkdownKind::container;
            MarkdownBlock& block = add(kind, node);
            block.text = extension->title;
            block.end_line = block.place.line;
            return;
        }
        add(MarkdownKind::html, node).text = source_.as_written(text);
        blocks_.back().columns = columns_of(blocks_.back());
    }

    // Begins or ends a list item, or a container that is written as one.
    MarkdownBlock& add_item(MarkdownKind kind, MarkdownKind container, cmark_node* node) {
        const Extension* const extension = extension_at(node);
        const bool is_container =
            extension != nullptr && extension->is_item &&
            cmark_node_get_start_column(node) ==
                static_cast<int>(std::min(line_of(node).find('-'), line_of(node).size())) + 1;
        MarkdownBlock& block = add(is_container ? container : kind, node);
        if (is_container) block.text = extension->title;
        return block;
    }

    std::string_view line_of(cmark_node* node) const {
        return line_at(cmark_node_get_start_line(node) + first_line_ - 1);
    }

    void enter(cmark_node* node) {
        switch (cmark_node_get_type(node)) {
            case CMARK_NODE_BLOCK_QUOTE:
                ++quotes_;
                add(MarkdownKind::quote, node);
                break;
            case CMARK_NODE_ITEM:
                add_item(MarkdownKind::item, MarkdownKind::container, node);
                break;
            case CMARK_NODE_CODE_BLOCK:
                add(MarkdownKind::code, node).info = or_empty(cmark_node_get_fence_info(node));
                blocks_.back().text = source_.as_written(or_empty(cmark_node_get_literal(node)));
                break;
            case CMARK_NODE_HTML_BLOCK:
                read_html(node);
                break;
            case CMARK_NODE_HEADING:
                read_heading(node);
                break;
            case CMARK_NODE_PARAGRAPH:
                read_paragraph(node);
                break;
            default:
                break;
        }
    }

    void leave(cmark_node* node) {
        const cmark_node_type type = cmark_node_get_type(node);
        if (type == CMARK_NODE_BLOCK_QUOTE) {
            --quotes_;
            add(MarkdownKind::end_quote, node);
        }
        if (type == CMARK_NODE_ITEM) {
            add_item(MarkdownKind::end_item, MarkdownKind::end_container, node);
        }
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

    // Where the lines of a block's text begin, behind the marks of the containers around it.
    std::vector<int> columns_of(const MarkdownBlock& block) const {
        std::vector<int> columns;
        int line = block.place.line;
        for (const std::string_view text : split_lines(block.text)) {
            const std::size_t whole = line_at(line++).size();
            columns.push_back(static_cast<int>(whole - std::min(whole, text.size())) + 1);
        }
        return columns;
    }

    void read_heading(cmark_node* node) {
        MarkdownBlock& block = add(MarkdownKind::heading, node);
        block.level = cmark_node_get_heading_level(node);
        const bool atx = is_atx(block.place);
        Content content = content_of(block.place, atx ? block.place.line : block.end_line);
        if (!atx) {
            // cmark includes lines below the underline, up to where it closes the heading.
            const std::size_t underline = line_of_underline(content);
            content = first_lines(std::move(content), underline);
            block.place = content.places.front();
            block.end_line = content.places.back().line + 1;
        }
        block.text = content.lines.back();
        read_inlines(block, node, content);
    }

    void read_paragraph(cmark_node* node) {
        MarkdownBlock& block = add(MarkdownKind::paragraph, node);
        const Content content = content_of(block.place, block.end_line);
        block.place = content.places.front();
        if (const auto head = find_table(content); head && may_be_table(content, *head)) {
            read_table(content, *head);
        } else {
            read_inlines(block, node, content);
        }
    }

    void read_inlines(MarkdownBlock& block, cmark_node* node, const Content& content) {
        block.inlines = inlines_of(node);
        bool has_links = false;
        for (Inline& piece : block.inlines) {
            if (has_label(piece.kind)) piece.place.line += first_line_ - 1;
            has_links = has_links || has_label(piece.kind) || piece.text.find("[[") != npos;
        }
        if (has_links) add_passage(Passage::Kind::places, content);
    }

    // Whether there are few enough cells. Cells need far more memory than their text, so a text
    // with more than most_cells has no further tables.
    bool may_be_table(const Content& content, std::size_t head) {
        for (std::size_t i = head; i < content.lines.size(); ++i) {
            cells_ += static_cast<std::size_t>(std::ranges::count(content.lines[i], '|'));
        }
        return cells_ <= most_cells;
    }

    // Turns the last block into a table, which begins at the line `head`, and a paragraph for the
    // lines before it.
    void read_table(const Content& content, std::size_t head) {
        if (head > 0) {
            const MarkdownBlock table = blocks_.back();
            blocks_.back().end_line = content.places[head - 1].line;
            add_passage(Passage::Kind::inlines, first_lines(content, head));
            blocks_.push_back(table);
        }
        MarkdownBlock& block = blocks_.back();
        block.kind = MarkdownKind::table;
        block.place = content.places[head];
        for (std::size_t i = head; i < content.lines.size(); ++i) {
            if (i == head + 1) continue;  // the row of `---`
            block.rows.push_back({content.places[i], {}});
            std::size_t column = 0;
            for (const Content& cell : cells_of_row(content.lines[i], content.places[i])) {
                add_passage(Passage::Kind::cell, cell);
                passages_.back().column = column++;
            }
        }
    }

    static Content first_lines(Content content, std::size_t count) {
        content.lines.resize(count);
        content.places.resize(count);
        return content;
    }

    // The passage belongs to the last block and its last row.
    void add_passage(Passage::Kind kind, const Content& content) {
        const std::size_t rows = blocks_.back().rows.size();
        passages_.push_back({kind, blocks_.size() - 1, rows == 0 ? 0 : rows - 1});
        contents_.emplace_back(content);
    }

    std::string_view line_at(int line) const {
        const auto index = static_cast<std::size_t>(line - first_line_);
        return index < lines_.size() ? lines_[index] : std::string_view();
    }

    // Whether a heading is written with `#`. The text of a setext heading may also begin with a
    // #word.
    bool is_atx(Place place) const {
        const std::string_view line = behind(line_at(place.line), place.column);
        const std::size_t level = std::min(line.find_first_not_of('#'), line.size());
        return level > 0 && (level == line.size() || line[level] == ' ' || line[level] == '\t');
    }

    static std::string_view behind(std::string_view line, int column) {
        return line.substr(std::min(static_cast<std::size_t>(column) - 1, line.size()));
    }

    // The lines of a block from `first` on, without the reference definitions at its start.
    Content content_of(Place first, int last_line) const {
        Content content;
        for (int line = first.line; line <= last_line || line == first.line; ++line) {
            const Place place = line == first.line ? first : first_place(line);
            const std::string_view text = behind(line_at(line), place.column);
            const std::size_t end = text.find_last_not_of(" \t") + 1;
            content.lines.push_back(text.substr(0, end));
            content.places.push_back(place);
        }
        const auto skipped = static_cast<std::ptrdiff_t>(count_definition_lines(content.lines));
        if (skipped < std::ssize(content.lines)) {
            content.lines.erase(content.lines.begin(), content.lines.begin() + skipped);
            content.places.erase(content.places.begin(), content.places.begin() + skipped);
        }
        return content;
    }

    // Where a paragraph continues on a line: after the indentation and the `>` of its quotes. A
    // lazy continuation line has no `>`.
    Place first_place(int line) const {
        const std::string_view text = line_at(line);
        std::size_t at = std::min(text.find_first_not_of(" \t"), text.size());
        for (int quote = 0; quote < quotes_ && at < text.size() && text[at] == '>'; ++quote) {
            at = std::min(text.find_first_not_of(" \t", at + 1), text.size());
        }
        return {line, static_cast<int>(at) + 1};
    }

    const MarkdownSource& source_;
    const std::vector<std::string_view>& lines_;
    int first_line_ = 1;
    int quotes_ = 0;         // quotes around the current node
    std::size_t cells_ = 0;  // number of cells in all tables so far
    std::vector<MarkdownBlock> blocks_;
    std::vector<Passage> passages_;
    std::vector<JoinedContent> contents_;  // one for each passage
};

}  // namespace

std::optional<std::vector<MarkdownBlock>> parse_commonmark(std::string_view text, int first_line) {
    const MarkdownSource source(without_lone_returns(text));
    const std::vector<std::string_view> lines = split_lines(source.text());
    if (takes_too_long(lines)) return std::nullopt;
    Walk walk(source, lines, first_line);
    walk.read(parse(source.text()).get());
    return std::move(walk).finish();
}

}  // namespace crib
