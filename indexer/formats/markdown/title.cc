#include "indexer/formats/markdown/title.h"

#include <algorithm>
#include <optional>

#include "indexer/note/question_words.h"
#include "indexer/text/spaces.h"
#include "indexer/text/unicode.h"

namespace crib {
namespace {

constexpr auto npos = std::string_view::npos;

bool is_word_byte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// Whether `mark` at `at` can open marked text: a word follows it, and none stands before it.
bool opens(std::string_view text, std::size_t at, std::size_t size) {
    const bool free_before = at == 0 || (!is_word_byte(text[at - 1]) && text[at - 1] != text[at]);
    const std::size_t next = at + size;
    return free_before && next < text.size() && text[next] != text[at] &&
           !is_white_space(text[next]);
}

// Drops the marks of each `==text==` that begins and ends in this text.
void drop_pairs(std::string& text, std::string_view mark) {
    std::string result;
    std::size_t kept = 0;
    std::size_t at = text.find(mark);
    while (at != npos) {
        const std::size_t close = text.find(mark, at + mark.size());
        if (close == npos) break;
        if (!opens(text, at, mark.size()) || is_white_space(text[close - 1])) {
            at = close;
            continue;
        }
        result.append(text, kept, at - kept);
        result.append(text, at + mark.size(), close - at - mark.size());
        kept = close + mark.size();
        at = text.find(mark, kept);
    }
    if (kept > 0) text = result.append(text, kept);
}

// Cuts ` ^name` off the end.
void drop_block_name(std::string& text) {
    const std::size_t caret = text.rfind('^');
    if (caret == npos || caret == 0 || text[caret - 1] != ' ' || caret + 1 == text.size()) return;
    const std::string_view name = std::string_view(text).substr(caret + 1);
    if (!std::ranges::all_of(name, [](char c) { return is_word_byte(c) || c == '-'; })) return;
    text.erase(text.find_last_not_of(' ', caret - 1) + 1);
}

// The number of pieces of the link that begins at the first of these, with its end; and its label.
struct LinkPieces {
    std::size_t size = 0;
    std::string label;
};

LinkPieces link_at(const std::vector<Inline>& pieces, std::size_t begin) {
    LinkPieces link;
    int depth = 0;
    for (std::size_t i = begin; i < pieces.size(); ++i) {
        const InlineKind kind = pieces[i].kind;
        ++link.size;
        if (kind == InlineKind::link || kind == InlineKind::image) ++depth;
        if (kind == InlineKind::text || kind == InlineKind::code) link.label += pieces[i].text;
        if (kind == InlineKind::end && --depth == 0) break;
    }
    return link;
}

bool has_text(const Inline& piece) {
    return (piece.kind == InlineKind::text && !trimmed(piece.text).empty()) ||
           piece.kind == InlineKind::code;
}

}  // namespace

std::size_t size_of_box(std::string_view item) {
    if (!item.starts_with('[')) return 0;
    const std::size_t inside = item.size() > 1 ? rune_at(item, 1).size : 0;
    if (inside == 0 || item.substr(1 + inside, 2) != "] ") return 0;
    const char c = item[1];
    const bool digit_or_letter = is_word_byte(c) && c != 'x' && c != 'X';
    return digit_or_letter ? 0 : inside + 3;
}

void drop_marks(std::vector<Inline>& pieces) {
    for (Inline& piece : pieces) {
        if (piece.kind != InlineKind::text) continue;
        drop_pairs(piece.text, "~~");
        drop_pairs(piece.text, "==");
    }
    if (!pieces.empty() && pieces.back().kind == InlineKind::text) {
        drop_block_name(pieces.back().text);
    }
}

void drop_navigation(std::vector<Inline>& heading) {
    if (!heading.empty() && heading.front().kind == InlineKind::text &&
        heading.front().text.starts_with("::: ")) {
        heading.front().text.erase(0, 4);
    }
    std::vector<Inline> kept;
    for (std::size_t i = 0; i < heading.size();) {
        const bool back = heading[i].kind == InlineKind::link && heading[i].text.starts_with('#');
        const LinkPieces link = back ? link_at(heading, i) : LinkPieces{1, ""};
        if (!back || !is_navigation(link.label)) {
            kept.insert(kept.end(), heading.begin() + static_cast<std::ptrdiff_t>(i),
                        heading.begin() + static_cast<std::ptrdiff_t>(i + link.size));
        }
        i += link.size;
    }
    if (kept.size() < heading.size() && std::ranges::any_of(kept, has_text)) heading = kept;
}

std::string with_plain_spaces(std::string title) {
    static constexpr std::string_view no_break_space = "\xC2\xA0";
    for (std::size_t at = title.find(no_break_space); at != npos;
         at = title.find(no_break_space, at)) {
        title.replace(at, no_break_space.size(), " ");
    }
    return single_spaced(title);
}

}  // namespace crib
