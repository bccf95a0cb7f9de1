#include "indexer/dialect.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "indexer/unicode.h"

namespace crib {
namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// The end of the tag that begins at `at`, behind its `>`; quoted attributes may hold one.
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
    while (end < tag.size() && !is_space(tag[end]) && tag[end] != '>' && tag[end] != '/') ++end;
    return lower(tag.substr(1, end - 1));
}

bool begins_tag(std::string_view html, std::size_t at) {
    if (html[at] != '<' || at + 1 >= html.size()) return false;
    const char next = html[at + 1];
    return (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z') || next == '/' ||
           next == '!' || next == '?';
}

// Behind what is left out whole: a comment, a script with its text; else behind the tag.
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

// The character that an entity at `at` stands for, and the bytes it takes.
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

// Leaves out what stands from `open` to `close`, both included.
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

// `[!NOTE]`, and docfx's `[!div class="x"]`, at the start of a line
void cut_alert(std::string& line) {
    if (!line.starts_with("[!")) return;
    const std::size_t close = line.find(']');
    if (close != std::string::npos) line.erase(0, close + 1);
}

// Whether a tag, up to an equals sign, ends in the attribute `name`.
bool is_attribute(std::string_view tag, std::string_view name) {
    return tag.size() > name.size() && is_space(tag[tag.size() - name.size() - 1]) &&
           lower(tag.substr(tag.size() - name.size())) == name;
}

}  // namespace

std::string text_of_html(std::string_view html) {
    std::string text;
    for (std::size_t at = 0; at < html.size();) {
        if (begins_tag(html, at)) {
            at = end_of_markup(html, at);
            // A tag parts words in a block of HTML: <td>a</td><td>b</td>
            if (!text.empty() && !is_space(text.back())) text += ' ';
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
        const std::size_t end = end_of_tag(html, at);
        const std::string_view tag = html.substr(at, end - at);
        const bool anchor = tag_name(tag) == "a";
        for (std::size_t equals = tag.find('='); equals != std::string_view::npos;
             equals = tag.find('=', equals + 1)) {
            const std::string_view before = tag.substr(0, equals);
            const bool id = is_attribute(before, "id");
            if (!id && !(anchor && is_attribute(before, "name"))) continue;
            std::string_view value = tag.substr(equals + 1);
            const bool quoted = !value.empty() && (value.front() == '"' || value.front() == '\'');
            const std::size_t close =
                quoted ? value.find(value.front(), 1) : value.find_first_of(" \t\n/>");
            value = value.substr(quoted ? 1 : 0, quoted ? close - 1 : close);
            if (!value.empty() && close != std::string_view::npos) ids.emplace_back(value);
        }
        at = end - 1;
    }
    return ids;
}

std::string without_directives(std::string text, bool begins_line) {
    if (begins_line) {
        if (text.starts_with(":::")) return {};
        cut_alert(text);
    }
    if (text.find('{') == std::string::npos) return text;
    return cut_between(cut_between(cut_between(text, "{{#", "}}"), "{%", "%}"), "{:", "}");
}

std::string id_of_attributes(std::string_view attributes) {
    const std::size_t hash = attributes.find('#');
    if (hash == std::string_view::npos) return {};
    const std::size_t end = attributes.find_first_of(" \t}", hash);
    return std::string(attributes.substr(hash + 1, end - hash - 1));
}

std::string take_heading_id(std::string& heading) {
    if (!heading.ends_with('}')) return {};
    const std::size_t open = heading.rfind('{');
    if (open == std::string::npos) return {};
    const std::string_view attributes = std::string_view(heading).substr(open + 1);
    const bool attribute_list =
        attributes.starts_with('#') || attributes.starts_with(':') || attributes.starts_with('.');
    if (!attribute_list) return {};
    std::string id = id_of_attributes(attributes);
    heading.erase(open);
    heading.erase(heading.find_last_not_of(' ') + 1);
    return id;
}

}  // namespace crib
