#include "indexer/formats/markdown/source.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "indexer/text/spaces.h"

namespace crib {
namespace {

constexpr auto npos = std::string_view::npos;

// Characters that mean something to cmark. In math, control characters stand for them.
constexpr std::string_view marks = "[]()!#=-+*_<>`~&\\:.{}";
constexpr std::string_view stand_ins =
    "\x03\x04\x05\x06\x07\x08\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a\x1c\x1d";
static_assert(marks.size() == stand_ins.size());
// Takes the place of what is left out.
constexpr char filler = '\x02';

bool is_alphanumeric(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_blank(std::string_view line) { return line.find_first_not_of(" \t\r") == npos; }

// A line without its indentation and the marks of quotes.
std::string_view content_of(std::string_view line) {
    return line.substr(std::min(line.find_first_not_of(" \t>"), line.size()));
}

// Tells which lines stand in fenced code.
class Fences {
  public:
    bool holds(std::string_view line) {
        const std::string_view text = content_of(line);
        if (!fence_.empty()) {
            const bool closes =
                text.starts_with(fence_) && trimmed(text).find_first_not_of(fence_.front()) == npos;
            if (closes) fence_.clear();
            return true;
        }
        const std::string_view inside =
            text.substr(std::min(text.find_first_not_of("-+*0123456789.) \t"), text.size()));
        for (const std::string_view fence : {"```", "~~~"}) {
            if (!inside.starts_with(fence)) continue;
            const std::size_t end = std::min(inside.find_first_not_of(fence[0]), inside.size());
            if (fence[0] == '`' && inside.find('`', end) != npos) continue;
            fence_ = inside.substr(0, end);
        }
        return !fence_.empty();
    }

  private:
    std::string fence_;  // that is open
};

// The columns of white space before a line's text.
std::size_t indentation(std::string_view line) {
    std::size_t columns = 0;
    for (const char c : line) {
        if (c == '\t') {
            columns += 4 - columns % 4;
        } else if (c == ' ') {
            ++columns;
        } else {
            break;
        }
    }
    return columns;
}

// The text in the quotation marks that end a line; nothing if there are none.
std::optional<std::string> quoted(std::string_view text) {
    text = trimmed(text);
    const std::size_t open = text.find_first_of("\"'");
    if (open == npos || text.back() != text[open] || open + 1 == text.size()) return std::nullopt;
    return std::string(text.substr(open + 1, text.size() - open - 2));
}

// The title of `!!! note "Title"`, `??? question "Title"` or `=== "Tab"`; nothing if the line is
// none of these.
std::optional<std::string> title_of_block(std::string_view text) {
    for (const std::string_view mark : {"!!!", "???+", "???", "===!", "===+", "==="}) {
        if (!text.starts_with(mark)) continue;
        const std::string_view rest = text.substr(mark.size());
        if (!rest.starts_with(' ')) return std::nullopt;
        if (mark.starts_with('=')) {
            const bool is_tab = trimmed(rest).starts_with('"') || trimmed(rest).starts_with('\'');
            return is_tab ? quoted(rest) : std::nullopt;
        }
        const std::string_view type = trimmed(rest);
        if (type.empty() || !is_alphanumeric(type.front())) return std::nullopt;
        return quoted(rest).value_or("");
    }
    return std::nullopt;
}

// The size of `[^1]: ` at the start of a text; 0 if there is none.
std::size_t size_of_footnote(std::string_view text) {
    if (!text.starts_with("[^")) return 0;
    const std::size_t close = text.find("]:");
    if (close == npos || close < 3) return 0;
    if (text.substr(2, close - 2).find_first_of(" \t[]") != npos) return 0;
    return std::min(text.find_first_not_of(" \t", close + 2), text.size());
}

// The title of `::: details Title`; empty for `::: details`, nothing for what is no such line.
std::optional<std::string> title_of_fence(std::string_view text) {
    if (!text.starts_with(":::")) return std::nullopt;
    text = trimmed(text.substr(std::min(text.find_first_not_of(':'), text.size())));
    if (text.empty() || text.ends_with(":::")) return std::nullopt;
    const std::size_t end = std::min(text.find_first_of(" \t["), text.size());
    std::string_view title = trimmed(text.substr(end));
    if (title.starts_with('[') && title.ends_with(']')) {
        title = title.substr(1, title.size() - 2);
    }
    const bool is_title = title.find("=\"") == npos && !title.starts_with('{');
    return std::string(is_title ? title.substr(0, title.find(" {")) : "");
}

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        lines.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return lines;
}

// Finds the extensions of a text, and how to write their lines for cmark.
class ExtensionReader {
  public:
    explicit ExtensionReader(std::string_view text) : lines_(lines_of(text)) {}

