#include "indexer/formats/markdown/attributes.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>

#include "indexer/text/spaces.h"

namespace crib {
namespace {

constexpr std::size_t longest_list = 1000;  // limits the search after each open brace
constexpr auto npos = std::string_view::npos;

bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }

bool is_name(std::string_view text) {
    const auto is_part = [](char c) {
        return is_ascii_letter(c) || is_ascii_digit(c) || c == '-' || c == '_' || c == ':' ||
               c == '.';
    };
    return !text.empty() && (is_ascii_letter(text.front()) || text.front() == '_') &&
           std::ranges::all_of(text, is_part);
}

// What one attribute of a list is.
enum class AttributeKind { id, name, pair, word, none };

// The attributes of a list, without the braces around it.
class AttributeList {
  public:
    explicit AttributeList(std::string_view inside) {
        for (std::size_t at = skip_space(inside, 0); at < inside.size();) {
            const std::size_t end = end_of_attribute(inside, at);
            add(inside.substr(at, end - at));
            at = skip_space(inside, end);
        }
    }

    // Whether each part is an attribute.
    bool is_valid() const { return count_ > 0 && count(AttributeKind::none) == 0; }
    // Whether all parts are single words. They are attributes only for some generators.
    bool is_words() const { return count(AttributeKind::word) == count_; }
    // Whether all parts are pairs or words. In most texts such braces are code.
    bool is_plain() const {
        return id_.empty() && count(AttributeKind::name) == 0 && count(AttributeKind::id) == 0;
    }
    const std::string& id() const { return id_; }

  private:
    static std::size_t skip_space(std::string_view text, std::size_t at) {
        while (at < text.size() && is_white_space(text[at])) ++at;
        return at;
    }

    // The next white space that is not between quotes behind a `=`.
    static std::size_t end_of_attribute(std::string_view text, std::size_t at) {
        char quote = 0;
        for (; at < text.size(); ++at) {
            if (quote != 0) {
                if (text[at] == quote) quote = 0;
            } else if ((text[at] == '"' || text[at] == '\'') && at > 0 && text[at - 1] == '=') {
                quote = text[at];
            } else if (is_white_space(text[at])) {
                break;
            }
        }
        return at;
    }

    void add(std::string_view attribute) {
        ++count_;
        ++counts_[static_cast<std::size_t>(kind_of(attribute))];
    }

    AttributeKind kind_of(std::string_view attribute) {
        const std::string_view rest = attribute.substr(1);
        if (attribute == "-") return AttributeKind::name;
        if (attribute.front() == '#') {
            if (rest.empty() || rest.find_first_of("#{}\"'<>") != npos) return AttributeKind::none;
            id_ = rest;
            return AttributeKind::id;
        }
        if (attribute.front() == '.') {
            const bool named =
                !rest.empty() && rest.front() != '.' && rest.find_first_of("#{}\"'<>(),") == npos;
            return named ? AttributeKind::name : AttributeKind::none;
        }
        const std::size_t equals = attribute.find('=');
        if (equals == npos) return is_name(attribute) ? AttributeKind::word : AttributeKind::none;
        return pair(attribute.substr(0, equals), attribute.substr(equals + 1));
    }

    AttributeKind pair(std::string_view name, std::string_view value) {
        const bool quoted = value.size() > 1 && (value.front() == '"' || value.front() == '\'') &&
                            value.back() == value.front();
        if (quoted) value = value.substr(1, value.size() - 2);
        const bool valid = quoted || (!value.empty() && value.find_first_of("\"'{}=,;") == npos);
        if (!valid || !is_name(name)) return AttributeKind::none;
        if (name == "id") id_ = value;
        return AttributeKind::pair;
    }

    std::size_t count(AttributeKind kind) const { return counts_[static_cast<std::size_t>(kind)]; }

