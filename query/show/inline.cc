#include "query/show/inline.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include <fmt/format.h>

#include "indexer/program/color.h"
#include "indexer/text/spaces.h"

namespace crib {
namespace {

constexpr int deepest = 8;  // how deep marks may nest
// Limit on the steps to find closing marks: this many per byte of the text, but at least
// least_steps. Somebody may write a note to make crib slow.
constexpr std::size_t steps_per_byte = 64;
constexpr std::size_t least_steps = 4096;

constexpr std::size_t longest_role = 80;

constexpr std::size_t none = std::string_view::npos;

bool is_word(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           static_cast<unsigned char>(c) >= 0x80;
}

bool is_punctuation(char c) { return c > ' ' && c < 0x7F && !is_word(c); }

std::string joined(std::string_view style, std::string_view more) {
    return style.empty() ? std::string(more) : fmt::format("{};{}", style, more);
}

// Only addresses that a browser opens, because a note's link must not start a program.
std::string address_of(std::string_view destination) {
    const bool web = destination.starts_with("https://") || destination.starts_with("http://") ||
                     destination.starts_with("mailto:");
    return web ? std::string(destination) : "";
}

struct Entity {
    std::string_view written;
    std::string_view meant;
};

constexpr std::array entities = {Entity{"&lt;", "<"}, Entity{"&gt;", ">"}, Entity{"&amp;", "&"},
                                 Entity{"&quot;", "\""}, Entity{"&nbsp;", " "}};

class InlineReader {
  public:
    InlineReader(std::string_view text, NoteFormat format)
        : text_(text), format_(format), steps_(least_steps + text.size() * steps_per_byte) {}

    StyledText read(std::string_view style) {
        read(0, text_.size(), {std::string(style), "", 0});
        return result_;
    }

  private:
    struct Look {
        std::string style;
        std::string address;
        int depth = 0;

        Look with(std::string_view more) const { return {joined(style, more), address, depth + 1}; }
    };

    // Reads the bytes from `at` to `end`. None of them has been written yet.
    void read(std::size_t at, std::size_t end, const Look& look) {
        plain_ = at;
        while (at < end) {
            const auto next = take(at, end, look);
            at = next ? *next : at + 1;
        }
        flush(end, look);
    }

    // Writes the text before `end` that is not yet written.
    void flush(std::size_t end, const Look& look) {
        if (plain_ < end) write(text_.substr(plain_, end - plain_), look);
        plain_ = std::max(plain_, end);
    }

    void write(std::string_view text, const Look& look) {
        result_.append(text, look.style, look.address);
    }

    // Reads the markup at `at` and returns where it ends; nothing if there is no markup.
    std::optional<std::size_t> take(std::size_t at, std::size_t end, const Look& look) {
        switch (text_[at]) {
            case '\\':
                return take_escape(at, end, look);
            case '`':
                return format_ == NoteFormat::restructured_text ? take_rst_text(at, at, end, look)
                                                                : take_code(at, end, look);
            case '*':
            case '_':
                return take_emphasis(at, end, look);
            case ':':
                return format_ == NoteFormat::restructured_text ? take_role(at, end, look)
                                                                : std::nullopt;
            default:
                return format_ == NoteFormat::restructured_text ? std::nullopt
                                                                : take_markdown(at, end, look);
        }
    }

    std::optional<std::size_t> take_markdown(std::size_t at, std::size_t end, const Look& look) {
        switch (text_[at]) {
            case '!':
                return take_link(at, at + 1, end, look);
            case '[':
                return take_link(at, at, end, look);
            case '<':
                return take_autolink(at, end, look);
            case '&':
                return take_entity(at, look);
            default:
                return std::nullopt;
        }
    }

    std::optional<std::size_t> take_escape(std::size_t at, std::size_t end, const Look& look) {
        if (at + 1 >= end || !is_punctuation(text_[at + 1])) return std::nullopt;
        flush(at, look);
        plain_ = at + 1;
        return at + 2;
    }

    std::optional<std::size_t> take_entity(std::size_t at, const Look& look) {
        for (const Entity& entity : entities) {
            if (!text_.substr(at).starts_with(entity.written)) continue;
            flush(at, look);
            write(entity.meant, look);
            return plain_ = at + entity.written.size();
        }
        return std::nullopt;
    }