    // The line `index` as cmark shall see it; nothing if it stays.
    std::optional<std::string> read(std::size_t index, std::map<int, Extension>& extensions) {
        const std::string_view line = lines_[index];
        if (fences_.holds(line)) return std::nullopt;
        const std::size_t indent = std::min(line.find_first_not_of(" \t"), line.size());
        const std::string_view text = line.substr(indent);
        if (text.size() < 3) return std::nullopt;
        const std::string before(line.substr(0, indent));
        const int number = static_cast<int>(index) + 1;
        const auto add = [&](Extension extension) {
            extension.written = trimmed(text);
            const std::string mark = extension.is_item ? "-   " : "";
            extensions.emplace(number, std::move(extension));
            return fmt::format("{}{}<?crib {}?>", before, mark, number);
        };
        if (text.starts_with(":::")) {
            if (const auto fence = read_fence(text)) return add(*fence);
        } else if (begins_block(index)) {
            if (const auto title = title_of_block(text); title && has_body(index)) {
                return add({*title, "", true, false});
            }
            const std::size_t mark = size_of_footnote(text);
            if (mark > 4 && has_later_paragraph(index)) {
                extensions.emplace(number, Extension{"", std::string(text), true, false});
                return before + "-   " + std::string(mark - 4, filler) +
                       std::string(text.substr(mark));
            }
        }
        return std::nullopt;
    }

  private:
    std::optional<Extension> read_fence(std::string_view text) {
        if (trimmed(text).find_first_not_of(':') == npos) {
            if (open_.empty()) return std::nullopt;
            const bool titled = open_.back();
            open_.pop_back();
            if (!titled) return std::nullopt;
            return Extension{"", "", false, true};
        }
        const auto title = title_of_fence(text);
        if (!title) return std::nullopt;
        open_.push_back(!title->empty());
        if (title->empty()) return std::nullopt;
        return Extension{*title, "", false, false};
    }

    // Whether no paragraph stands before the line that it would continue.
    bool begins_block(std::size_t index) const {
        return index == 0 || is_blank(lines_[index - 1]) || indentation(lines_[index]) < 4 ||
               title_of_block(content_of(lines_[index - 1]));
    }

    bool is_body(std::size_t index, std::size_t line) const {
        return line < lines_.size() && !is_blank(lines_[line]) &&
               indentation(lines_[line]) >= indentation(lines_[index]) + 4;
    }

    bool has_body(std::size_t index) const {
        const bool gap = index + 1 < lines_.size() && is_blank(lines_[index + 1]);
        return is_body(index, index + (gap ? 2 : 1));
    }

    bool has_later_paragraph(std::size_t index) const {
        std::size_t line = index + 1;
        while (line < lines_.size() && line < index + 20 && !is_blank(lines_[line])) ++line;
        return line < lines_.size() && is_blank(lines_[line]) && is_body(index, line + 1);
    }

    std::vector<std::string_view> lines_;
    Fences fences_;
    std::vector<bool> open_;  // the `:::` that are open; whether each has a title
};

// Finds the math in a text, by pandoc's rules.
class MathReader {
  public:
    explicit MathReader(std::string& text) : text_(text) {}

