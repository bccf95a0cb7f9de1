#include "indexer/formats/markdown/dialect.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "indexer/formats/markdown/attributes.h"
#include "indexer/text/spaces.h"
#include "indexer/text/unicode.h"

namespace crib {
namespace {

bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// The end of the tag that begins at `at`, after its `>`. Skips a `>` in a quoted attribute.
std::size_t end_of_tag(std::string_view html, std::size_t at) {
    char quote = 0;
    for (; at < html.size(); ++at) {
        if (quote != 0) {
            if (html[at] == quote) quote = 0;
        } else if (html[at] == '"' || html[at] == '\'') {
            quote = html[at];
        } else if (html[at] == '>') {
            return at + 1;
        }
    }
    return html.size();
}

std::string tag_name(std::string_view tag) {
    if (tag.starts_with("</")) tag.remove_prefix(1);
    std::size_t end = 1;
    while (end < tag.size() && !is_white_space(tag[end]) && tag[end] != '>' && tag[end] != '/')
        ++end;
    return lower(tag.substr(1, end - 1));
}

bool begins_tag(std::string_view html, std::size_t at) {
    if (html[at] != '<' || at + 1 >= html.size()) return false;
    const char next = html[at + 1];
    return is_ascii_letter(next) || next == '/' || next == '!' || next == '?';
}

// The end of the markup at `at`: of a whole comment or script, else of one tag.
std::size_t end_of_markup(std::string_view html, std::size_t at) {
    const auto behind = [&](std::string_view mark, std::size_t from) {
        const std::size_t found = html.find(mark, from);
        return found == std::string_view::npos ? html.size() : found + mark.size();
    };
    if (html.substr(at, 4) == "<!--") return behind("-->", at + 4);
    const std::size_t end = end_of_tag(html, at);
    const std::string name = tag_name(html.substr(at, end - at));
    if (name == "script" || name == "style") return behind("</" + name + ">", end);
    return end;
}

// The character that the entity at `at` stands for, and the entity's size in bytes.
std::optional<std::pair<std::string_view, std::size_t>> entity_at(std::string_view text,
                                                                  std::size_t at) {
    static constexpr auto entities =
        std::to_array<std::pair<std::string_view, std::string_view>>({{"&lt;", "<"},
                                                                      {"&gt;", ">"},
                                                                      {"&amp;", "&"},
                                                                      {"&quot;", "\""},
                                                                      {"&#39;", "'"},
                                                                      {"&nbsp;", " "}});
    for (const auto& [name, character] : entities) {
        if (text.substr(at, name.size()) == name) return std::pair{character, name.size()};
    }
    return std::nullopt;
}

// Cuts each part from `open` to `close` out of a text, both included.
std::string cut_between(const std::string& text, std::string_view open, std::string_view close) {
    std::string result;
    std::size_t at = 0;
    for (std::size_t begin = text.find(open); begin != std::string::npos;
         begin = text.find(open, at)) {
        const std::size_t end = text.find(close, begin + open.size());
        if (end == std::string::npos) break;
        result.append(text, at, begin - at);
        at = end + close.size();
    }
    return result.append(text, at);
}

// Cuts `[!NOTE]`, or docfx's `[!div class="x"]`, off the start of a line.
void cut_alert(std::string& line) {
    if (!line.starts_with("[!")) return;
    const std::size_t close = line.find(']');
    if (close != std::string::npos) line.erase(0, close + 1);
}

struct Attribute {
    std::string name;  // in lower case
    std::string value;
};

std::vector<Attribute> attributes_of(std::string_view tag) {
    static constexpr std::string_view space = " \t\r\n/";
    std::vector<Attribute> attributes;
    std::size_t at = tag.find_first_not_of(space, tag.find_first_of(space));
    while (at < tag.size() && tag[at] != '>') {
        const std::size_t end = std::min(tag.find_first_of(" \t\r\n/=>", at), tag.size());
        Attribute& attribute = attributes.emplace_back();
        attribute.name = lower(tag.substr(at, end - at));
        at = tag.find_first_not_of(space, end);
        if (at < tag.size() && tag[at] == '=') {
            std::size_t begin = std::min(tag.find_first_not_of(" \t\r\n", at + 1), tag.size());
            const std::string_view value = tag.substr(begin);
            const bool quoted = value.starts_with('"') || value.starts_with('\'');
            if (quoted) ++begin;
            at = quoted ? tag.find(value.front(), begin) : tag.find_first_of(" \t\r\n>", begin);
            at = std::min(at, tag.size());
            attribute.value = tag.substr(begin, at - begin);
            at = tag.find_first_not_of(space, quoted ? at + 1 : at);
        }
    }
    return attributes;
}

}  // namespace

std::string text_of_html(std::string_view html) {
    std::string text;
    for (std::size_t at = 0; at < html.size();) {
        if (begins_tag(html, at)) {
            const std::size_t end = end_of_markup(html, at);
            const bool parts = parts_words(html.substr(at, end - at));
            if (parts && !text.empty() && !is_white_space(text.back())) text += ' ';
            at = end;
        } else if (const auto entity = entity_at(html, at)) {
            text += entity->first;
            at += entity->second;
        } else {
            text += html[at++];
        }
    }
    return text;
}

std::vector<HtmlId> ids_of_html(std::string_view html) {
    std::vector<HtmlId> ids;
    for (std::size_t at = 0; at < html.size(); ++at) {
        if (!begins_tag(html, at)) continue;
        const std::string_view tag = html.substr(at, end_of_tag(html, at) - at);
        const std::string name = tag_name(tag);
        const bool opens = is_ascii_letter(tag[1]) && tag.ends_with('>');
        for (Attribute& attribute : opens ? attributes_of(tag) : std::vector<Attribute>()) {
            const bool by_name = name == "a" && attribute.name == "name";
            if ((attribute.name != "id" && !by_name) || attribute.value.empty()) continue;
            ids.push_back({std::move(attribute.value), name == "a" || name == "span", by_name});
        }
        at = end_of_markup(html, at) - 1;
    }
    return ids;
}

bool shows_more_than_text(std::string_view html) {
    static constexpr auto silent = std::to_array<std::string_view>(
        {"a", "span", "div", "p", "section", "br", "b", "i", "sup", "center"});
    for (std::size_t at = 0; at < html.size(); ++at) {
        if (!begins_tag(html, at)) continue;
        const std::string name = tag_name(html.substr(at, end_of_tag(html, at) - at));
        const bool opens = is_ascii_letter(html[at + 1]);
        if (opens && std::ranges::find(silent, name) == silent.end()) return true;
        at = end_of_markup(html, at) - 1;
    }
    return false;
}

bool parts_words(std::string_view tag) {
    static constexpr auto joining = std::to_array<std::string_view>(
        {"a",    "abbr",   "acronym", "b",   "bdi", "bdo",  "big",  "cite", "code", "data", "del",
         "dfn",  "em",     "font",    "i",   "ins", "kbd",  "mark", "q",    "s",    "samp", "small",
         "span", "strike", "strong",  "sub", "sup", "time", "tt",   "u",    "var",  "wbr"});
    if (tag.starts_with("<!") || tag.starts_with("<?")) return false;
    return std::ranges::find(joining, tag_name(tag)) == joining.end();
}

std::vector<HtmlTag> structural_tags(std::string_view html) {
    static constexpr auto names = std::to_array<std::string_view>(
        {"h1", "h2", "h3", "h4", "h5", "h6", "summary", "details", "blockquote", "table", "td",
         "th", "ul", "ol", "li", "dl", "dd"});
    std::vector<HtmlTag> tags;
    for (std::size_t at = html.find('<'); at < html.size(); at = html.find('<', at)) {
        if (!begins_tag(html, at)) {
            ++at;
            continue;
        }
        const std::size_t end = end_of_markup(html, at);
        const std::string_view tag = html.substr(at, end - at);
        std::string name = tag_name(tag);
        if (tag.ends_with('>') && !tag.ends_with("/>") &&
            std::ranges::find(names, name) != names.end()) {
            tags.push_back({std::move(name), tag.starts_with("</"), {at, end}});
        }
        at = end;
    }
    return tags;
}

std::string text_of_pictures(std::string_view html) {
    std::string text;
    for (std::size_t at = html.find("<img"); at < html.size(); at = html.find("<img", at)) {
        const std::size_t end = end_of_tag(html, at);
        for (const Attribute& attribute : attributes_of(html.substr(at, end - at))) {
            if (attribute.name == "alt")
                text.append(text.empty() ? "" : " ").append(attribute.value);
        }
        at = end;
    }
    return text;
}

std::string without_directives(std::string text, bool begins_line) {
    if (begins_line) {
        if (text.starts_with(":::")) return {};
        cut_alert(text);
    }
    if (text.find('{') == std::string::npos) return text;
    text = cut_between(cut_between(text, "{{#", "}}"), "{%", "%}");
    return without_attribute_lists(cut_between(text, "{/*", "*/}"));
}

std::vector<std::string> tags_in(std::string_view text) {
    std::vector<std::string> tags;
    for (std::size_t at = text.find('#'); at != std::string_view::npos; at = text.find('#', at)) {
        const bool apart = at == 0 || is_white_space(text[at - 1]);
        const std::size_t begin = ++at;
        bool named = false;
        while (apart && at < text.size()) {
            const Rune rune = rune_at(text, at);
            const bool name = is_letter(rune.code) || is_mark(rune.code);
            const bool sign =
                is_number(rune.code) || rune.code == '_' || rune.code == '-' || rune.code == '/';
            if (!name && !sign) break;
            named = named || name;
            at += rune.size;
        }
        if (named) tags.emplace_back(text.substr(begin, at - begin));
    }
    return tags;
}

std::string_view block_id_at_end(std::string_view text) {
    const std::size_t mark = text.rfind('^');
    if (mark == std::string_view::npos || mark + 1 == text.size()) return {};
    if (mark > 0 && !is_white_space(text[mark - 1])) return {};
    const std::string_view id = text.substr(mark + 1);
    const bool is_id = std::ranges::all_of(
        id, [](char c) { return is_ascii_letter(c) || (c >= '0' && c <= '9') || c == '-'; });
    return is_id ? id : std::string_view();
}

std::string without_includes(const std::string& code) {
    std::string text = code;
    if (text.find("{{#") == std::string::npos) return text;
    for (const std::string_view directive : {"include", "rustdoc_include", "playground"}) {
        text = cut_between(text, fmt::format("{{{{#{} ", directive), "}}");
    }
    return text;
}

std::size_t size_of_include_mark(std::string_view text) {
    const std::size_t open = text.rfind("[!");
    if (open == std::string_view::npos) return 0;
    std::string_view word = text.substr(open + 2);
    if (word.ends_with(' ')) word.remove_suffix(1);
    const auto is_part = [](char c) { return c == '-' || is_ascii_letter(c); };
    return word.empty() || !std::ranges::all_of(word, is_part) ? 0 : text.size() - open;
}

}  // namespace crib