    // How often the character at `at` repeats.
    std::size_t run_at(std::size_t at, std::size_t end) const {
        return std::min(text_.find_first_not_of(text_[at], at), end) - at;
    }

    bool step(std::size_t count = 1) {
        steps_ -= std::min(count, steps_);
        return steps_ > 0;
    }

    std::size_t find_backtick(std::size_t from, std::size_t end) {
        const std::size_t found = text_.substr(0, end).find('`', from);
        return step(std::min(found, end) - from + 1) ? found : none;
    }

    // The run of backticks that closes the run at `at`: it has the same length.
    std::size_t find_code_end(std::size_t at, std::size_t end) {
        const std::size_t size = run_at(at, end);
        std::size_t close = find_backtick(at + size, end);
        while (close != none) {
            const std::size_t run = run_at(close, end);
            if (run == size) return close;
            close = find_backtick(close + run, end);
        }
        return none;
    }

    std::optional<std::size_t> take_code(std::size_t at, std::size_t end, const Look& look) {
        const std::size_t size = run_at(at, end);
        const std::size_t close = find_code_end(at, end);
        if (close == none) return at + size;
        std::string_view inner = text_.substr(at + size, close - at - size);
        const bool padded = inner.size() > 2 && inner.front() == ' ' && inner.back() == ' ';
        if (padded) inner = inner.substr(1, inner.size() - 2);
        flush(at, look);
        write(inner, look.with(style::code));
        return plain_ = close + size;
    }

    // Reads ``code``, `label <address>`_, `label`_ and `text`. Drops the role before it.
    std::optional<std::size_t> take_rst_text(std::size_t begin, std::size_t at, std::size_t end,
                                             const Look& look) {
        const std::size_t size = run_at(at, end);
        if (size == 2) return take_code(at, end, look);
        if (size != 1) return at + size;
        const std::size_t close = find_backtick(at + 1, end);
        if (close == none || close == at + 1) return std::nullopt;
        std::string_view inner = text_.substr(at + 1, close - at - 1);
        const bool is_link = close + 1 < end && text_[close + 1] == '_';
        std::string address;
        const std::size_t angle = inner.rfind(" <");
        if (inner.ends_with('>') && angle != none) {
            address = address_of(inner.substr(angle + 2, inner.size() - angle - 3));
            inner = inner.substr(0, angle);
        }
        const bool leads = is_link || angle != none;
        Look inside = look.with(leads        ? style::underlined
                                : begin < at ? style::code
                                             : style::italic);
        inside.address = address;
        flush(begin, look);
        write(inner, inside);
        const std::size_t after = close + 1;
        return plain_ = is_link ? std::min(text_.find_first_not_of('_', after), end) : after;
    }

    std::optional<std::size_t> take_role(std::size_t at, std::size_t end, const Look& look) {
        constexpr std::string_view letters =
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ:+-_.";
        const std::string_view near = text_.substr(0, std::min(at + longest_role, end));
        const std::size_t quote = near.find_first_not_of(letters, at + 1);
        if (quote == none || text_[quote] != '`' || quote < at + 3 || text_[quote - 1] != ':') {
            return std::nullopt;
        }
        return take_rst_text(at, quote, end, look);
    }

    // Whether a run of marks can open or close emphasis. Its neighbours decide.
    bool opens(std::size_t at, std::size_t size, std::size_t end) const {
        const bool before = at > 0 && is_word(text_[at - 1]);
        return at + size < end && !is_white_space(text_[at + size]) &&
               (text_[at] == '*' || !before);
    }
    bool closes(std::size_t at, std::size_t size, std::size_t end) const {
        const bool after = at + size < end && is_word(text_[at + size]);
        return !is_white_space(text_[at - 1]) && (text_[at] == '*' || !after);
    }

