#include "indexer/formats/rst/inline.h"

#include <algorithm>
#include <array>
#include <utility>

#include "indexer/formats/rst/role.h"
#include "indexer/text/spaces.h"
#include "indexer/text/unicode.h"

namespace crib {
namespace {

constexpr auto npos = std::string_view::npos;

bool is_ascii_alnum(char c) {
    return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }

bool is_word(char32_t code) { return is_letter(code) || is_mark(code) || is_number(code); }

// Whether markup may begin after the character `before`. It may not begin inside a word.
bool may_begin_behind(char32_t before) {
    if (before >= 0x80) return !is_word(before);
    const char c = static_cast<char>(before);
    return is_white_space(c) || std::string_view("'\"([<{-/:").find(c) != npos;
}

bool may_end_before(char32_t after) {
    if (after >= 0x80) return !is_word(after);
    const char c = static_cast<char>(after);
    return is_white_space(c) || std::string_view("'\")]}>-/:\\.,;!?").find(c) != npos;
}

// Whether a mark stands between matching quotes or brackets, as in "(*)". Then it is no markup.
bool are_quotes(char32_t before, char32_t after) {
    constexpr std::u32string_view opening = U"\"'([<{“«";
    constexpr std::u32string_view closing = U"\"')]>}”»";
    const auto quote = opening.find(before);
    return quote != std::u32string_view::npos && closing[quote] == after;
}

bool is_scheme(std::string_view text) {
    constexpr std::array<std::string_view, 9> schemes{"http", "https", "ftp", "ftps", "sftp",
                                                      "file", "git",   "ssh", "svn"};
    return std::ranges::find(schemes, text) != schemes.end();
}

bool is_url_byte(char c) {
    return is_ascii_alnum(c) ||
           (is_ascii(c) && std::string_view("-_.!~*'()[];/:@&=+$,%?#").find(c) != npos);
}

bool may_end_url(char c) { return is_ascii_alnum(c) || std::string_view("_~*/=+").find(c) != npos; }

class InlineReader {
  public:
    InlineReader(const RstText& text, RstReferences& references) : references_(references) {
        for (const RstPiece& piece : text) {
            if (!starts_.empty()) source_ += '\n';
            starts_.push_back(source_.size());
            places_.push_back(piece.place);
            source_ += piece.text;
        }
    }

    RstInline read() {
        while (at_ < source_.size()) {
            if (!read_markup()) add_plain();
        }
        while (result_.text.ends_with(' ')) result_.text.pop_back();
        return std::move(result_);
    }

  private:
    // The kinds of markup that end in a mark, which must be searched for.
    enum Span : std::size_t { emphasis, strong, literal, interpreted, substitution, spans };
    static constexpr std::array<std::string_view, spans> marks{"*", "**", "``", "`", "|"};

    struct Found {
        std::string_view inside;
        std::string_view suffix;  // after the closing mark: `_`, `__`, `:role:`
        std::size_t end = 0;      // after the suffix
    };

    // Reads the markup at at_. References and URLs are recognized by a character inside them.
    // Returns false if there is no markup.
    bool read_markup() {
        switch (source_[at_]) {
            case '\\':
                return read_escape();
            case '*':
                return read_emphasis();
            case '`':
                return is_at(marks[literal]) ? read_literal() : read_interpreted();
            case '_':
                return is_at("_`") ? read_inline_target() : read_reference();
            case '|':
                return read_substitution();
            case '[':
                return read_footnote();
            case ':':
                return is_at("://") && read_url();
            default:
                return false;
        }
    }

    void add_plain() {
        const char c = source_[at_++];
        if (!is_white_space(c)) {
            result_.text += c;
        } else if (!result_.text.empty() && result_.text.back() != ' ') {
            result_.text += ' ';
        }
    }

    bool read_escape() {
        const std::string_view rest = std::string_view(source_).substr(at_);
        const std::size_t size = rest.size() > 1 ? 1 + rune_at(rest, 1).size : 1;
        finish(at_ + size, unescaped(rest.substr(0, size)));
        return true;
    }

    bool read_emphasis() {
        const auto found = find(is_at(marks[strong]) ? strong : emphasis, at_, at_);
        if (!found) return false;
        finish(found->end, single_spaced(unescaped(found->inside)));
        return true;
    }

    bool read_literal() {
        const auto found = find(literal, at_, at_);
        if (!found) return false;
        std::string text(found->inside);
        std::ranges::replace(text, '\n', ' ');
        finish(found->end, text);
        return true;
    }

