#include "indexer/formats/markdown/dialect.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include <fmt/format.h>

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

// The end of kramdown's attribute list at `at`, such as `{: .class}` or `{:toc}`. Nothing if there
// is none; Elixir's {:ok, value} is none.
std::optional<std::size_t> end_of_attribute_list(std::string_view text, std::size_t at) {
    constexpr std::size_t longest_list = 1000;  // limits the search after each open brace
    const std::string_view list = text.substr(at, longest_list);
    const std::size_t close = list.find('}');
    if (!list.starts_with("{:") || close == std::string_view::npos) return std::nullopt;
    const std::string_view inside = list.substr(2, close - 2);
    const std::size_t word = std::min(inside.find_first_of(" ,=.#"), inside.size());
    if (word < inside.size() && inside[word] == ',') return std::nullopt;
    return at + close + 1;
}

// All attribute lists in a text.
std::vector<std::string_view> attribute_lists(std::string_view text) {
    std::vector<std::string_view> lists;
    for (std::size_t at = text.find("{:"); at != std::string_view::npos; at = text.find("{:", at)) {
        const auto end = end_of_attribute_list(text, at);
        if (end) lists.push_back(text.substr(at, *end - at));
        at = end.value_or(at + 2);
    }
    return lists;
}

std::string without_attribute_lists(const std::string& text) {
    std::string result;
    const char* kept = text.data();
    for (const std::string_view list : attribute_lists(text)) {
        result.append(kept, list.data());
        kept = list.data() + list.size();
    }
    return result.append(kept, text.data() + text.size());
}

// The id in `#id .class`; empty if there is none.
std::string id_of_attributes(std::string_view attributes) {
    const std::size_t hash = attributes.find('#');
    if (hash == std::string_view::npos) return {};
    const std::size_t end = attributes.find_first_of(" \t}", hash);
    return std::string(attributes.substr(hash + 1, end - hash - 1));
}

}  // namespace

std::string text_of_html(std::string_view html) {
    std::string text;
    for (std::size_t at = 0; at < html.size();) {
        if (begins_tag(html, at)) {
            at = end_of_markup(html, at);
            // A tag separates words: <td>a</td><td>b</td>
            if (!text.empty() && !is_white_space(text.back())) text += ' ';
        } else if (const auto entity = entity_at(html, at)) {
            text += entity->first;
            at += entity->second;
        } else {
            text += html[at++];
        }
    }
    return text;
}

std::vector<std::string> ids_of_html(std::string_view html) {
    std::vector<std::string> ids;
    for (std::size_t at = 0; at < html.size(); ++at) {
        if (!begins_tag(html, at)) continue;
        const std::string_view tag = html.substr(at, end_of_tag(html, at) - at);
        const bool anchor = tag_name(tag) == "a";
        const bool opens = is_ascii_letter(tag[1]) && tag.ends_with('>');
        for (Attribute& attribute : opens ? attributes_of(tag) : std::vector<Attribute>()) {
            const bool id = attribute.name == "id" || (anchor && attribute.name == "name");
            if (id && !attribute.value.empty()) ids.push_back(std::move(attribute.value));
        }
        at = end_of_markup(html, at) - 1;
    }
    return ids;
}

std::string without_directives(std::string text, bool begins_line) {
    if (begins_line) {
        if (text.starts_with(":::")) return {};
        cut_alert(text);
    }
    if (text.find('{') == std::string::npos) return text;
    return without_attribute_lists(cut_between(cut_between(text, "{{#", "}}"), "{%", "%}"));
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

std::vector<std::string> ids_of_attribute_lists(std::string_view text) {
    std::vector<std::string> ids;
    for (const std::string_view list : attribute_lists(text)) {
        std::string id = id_of_attributes(list);
        if (!id.empty()) ids.push_back(std::move(id));
    }
    return ids;
}

std::string take_heading_id(std::string& heading) {
    const std::size_t open = heading.rfind('{');
    if (open == std::string::npos || !heading.ends_with('}')) return {};
    const std::string_view attributes = std::string_view(heading).substr(open);
    const bool list = attributes.starts_with("{#") || attributes.starts_with("{.") ||
                      end_of_attribute_list(heading, open);
    if (!list) return {};
    std::string id = id_of_attributes(attributes);
    heading.erase(open);
    heading.erase(heading.find_last_not_of(' ') + 1);
    return id;
}

}  // namespace crib