    // The position where `size` marks like the one at `at` close it. Skips code.
    std::size_t find_emphasis_end(std::size_t at, std::size_t size, std::size_t end) {
        for (std::size_t i = at + size; i < end && step();) {
            if (text_[i] == '\\') {
                i += 2;
            } else if (text_[i] == '`') {
                const std::size_t close = find_code_end(i, end);
                i = (close == none ? i : close) + run_at(i, end);
            } else if (text_[i] == text_[at]) {
                const std::size_t run = run_at(i, end);
                const bool enough = run == size || (run == 3 && size < 3);
                if (enough && closes(i, run, end)) return i + run - size;
                i += run;
            } else {
                ++i;
            }
        }
        return none;
    }

    std::optional<std::size_t> take_emphasis(std::size_t at, std::size_t end, const Look& look) {
        const std::size_t run = run_at(at, end);
        const bool too_many = run > 3 || (format_ == NoteFormat::restructured_text && run > 2);
        const bool known = text_[at] == '*' || format_ == NoteFormat::markdown;
        if (!known || too_many || look.depth >= deepest || !opens(at, run, end)) return at + run;
        const std::size_t close = find_emphasis_end(at, run, end);
        if (close == none) return at + run;
        flush(at, look);
        read(at + run, close, look.with(run == 1 ? style::italic : run == 2 ? style::bold : "1;3"));
        return plain_ = close + run;
    }

    // The position of the bracket that closes the one at `at`.
    std::size_t find_bracket_end(std::size_t at, std::size_t end) {
        const char open = text_[at];
        const char close = open == '[' ? ']' : ')';
        int depth = 0;
        for (std::size_t i = at; i < end && step(); ++i) {
            if (text_[i] == '\\') {
                ++i;
            } else if (text_[i] == '`') {
                const std::size_t code_end = find_code_end(i, end);
                i = (code_end == none ? i : code_end) + run_at(i, end) - 1;
            } else if (text_[i] == open) {
                ++depth;
            } else if (text_[i] == close && --depth == 0) {
                return i;
            }
        }
        return none;
    }

    // Reads [label](address) and [label][name] at `begin`, or the same after `!`.
    std::optional<std::size_t> take_link(std::size_t begin, std::size_t at, std::size_t end,
                                         const Look& look) {
        if (at >= end || text_[at] != '[' || look.depth >= deepest) return std::nullopt;
        const std::size_t label_end = find_bracket_end(at, end);
        if (label_end == none || label_end + 1 >= end) return std::nullopt;
        const char next = text_[label_end + 1];
        // a[i][j] is not a link.
        const bool is_index = next == '[' && at > 0 && is_word(text_[at - 1]);
        if ((next != '(' && next != '[') || label_end == at + 1 || is_index) return std::nullopt;
        const std::size_t close = find_bracket_end(label_end + 1, end);
        if (close == none) return std::nullopt;
        flush(begin, look);
        if (begin < at) {
            write(fmt::format("[image: {}]", text_.substr(at + 1, label_end - at - 1)),
                  look.with(style::dim));
            return plain_ = close + 1;
        }
        Look inside = look.with(style::underlined);
        std::string_view destination = text_.substr(label_end + 2, close - label_end - 2);
        destination = destination.substr(0, destination.find(' '));
        if (destination.starts_with('<')) {
            destination = destination.substr(1, destination.find('>') - 1);
        }
        if (next == '(') inside.address = address_of(destination);
        read(at + 1, label_end, inside);
        return plain_ = close + 1;
    }

    std::optional<std::size_t> take_autolink(std::size_t at, std::size_t end, const Look& look) {
        const std::size_t close = text_.find_first_of("> \n<", at + 1);
        if (close >= end || text_[close] != '>') return std::nullopt;
        const std::string_view inner = text_.substr(at + 1, close - at - 1);
        const std::string address = address_of(inner);
        if (address.empty()) return std::nullopt;
        flush(at, look);
        Look inside = look.with(style::underlined);
        inside.address = address;
        write(inner, inside);
        return plain_ = close + 1;
    }

    std::string_view text_;
    NoteFormat format_;
    std::size_t steps_;
    std::size_t plain_ = 0;  // all text before it is written
    StyledText result_;
};

}  // namespace

StyledText read_inline(std::string_view text, NoteFormat format, std::string_view style) {
    return InlineReader(text, format).read(style);
}

}  // namespace crib