    // Reads `text`, `text`:role:, :role:`text`, `text`_ or `text`__.
    bool read_interpreted() {
        const std::size_t start = start_of_role();
        const auto found = find(interpreted, start, at_);
        if (!found) return false;
        const std::string_view role = found->suffix.empty() ? slice(start, at_) : found->suffix;
        take_back(start);
        if (role.starts_with('_')) {
            read_phrase_reference(*found, start);
        } else {
            read_role(role.empty() ? role : role.substr(1, role.size() - 2), *found, start);
        }
        return true;
    }

    // The start of the `:role:` before the backquote at at_; the backquote itself if there is no
    // role.
    std::size_t start_of_role() const {
        if (at_ < floor_ + 3 || source_[at_ - 1] != ':') return at_;
        std::size_t start = at_ - 1;
        while (start > floor_ && is_name_byte(source_[start - 1])) --start;
        while (start < at_ && (source_[start] != ':' || !begins_at(start))) ++start;
        return at_ - start < 3 ? at_ : start;
    }

    void read_role(std::string_view name, const Found& found, std::size_t start) {
        RstRole role = read_rst_role(name, found.inside);
        if (role.link) {
            finish_link({std::move(role.text), std::move(role.destination), {}, *role.link}, start,
                        found.end);
        } else {
            finish(found.end, role.text);
        }
    }

    void read_phrase_reference(const Found& found, std::size_t start) {
        const bool anonymous = found.suffix == "__";
        const auto parts = rst_labelled(found.inside);
        const bool embedded =
            parts && (parts->label.empty() || is_white_space(parts->label.back()));
        std::string label = single_spaced(unescaped(embedded ? parts->label : found.inside));
        std::optional<std::string> destination;
        if (embedded) {
            destination = embedded_destination(parts->target);
            if (label.empty()) label = *destination;
            if (!anonymous) define(label, *destination);
        } else {
            destination = anonymous ? references_.next_anonymous() : references_.find(label);
        }
        if (destination) {
            finish_link({std::move(label), std::move(*destination), {}, LinkKind::url}, start,
                        found.end);
        } else {
            finish(found.end, label);
        }
    }

    // Defines the label of an embedded URL as a name, which later text may use.
    void define(const std::string& name, const std::string& destination) {
        references_.add(name, destination);
        result_.names.push_back(name);
    }

    // The destination in `text <url>`_ or `text <name_>`_.
    std::string embedded_destination(std::string_view target) const {
        const auto named = name_of_reference(target);
        const auto found = named ? references_.find(*named) : std::nullopt;
        return found ? *found : rst_url(target);
    }

    // Reads _`text`.
    bool read_inline_target() {
        const auto found = find(interpreted, at_, at_ + 1);
        if (!found) return false;
        const std::string name = single_spaced(unescaped(found->inside));
        result_.names.push_back(name);
        finish(found->end, name);
        return true;
    }

    // Reads name_ or name__, recognized by the '_' at at_.
    bool read_reference() {
        const std::size_t end = at_ + (is_at("__") ? 2 : 1);
        if (at_ == floor_ || !is_word_byte(source_[at_ - 1]) || !ends_at(end)) return false;
        const std::size_t start = start_of_name();
        const std::string_view name = slice(start, at_);
        std::optional<std::string> destination;
        if (begins_at(start)) {
            destination = end == at_ + 2 ? references_.next_anonymous() : references_.find(name);
        }
        if (!destination) {
            finish(at_ + 1, "_");
        } else {
            take_back(start);
            finish_link({std::string(name), std::move(*destination), {}, LinkKind::url}, start,
                        end);
        }
        return true;
    }

    std::size_t start_of_name() const {
        std::size_t start = at_;
        while (start > floor_ && is_name_byte(source_[start - 1])) --start;
        while (!is_word_byte(source_[start])) ++start;
        return start;
    }

    // Reads |name| or |name|_.
    bool read_substitution() {
        const auto found = is_at("||") ? std::nullopt : find(substitution, at_, at_);
        if (!found) return false;
        finish(found->end, single_spaced(unescaped(found->inside)));
        return true;
    }

    // Reads [1]_, and drops it together with the space before it.
    bool read_footnote() {
        const std::size_t size = footnote_marker(std::string_view(source_).substr(at_));
        const std::size_t end = at_ + size + 1;
        if (size == 0 || !begins_at(at_) || !is_at("_", end - 1) || !ends_at(end)) return false;
        if (result_.text.ends_with(' ')) result_.text.pop_back();
        result_.names.emplace_back();
        finish(end, "");
        return true;
    }

