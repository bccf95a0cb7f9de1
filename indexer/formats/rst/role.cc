#include "indexer/formats/rst/role.h"

#include <algorithm>

#include "indexer/formats/rst/line.h"

namespace crib {
namespace {

bool is_escaped(std::string_view text, std::size_t at) {
    std::size_t first = at;
    while (first > 0 && text[first - 1] == '\\') --first;
    return (at - first) % 2 == 1;
}

std::string plain(std::string_view inside) { return single_spaced(unescaped(inside)); }

// Whether a role's text is verbatim, without targets and escapes.
bool is_verbatim(std::string_view role) {
    return role == "code" || role == "math" || role == "raw" || role == "samp";
}

std::optional<LinkKind> link_kind(std::string_view role) {
    if (role.starts_with("std:")) role.remove_prefix(4);
    if (role == "ref") return LinkKind::ref;
    if (role == "doc") return LinkKind::doc;
    if (role == "download") return LinkKind::url;
    return {};
}

// Shortens `~pkg.Class` to `Class`; `~/.profile` stays.
std::string last_part(const std::string& text) {
    const bool shortened = text.size() > 1 && text[0] == '~' &&
                           (is_word_byte(text[1]) || text[1] == '_' || text[1] == '.');
    if (!shortened || text.find_first_of(" /") != std::string::npos) return text;
    return text.substr(std::max<std::size_t>(1, text.find_last_of(".:") + 1));
}

}  // namespace

std::optional<RstLabelled> rst_labelled(std::string_view inside) {
    const std::size_t angle = inside.rfind('<');
    if (!inside.ends_with('>') || is_escaped(inside, inside.size() - 1)) return {};
    if (angle == std::string_view::npos || is_escaped(inside, angle)) return {};
    return RstLabelled{inside.substr(0, angle),
                       inside.substr(angle + 1, inside.size() - angle - 2)};
}

RstRole read_rst_role(std::string_view name, std::string_view inside) {
    if (name.empty()) return {plain(inside), {}, ""};
    if (is_verbatim(name)) return {single_spaced(inside), {}, ""};
    const auto parts = rst_labelled(inside);
    const bool titled = parts && !trimmed(parts->label).empty();
    std::string text = plain(titled ? parts->label : inside);
    // A `!` tells the role not to link.
    if (text.starts_with('!')) return {text.substr(1), {}, ""};
    if (const auto kind = link_kind(name)) {
        return {text, kind, titled ? plain(parts->target) : text};
    }
    if (name == "pep" || name == "rfc") text.insert(0, name == "pep" ? "PEP " : "RFC ");
    return {titled ? text : last_part(text), {}, ""};
}

}  // namespace crib