    std::size_t count_ = 0;
    std::array<std::size_t, 5> counts_{};
    std::string id_;  // the last that is given
};

// Whether the text before an open brace lets it begin a list: not a second brace.
bool may_open(std::string_view text, std::size_t open) {
    return open == 0 || (text[open - 1] != '{' && text[open - 1] != '$');
}

// The id in Docusaurus's `{/* #id */}`. cmark may have read the stars as emphasis.
std::optional<std::string> id_of_braced_comment(std::string_view inside) {
    if (!inside.starts_with('/') || !inside.ends_with('/') || inside.size() < 3)
        return std::nullopt;
    inside = inside.substr(1, inside.size() - 2);
    if (inside.starts_with('*') != inside.ends_with('*')) return std::nullopt;
    if (inside.starts_with('*') && inside.size() > 1) inside = inside.substr(1, inside.size() - 2);
    std::string id = id_of_comment(inside);
    return id.empty() ? std::nullopt : std::optional(std::move(id));
}

// The id of the list whose braces are around `inside`; nothing if it is no list. `joined` if no
// white space stands before the open brace.
std::optional<std::string> id_of_list(std::string_view inside, bool joined) {
    if (auto id = id_of_braced_comment(inside)) return id;
    const bool marked = inside.starts_with(':');
    const AttributeList list(inside.substr(marked ? 1 : 0));
    if (!list.is_valid()) return std::nullopt;
    if (!marked && (list.is_words() || (joined && list.is_plain()))) return std::nullopt;
    return list.id();
}

// The end of kramdown's attribute list at `at`, such as `{: .class}` or `{:toc}`. Nothing if there
// is none; Elixir's {:ok, value} is none.
std::optional<std::size_t> end_of_attribute_list(std::string_view text, std::size_t at) {
    const std::string_view list = text.substr(at, longest_list);
    const std::size_t close = list.find('}');
    if (!list.starts_with("{:") || close == npos) return std::nullopt;
    const std::string_view inside = list.substr(2, close - 2);
    const std::size_t word = std::min(inside.find_first_of(" ,=.#"), inside.size());
    if (word < inside.size() && inside[word] == ',') return std::nullopt;
    return at + close + 1;
}

// All attribute lists in a text.
std::vector<std::string_view> attribute_lists(std::string_view text) {
    std::vector<std::string_view> lists;
    for (std::size_t at = text.find("{:"); at != npos; at = text.find("{:", at)) {
        const auto end = end_of_attribute_list(text, at);
        if (end) lists.push_back(text.substr(at, *end - at));
        at = end.value_or(at + 2);
    }
    return lists;
}

// Cuts spaces off the end, and the hashes that close a heading.
void cut_closing(std::string& heading) {
    heading.erase(heading.find_last_not_of(" \t") + 1);
    const std::size_t hashes = heading.find_last_not_of('#') + 1;
    if (hashes == heading.size() || hashes == 0 || !is_white_space(heading[hashes - 1])) return;
    heading.erase(hashes);
    heading.erase(heading.find_last_not_of(" \t") + 1);
}

}  // namespace

std::string take_heading_id(std::string& heading) {
    const std::size_t end = heading.find_last_not_of(" \t") + 1;
    if (end == 0 || heading[end - 1] != '}') return {};
    const std::size_t open = heading.rfind('{');
    if (open == std::string::npos || !may_open(heading, open)) return {};
    const bool joined = open > 0 && !is_white_space(heading[open - 1]);
    const std::string_view inside = std::string_view(heading).substr(open + 1, end - open - 2);
    const std::optional<std::string> id = id_of_list(inside, joined);
    if (!id) return {};
    heading.erase(open);
    cut_closing(heading);
    return *id;
}

std::string id_of_comment(std::string_view comment) {
    if (comment.starts_with("<!--") && comment.ends_with("-->") && comment.size() >= 7) {
        comment = comment.substr(4, comment.size() - 7);
    }
    comment = trimmed(comment);
    if (!comment.starts_with('#')) return {};
    return std::string(comment.substr(1, comment.find(' ') - 1));
}

std::vector<std::string> ids_of_attribute_lists(std::string_view text) {
    std::vector<std::string> ids;
    for (const std::string_view list : attribute_lists(text)) {
        const AttributeList attributes(list.substr(2, list.size() - 3));
        if (!attributes.id().empty()) ids.push_back(attributes.id());
    }
    return ids;
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

std::string_view name_of_target(std::string_view line) {
    if (line.size() < 4 || !line.starts_with('(') || !line.ends_with(")=")) return {};
    const std::string_view name = line.substr(1, line.size() - 3);
    return trimmed(name) == name && name.find_first_of("()[]{}=,;\"'`") == npos ? name : "";
}

}  // namespace crib