    // Masks all math. Returns whether there is any.
    bool mask() {
        Fences fences;
        for (std::size_t at = 0; at < text_.size();) {
            const std::size_t end = std::min(text_.find('\n', at), text_.size());
            const std::string_view line = std::string_view(text_).substr(at, end - at);
            if (is_blank(line)) end_of_paragraph_ = 0;
            if (fences.holds(line) || line.find_first_of("$`") == npos) {
                at = end + 1;
                continue;
            }
            std::size_t next = at;
            while (next < end) next = read(next);
            // Math may reach over several lines.
            at = next > end + 1 ? next : end + 1;
            if (next > end + 1) at = std::min(text_.find('\n', next - 1), text_.size()) + 1;
        }
        return found_;
    }

  private:
    char at(std::size_t index) const { return index < text_.size() ? text_[index] : '\n'; }

    // Goes behind what begins at `begin`: math, a code span, or one character.
    std::size_t read(std::size_t begin) {
        const char c = text_[begin];
        if (c == '\\') return begin + 2;
        if (c == '`') return end_of_code(begin);
        if (c != '$') return begin + 1;
        const bool display = at(begin + 1) == '$';
        const auto end = display ? end_of_display(begin) : end_of_inline(begin);
        if (!end) return begin + (display ? 2 : 1);
        const std::size_t size = display ? 2 : 1;
        for (std::size_t i = begin + size; i < *end - size; ++i) {
            const std::size_t mark = marks.find(text_[i]);
            if (mark != npos) text_[i] = stand_ins[mark];
        }
        found_ = true;
        return *end;
    }

    std::size_t end_of_code(std::size_t begin) const {
        constexpr std::size_t longest = 1000;
        const std::size_t end = std::min(text_.find_first_not_of('`', begin), text_.size());
        const std::string ticks(end - begin, '`');
        const std::size_t close = std::string_view(text_).substr(end, longest).find(ticks);
        return close == npos ? end : end + close + ticks.size();
    }

    // The next `$` in the paragraph that no backslash stands before. Blank lines end it.
    std::optional<std::size_t> next_dollar(std::size_t begin) {
        if (end_of_paragraph_ <= begin) end_of_paragraph_ = find_end_of_paragraph(begin);
        for (std::size_t i = begin; i < end_of_paragraph_; ++i) {
            if (text_[i] == '\\')
                ++i;
            else if (text_[i] == '$')
                return i;
        }
        return std::nullopt;
    }

    std::size_t find_end_of_paragraph(std::size_t begin) const {
        std::size_t end = text_.find('\n', begin);
        while (end != npos) {
            const std::size_t next = std::min(text_.find('\n', end + 1), text_.size());
            if (is_blank(std::string_view(text_).substr(end + 1, next - end - 1))) return end;
            if (next == text_.size()) break;
            end = next;
        }
        return text_.size();
    }

    std::optional<std::size_t> end_of_inline(std::size_t begin) {
        const char first = at(begin + 1);
        if (is_white_space(first) || (begin > 0 && is_alphanumeric(text_[begin - 1]))) {
            return std::nullopt;
        }
        const auto close = next_dollar(begin + 1);
        if (!close || is_white_space(text_[*close - 1]) || is_alphanumeric(at(*close + 1)) ||
            at(*close + 1) == '$') {
            return std::nullopt;
        }
        return *close + 1;
    }

    // If `$$` is all of a line, blank lines may stand before the line of `$$` that ends it.
    std::optional<std::size_t> end_of_display(std::size_t begin) {
        const bool alone = is_alone(begin);
        if (end_of_paragraph_ <= begin) end_of_paragraph_ = find_end_of_paragraph(begin);
        constexpr std::size_t longest = 10'000;
        const std::size_t most =
            alone ? std::min(text_.size(), begin + longest) : end_of_paragraph_;
        const std::string_view rest = std::string_view(text_).substr(0, most);
        const std::size_t close = rest.find("$$", begin + 2);
        if (close == npos || close == begin + 2) return std::nullopt;
        return close + 2;
    }

