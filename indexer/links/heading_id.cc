#include "indexer/links/heading_id.h"

#include <algorithm>
#include <string_view>

#include "indexer/formats/rst/rst.h"
#include "indexer/note/slug.h"
#include "indexer/text/alphabetic.h"
#include "indexer/text/spaces.h"
#include "indexer/text/unicode.h"

namespace crib {
namespace {

using Kind = HeadingPiece::Kind;

// Calls `take` with each character of a text.
template <typename Take>
void for_each_rune(std::string_view text, Take take) {
    for (std::size_t at = 0; at < text.size();) {
        const Rune rune = rune_at(text, at);
        take(rune.code, text.substr(at, rune.size));
        at += rune.size;
    }
}

// The text without the characters that `kept` refuses.
template <typename Kept>
std::string filtered(std::string_view text, Kept kept) {
    std::string result;
    for_each_rune(text, [&](char32_t code, std::string_view rune) {
        if (kept(code)) result += rune;
    });
    return result;
}

// What a generator does with the parts of a heading that are not plain text or code.
struct Reading {
    bool html = false;         // tags are text
    bool pictures = false;     // the text in place of a picture counts
    bool smart = false;        // `--`, `---` and `...` are signs, which no id keeps
    bool all_hyphens = false;  // with `smart`: each run of two hyphens or more is of such signs
    bool tex = false;          // commands of TeX are no text
    bool footnotes = true;     // `[^1]` counts
};

// How many signs of a run remain when smart punctuation has replaced three or two at a time.
std::size_t plain_signs(char sign, std::size_t run, bool all_hyphens) {
    if (sign == '.') return run % 3;
    if (all_hyphens) return run == 1 ? 1 : 0;
    return run % 3 == 1 ? 1 : 0;
}

// Without the hyphens and dots that smart punctuation replaces by one sign.
std::string without_smart_signs(std::string_view text, bool all_hyphens) {
    std::string result;
    for (std::size_t at = 0; at < text.size();) {
        const char sign = text[at];
        if (sign != '-' && sign != '.') {
            result += sign;
            ++at;
            continue;
        }
        const std::size_t run = std::min(text.find_first_not_of(sign, at), text.size()) - at;
        result.append(plain_signs(sign, run, all_hyphens), sign);
        at += run;
    }
    return result;
}

// Without TeX's commands and their arguments: `\name{x}[y]`.
std::string without_tex(std::string_view text) {
    const auto is_letter_of_name = [](char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; };
    std::string result;
    for (std::size_t at = 0; at < text.size();) {
        const bool command =
            text[at] == '\\' && at + 1 < text.size() && is_letter_of_name(text[at + 1]);
        if (!command) {
            result += text[at++];
            continue;
        }
        ++at;
        while (at < text.size() && is_letter_of_name(text[at])) ++at;
        while (at < text.size() && (text[at] == '{' || text[at] == '[')) {
            const std::size_t close = text.find(text[at] == '{' ? '}' : ']', at);
            if (close == std::string_view::npos) break;
            at = close + 1;
        }
    }
    return result;
}

std::string without_footnotes(std::string_view text) {
    std::string result;
    std::size_t at = 0;
    for (std::size_t open = text.find("[^"); open != std::string_view::npos;
         open = text.find("[^", open + 2)) {
        const std::size_t close = text.find_first_of("] ", open);
        if (close == std::string_view::npos || text[close] != ']' || open < at) continue;
        result += text.substr(at, open - at);
        at = close + 1;
    }
    return result += text.substr(at);
}

std::string read_text(std::string text, const Reading& reading) {
    if (!reading.footnotes) text = without_footnotes(text);
    if (reading.tex) text = without_tex(text);
    if (reading.smart) text = without_smart_signs(text, reading.all_hyphens);
    return text;
}

std::string text_of(const Section& section, const Reading& reading) {
    if (section.pieces.empty()) return read_text(section.heading, reading);
    std::string text;
    for (const HeadingPiece& piece : section.pieces) {
        const bool left_out = (piece.kind == Kind::html && !reading.html) ||
                              (piece.kind == Kind::picture && !reading.pictures);
        if (left_out) continue;
        text += piece.kind == Kind::text ? read_text(piece.text, reading) : piece.text;
    }
    return text;
}

// White space in the sense of Unicode.
bool is_space(char32_t code) {
    return (code < 0x80 && is_white_space(static_cast<char>(code))) || code == 0x85 ||
           code == 0xA0 || code == 0x1680 || (code >= 0x2000 && code <= 0x200A) || code == 0x2028 ||
           code == 0x2029 || code == 0x202F || code == 0x205F || code == 0x3000;
}

// The words of a text, with a hyphen between them.
std::string hyphened(std::string_view text) {
    std::string result;
    bool gap = false;
    for_each_rune(text, [&](char32_t code, std::string_view rune) {
        gap = gap || is_space(code);
        if (is_space(code)) return;
        if (gap && !result.empty()) result += '-';
        gap = false;
        result += rune;
    });
    return result;
}

// The text without white space at its ends, in the sense of Unicode.
std::string_view trimmed_space(std::string_view text) {
    while (!text.empty() && is_space(rune_at(text, 0).code))
        text.remove_prefix(rune_at(text, 0).size);
    while (!text.empty() && is_space(rune_before(text, text.size()).code)) {
        text.remove_suffix(rune_before(text, text.size()).size);
    }
    return text;
}

// Source: the extension toc of Python-Markdown 3.4.
std::string mkdocs_id(const Section& section) {
    const std::string ascii =
        filtered(decomposed(trimmed_space(text_of(section, {}))), [](char32_t code) {
            return is_ascii(code) && (is_letter(code) || is_number(code) || code == '_' ||
                                      code == '-' || is_space(code));
        });
    std::string id;
    for (const char c : lower(trimmed(ascii))) {
        const bool hyphen = c == '-' || is_white_space(c);
        if (!hyphen || !id.ends_with('-')) id += hyphen ? '-' : c;
    }
    return id;
}

// Source: the extension auto_identifiers of Pandoc 2.17, with smart punctuation.
std::string pandoc_id(const Section& section) {
    const Reading reading{.pictures = true, .smart = true, .tex = true};
    const auto kept = [](char32_t code) {
        return is_letter(code) || is_number(code) || code == '_' || code == '-' || code == '.' ||
               is_space(code);
    };
    std::string id = hyphened(filtered(lower(text_of(section, reading)), kept));
    std::size_t letter = 0;
    while (letter < id.size() && !is_letter(rune_at(id, letter).code)) {
        letter += rune_at(id, letter).size;
    }
    id.erase(0, letter);
    return id;
}

// Source: id_from_content of mdBook 0.5, with smart punctuation.
std::string mdbook_id(const Section& section) {
    std::string id;
    const std::string text = text_of(section, {.smart = true, .all_hyphens = true});
    for_each_rune(trimmed_space(text), [&](char32_t code, std::string_view rune) {
        if (is_space(code)) {
            id += '-';
        } else if (is_ascii(code) && is_upper(code)) {
            id += static_cast<char>(code - 'A' + 'a');
        } else if (is_alphabetic(code) || is_number(code) || code == '_' || code == '-') {
            id += rune;
        }
    });
    return id;
}

// Source: slugify of @mdit-vue/shared 3.
std::string vitepress_id(const Section& section) {
    std::string id;
    for_each_rune(decomposed(text_of(section, {})), [&](char32_t code, std::string_view rune) {
        constexpr std::u32string_view special =
            U"~`!@#$%^&*()-_+=[]{}|\\;:\"'\u201C\u201D\u2018\u2019<>,.?/\uFEFF";
        const bool hyphen =
            (is_space(code) && code != 0x85) || special.find(code) != std::u32string_view::npos;
        const bool dropped = (code >= 0x300 && code <= 0x36F) || code < 0x20;
        if (dropped) return;
        if (!hyphen) {
            id += rune;
        } else if (!id.empty() && !id.ends_with('-')) {
            id += '-';
        }
    });
    if (id.ends_with('-')) id.pop_back();
    if (!id.empty() && id.front() >= '0' && id.front() <= '9') id.insert(0, "_");
    return full_lower(id);
}

// Source: Hugo 0.111. It reads the last line of the heading as it is written.
std::string hugo_id(const Section& section) {
    const std::string& text = section.source.empty() ? section.heading : section.source;
    std::string id;
    for_each_rune(trimmed_space(text), [&](char32_t code, std::string_view rune) {
        if (code == ' ') {
            id += '-';
        } else if (is_letter(code) || is_decimal(code) || code == '_' || code == '-') {
            id += lower(rune);
        }
    });
    return id;
}

// Source: the parser for GitHub's Markdown of kramdown, which Jekyll uses.
std::string kramdown_id(const Section& section) {
    std::string id;
    const std::string text = text_of(section, {.smart = true, .footnotes = false});
    for_each_rune(text, [&](char32_t code, std::string_view rune) {
        if (code == ' ' || code == '\t') {
            id += '-';
        } else if (is_of_slug(code)) {
            id += full_lower(rune);
        }
    });
    return id;
}

}  // namespace

std::string heading_id(const Section& section, AnchorStyle style) {
    switch (style) {
        case AnchorStyle::docutils:
            return docutils_id(text_of(section, {.html = true, .pictures = true}));
        case AnchorStyle::mkdocs:
            return mkdocs_id(section);
        case AnchorStyle::pandoc:
            return pandoc_id(section);
        case AnchorStyle::mdbook:
            return mdbook_id(section);
        case AnchorStyle::vitepress:
            return vitepress_id(section);
        case AnchorStyle::docusaurus:
            return github_slug(text_of(section, {.pictures = true}));
        case AnchorStyle::hugo:
            return hugo_id(section);
        case AnchorStyle::kramdown:
            return kramdown_id(section);
        case AnchorStyle::github:
            break;
    }
    return {};
}

}  // namespace crib