    // Reads https://..., recognized by the colon at at_.
    bool read_url() {
        std::size_t start = at_;
        while (start > floor_ && is_ascii_alnum(source_[start - 1])) --start;
        if (!is_scheme(slice(start, at_)) || !begins_at(start)) return false;
        const std::size_t authority = at_ + 3;
        std::size_t end = authority;
        while (end < source_.size() && is_url_byte(source_[end])) ++end;
        while (end > authority && !(may_end_url(source_[end - 1]) && ends_at(end))) --end;
        if (end == authority) return false;
        const std::string url(slice(start, end));
        take_back(start);
        finish_link({url, url, {}, LinkKind::url}, start, end);
        return true;
    }

    // Finds the span whose mark stands at `mark`; the role before it begins at `start`. Remembers
    // when a kind of span has no further end and does not search again, so that the time stays
    // linear.
    std::optional<Found> find(Span span, std::size_t start, std::size_t mark) {
        const std::size_t first = mark + marks[span].size();
        if (unending_[span] || !begins_at(start) || !holds(start, first)) return {};
        for (std::size_t at = first; at < source_.size(); ++at) {
            if (source_[at] == '\\' && span != literal) {
                ++at;
            } else if (at > first && is_at(marks[span], at) && !is_white_space(source_[at - 1])) {
                const std::size_t suffix = at + marks[span].size();
                const std::size_t end = end_of_suffix(span, suffix);
                if (ends_at(end)) return Found{slice(first, at), slice(suffix, end), end};
            }
        }
        unending_[span] = true;
        return {};
    }

    // The end of `_`, `__` or `:role:` after a closing mark, if the span may end there.
    std::size_t end_of_suffix(Span span, std::size_t at) const {
        if (span != interpreted && span != substitution) return at;
        for (const std::string_view suffix : {"__", "_"}) {
            const std::size_t end = at + suffix.size();
            if (is_at(suffix, at) && ends_at(end)) return end;
        }
        if (span == substitution || !is_at(":", at)) return at;
        std::size_t end = at + 1;
        while (end < source_.size() && is_name_byte(source_[end])) ++end;
        return end > at + 2 && source_[end - 1] == ':' && ends_at(end) ? end : at;
    }

    bool begins_at(std::size_t start) const {
        return start == 0 || may_begin_behind(rune_before(source_, start).code);
    }

    bool ends_at(std::size_t end) const {
        return end >= source_.size() || may_end_before(rune_at(source_, end).code);
    }

    // Whether a span that begins at `start` may have an inside that begins at `first`.
    bool holds(std::size_t start, std::size_t first) const {
        if (first >= source_.size() || is_white_space(source_[first])) return false;
        return start == 0 ||
               !are_quotes(rune_before(source_, start).code, rune_at(source_, first).code);
    }

    bool is_at(std::string_view mark) const { return is_at(mark, at_); }
    bool is_at(std::string_view mark, std::size_t at) const {
        return source_.compare(at, mark.size(), mark) == 0;
    }

    std::string_view slice(std::size_t begin, std::size_t end) const {
        return std::string_view(source_).substr(begin, end - begin);
    }

    // Removes the text since `start`, which was added as plain but is part of the markup at at_.
    void take_back(std::size_t start) { result_.text.resize(result_.text.size() - (at_ - start)); }

    void finish(std::size_t end, std::string_view text) {
        result_.text += text;
        at_ = floor_ = end;
    }

    // Computes the link's place from `start`.
    void finish_link(Link link, std::size_t start, std::size_t end) {
        const auto behind = std::ranges::upper_bound(starts_, start);
        const auto line = static_cast<std::size_t>(behind - starts_.begin()) - 1;
        link.place = places_[line];
        link.place.column += static_cast<int>(start - starts_[line]);
        const std::size_t begin = result_.text.size();
        finish(end, link.text);
        const bool begins_line = start == starts_[line];
        result_.links.push_back({std::move(link), begin, result_.text.size(), begins_line});
    }

    RstReferences& references_;
    std::string source_;               // the lines, joined by '\n'
    std::vector<std::size_t> starts_;  // where each line begins in the source
    std::vector<Place> places_;        // where each line begins in the file
    std::size_t at_ = 0;
    std::size_t floor_ = 0;  // all from here to at_ was plain text
    std::array<bool, spans> unending_{};
    RstInline result_;
};

}  // namespace

void RstInline::append(RstInline next) {
    if (!text.empty() && !next.text.empty()) text += ' ';
    for (RstLink& link : next.links) {
        link.begin += text.size();
        link.end += text.size();
        links.push_back(std::move(link));
    }
    text += next.text;
    names.insert(names.end(), next.names.begin(), next.names.end());
}

RstInline read_rst_inline(const RstText& text, RstReferences& references) {
    return InlineReader(text, references).read();
}

}  // namespace crib