    // Whether a line holds nothing but the `$$` at `begin`.
    bool is_alone(std::size_t begin) const {
        std::size_t first = begin;
        while (first > 0 && (text_[first - 1] == ' ' || text_[first - 1] == '>')) --first;
        const std::size_t last = text_.find_first_not_of(" \t\r", begin + 2);
        return (first == 0 || text_[first - 1] == '\n') &&
               (last == std::string::npos || text_[last] == '\n');
    }

    std::string& text_;
    std::size_t end_of_paragraph_ = 0;  // of the paragraph at hand; 0 if it is not known
    bool found_ = false;
};

bool has_control_characters(std::string_view text) {
    return text.find_first_of(stand_ins) != npos || text.find(filler) != npos;
}

// Whether one of the tabs of mkdocs may begin: `=== "Name"`, `===! "Name"`.
bool may_have_tabs(std::string_view text) {
    for (std::size_t at = text.find("==="); at != npos; at = text.find("===", at + 1)) {
        if (std::string_view(" !+").find(text.substr(at + 3, 1)) != npos) return true;
    }
    return false;
}

// `^` is rarer than `[`.
bool may_have_footnotes(std::string_view text) {
    for (std::size_t at = text.find('^'); at != npos; at = text.find('^', at + 1)) {
        if (at > 0 && text[at - 1] == '[') return true;
    }
    return false;
}

bool may_have_extensions(std::string_view text) {
    return text.find("!!! ") != npos || text.find("???") != npos || text.find(":::") != npos ||
           may_have_footnotes(text) || may_have_tabs(text);
}

}  // namespace

MarkdownSource::MarkdownSource(std::string text) : text_(std::move(text)) {
    const bool extensions = may_have_extensions(text_);
    const std::size_t dollar = text_.find('$');
    const bool math =
        dollar != std::string::npos && text_.find('$', dollar + 1) != std::string::npos;
    if ((!extensions && !math) || has_control_characters(text_)) return;
    if (extensions) write_extensions();
    if (math) masked_ = MathReader(text_).mask() || masked_;
}

const Extension* MarkdownSource::extension(int line) const {
    const auto found = extensions_.find(line);
    return found == extensions_.end() ? nullptr : &found->second;
}

std::string MarkdownSource::as_written(std::string text) const {
    if (extensions_.empty()) return text;
    static constexpr std::string_view open = "<?crib ";
    std::string result;
    std::size_t kept = 0;
    for (std::size_t at = text.find(open); at != npos; at = text.find(open, at + 1)) {
        const std::size_t close = text.find("?>", at);
        int line = 0;
        for (std::size_t i = at + open.size(); i < close && i < text.size(); ++i) {
            if (text[i] < '0' || text[i] > '9' || line > 100'000'000) break;
            line = line * 10 + (text[i] - '0');
        }
        const Extension* const found = extension(line);
        if (close == npos || found == nullptr) break;
        const std::size_t mark = found->is_item ? std::min<std::size_t>(4, at - kept) : 0;
        result.append(text, kept, at - mark - kept).append(found->written);
        kept = close + 2;
    }
    return kept == 0 ? text : result.append(text, kept);
}

void MarkdownSource::unmask(std::string& text) const {
    if (!masked_) return;
    std::erase(text, filler);
    for (char& c : text) {
        const std::size_t mark = stand_ins.find(c);
        if (mark != npos) c = marks[mark];
    }
}

void MarkdownSource::write_extensions() {
    ExtensionReader reader(text_);
    std::string written;
    const std::vector<std::string_view> lines = lines_of(text_);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const auto line = reader.read(i, extensions_);
        written.append(line ? std::string_view(*line) : lines[i]) += '\n';
    }
    if (extensions_.empty()) return;
    masked_ = true;
    text_ = std::move(written);
}

}  // namespace crib
