#include "indexer/index/ids.h"

#include <algorithm>

#include <fmt/format.h>

#include "indexer/index/schema.h"
#include "indexer/text/hash.h"
#include "indexer/text/unicode.h"

namespace crib {
namespace {

constexpr std::size_t longest_term = 245;

// Paths are long, and each document has an id: a digest takes an eighth of the room. Whoever makes
// two digests equal on purpose hides nothing but their own notes, because the tree's name is a part
// of the digest.
std::string id(char kind, std::string_view tree, std::string_view name) {
    return make_term(prefix::id, kind + digest(path_in_tree(tree, name)));
}

}  // namespace

std::string make_term(std::string_view prefix, std::string_view text) {
    std::string term(prefix);
    term += text;
    std::ranges::replace(term, '\0', ' ');
    if (term.size() <= longest_term) return term;
    const std::string tail = fmt::format("~{:016x}", hash64(term));
    term.resize(longest_term - tail.size());
    return term + tail;
}

std::string path_in_tree(std::string_view tree, std::string_view path) {
    return fmt::format("{}/{}", tree, path);
}

std::string section_id(std::string_view tree, std::string_view path, std::string_view anchor) {
    return id('s', tree, fmt::format("{}{}{}", path, '\0', anchor));
}

std::string question_id(std::string_view tree, std::string_view path, Place place) {
    return id('q', tree, fmt::format("{}:{}:{}", path, place.line, place.column));
}

std::string note_id(std::string_view tree, std::string_view path) { return id('n', tree, path); }

std::string note_term(std::string_view path) { return make_term(prefix::note, digest(path)); }

std::string note_term(std::string_view tree, std::string_view path) {
    return note_term(path_in_tree(tree, path));
}

std::string exact_form(std::string_view title) {
    const std::string folded = fold(title);
    std::string form;
    for (const char c : folded) {
        const bool space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
        if (c != '`' && !space) form += c;
        if (space && !form.empty() && form.back() != ' ') form += ' ';
    }
    form.erase(form.find_last_not_of(' ') + 1);
    if (form.size() > 1 && (form.ends_with('?') || form.ends_with('!') || form.ends_with('.')) &&
        form[form.size() - 2] != form.back()) {
        form.pop_back();
        form.erase(form.find_last_not_of(' ') + 1);
    }
    return form;
}

std::string exact_term(std::string_view form) { return make_term(prefix::exact, digest(form)); }

}  // namespace crib
