#include "indexer/links/anchors.h"

#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include <fmt/format.h>

#include "indexer/formats/rst/rst.h"
#include "indexer/text/spaces.h"
#include "indexer/text/unicode.h"

namespace crib {
namespace {

// The text without the characters that `kept` refuses.
template <typename Kept>
std::string filtered(std::string_view text, Kept kept) {
    std::string result;
    for (std::size_t at = 0; at < text.size();) {
        const Rune rune = rune_at(text, at);
        if (kept(rune.code)) result.append(text, at, rune.size);
        at += rune.size;
    }
    return result;
}

std::string hyphens_for_spaces(std::string text) {
    for (char& c : text) {
        if (c == ' ') c = '-';
    }
    return text;
}

// Source: the extension toc of Python-Markdown.
std::string mkdocs_anchor(const std::string& heading) {
    const auto kept = [](char32_t code) {
        return code < 0x80 &&
               (is_letter(code) || is_number(code) || code == '_' || code == '-' || code == ' ');
    };
    std::string anchor;
    for (const char c : std::string(trimmed(filtered(fold(heading), kept)))) {
        const bool hyphen = c == ' ' || c == '-';
        if (!hyphen || !anchor.ends_with('-')) anchor += hyphen ? '-' : c;
    }
    return anchor;
}

// Source: the extension auto_identifiers of Pandoc's manual.
std::string pandoc_anchor(const std::string& heading) {
    const auto kept = [](char32_t code) {
        return is_letter(code) || is_mark(code) || is_number(code) || code == '_' || code == '-' ||
               code == '.' || code == ' ';
    };
    std::string anchor = hyphens_for_spaces(single_spaced(filtered(lower(heading), kept)));
    std::size_t letter = 0;
    while (letter < anchor.size() && !is_letter(rune_at(anchor, letter).code)) {
        letter += rune_at(anchor, letter).size;
    }
    anchor.erase(0, letter);
    return anchor.empty() ? "section" : anchor;
}

// Source: normalize_id of mdBook.
std::string mdbook_anchor(const std::string& heading) {
    const auto kept = [](char32_t code) {
        return is_letter(code) || is_number(code) || code == '_' || code == '-' || code == ' ';
    };
    return hyphens_for_spaces(filtered(lower(heading), kept));
}

std::string made_anchor(const std::string& heading, AnchorStyle style) {
    switch (style) {
        case AnchorStyle::docutils:
            return docutils_id(heading);
        case AnchorStyle::mkdocs:
            return mkdocs_anchor(heading);
        case AnchorStyle::pandoc:
            return pandoc_anchor(heading);
        case AnchorStyle::mdbook:
            return mdbook_anchor(heading);
        case AnchorStyle::github:
            break;
    }
    return {};
}

// Hands out the anchors of one note. Each generator has its own way to number an anchor that is
// taken.
class Numbering {
  public:
    explicit Numbering(AnchorStyle style) : style_(style) {}

    std::string take(const std::string& anchor) {
        std::string result = anchor;
        while (result.empty() || taken_.contains(result)) result = numbered(anchor);
        taken_.insert(result);
        return result;
    }

  private:
    std::string numbered(const std::string& anchor) {
        if (style_ == AnchorStyle::docutils) return fmt::format("id{}", ++numbers_[""]);
        const int number = ++numbers_[anchor];
        return fmt::format("{}{}{}", anchor, style_ == AnchorStyle::mkdocs ? '_' : '-', number);
    }

    AnchorStyle style_;
    std::unordered_set<std::string> taken_;
    std::unordered_map<std::string, int> numbers_;  // the last number given, by anchor
};

}  // namespace

AnchorStyle anchor_style(const std::string& name) {
    static const std::unordered_map<std::string, AnchorStyle> styles = {
        {"docutils", AnchorStyle::docutils},
        {"mkdocs", AnchorStyle::mkdocs},
        {"pandoc", AnchorStyle::pandoc},
        {"mdbook", AnchorStyle::mdbook}};
    const auto style = styles.find(name);
    return style == styles.end() ? AnchorStyle::github : style->second;
}

std::vector<std::string> site_anchors(const Note& note, AnchorStyle style) {
    std::vector<std::string> anchors;
    const bool as_they_are = style == AnchorStyle::github || note.own_anchors;
    Numbering numbering(style);
    for (const Section& section : note.sections) {
        const bool made = section.level > 0 && section.ids.empty() && !as_they_are;
        anchors.push_back(made ? numbering.take(made_anchor(section.heading, style))
                               : section.anchor);
    }
    return anchors;
}

}  // namespace crib
