#include "query/language/field_filter.h"

#include <algorithm>
#include <set>
#include <vector>

#include <fmt/format.h>

#include "indexer/index/entries.h"
#include "indexer/index/ids.h"
#include "indexer/index/order_key.h"
#include "indexer/index/schema.h"
#include "indexer/note/code_language.h"
#include "indexer/text/unicode.h"

namespace crib {
namespace {

Xapian::Query any_of(const std::vector<Xapian::Query>& queries) {
    return {Xapian::Query::OP_OR, queries.begin(), queries.end()};
}

bool ends_at_slash(std::string_view path, std::string_view end) {
    return path.ends_with(end) &&
           (path.size() == end.size() || path[path.size() - end.size() - 1] == '/');
}

bool ends_in(std::string_view path, std::string_view typed) {
    const std::size_t dot = path.find('.', path.rfind('/') + 1);
    return ends_at_slash(path, typed) || ends_at_slash(path.substr(0, dot), typed);
}

// Whether a person may be typing this path: its last name begins with the last name typed.
bool may_end_in(std::string_view path, std::string_view typed) {
    const std::size_t name = path.rfind('/') + 1;
    const std::size_t last = typed.size() - (typed.rfind('/') + 1);
    return ends_in(path.substr(0, std::min(path.size(), name + last)), typed);
}

// Finds folders and files by the end of their path, from a slash on. A person may leave out the
// suffix of a file.
Xapian::Query paths_where(const Xapian::Database& database, std::string_view typed,
                          bool (*matches)(std::string_view path, std::string_view typed)) {
    std::vector<Xapian::Query> paths;
    std::set<std::string> folders;
    const std::string prefix(prefix::path);
    for (auto it = database.allterms_begin(prefix); it != database.allterms_end(prefix); ++it) {
        const std::string term = *it;
        const std::string_view path = std::string_view(term).substr(prefix.size());
        if (matches(path, typed)) paths.emplace_back(note_term(path));
        for (auto slash = path.find('/'); slash != std::string_view::npos;
             slash = path.find('/', slash + 1))
            if (matches(path.substr(0, slash), typed)) folders.emplace(path.substr(0, slash));
    }
    for (const std::string& folder : folders) {
        const auto [first, last] = order_keys_below(folder);
        paths.emplace_back(Xapian::Query::OP_VALUE_RANGE, slot::order, first, last);
    }
    return any_of(paths);
}

Xapian::Query path_filter(const Xapian::Database& database, std::string typed, bool unfinished) {
    while (typed.ends_with('/')) typed.pop_back();
    while (typed.starts_with('/') || typed.starts_with("./")) typed.erase(0, typed.find('/') + 1);
    Xapian::Query found = paths_where(database, typed, ends_in);
    if (!found.empty() || !unfinished) return found;
    return paths_where(database, typed, may_end_in);
}

// The documents of a term, or else, if it is unfinished, of all terms with this beginning.
Xapian::Query named(const Xapian::Database& database, const std::string& term,
                    const std::string& beginning, bool unfinished) {
    if (!unfinished || database.term_exists(term)) return {term};
    std::vector<Xapian::Query> terms;
    for (const std::string& begun : terms_with(database, beginning)) terms.emplace_back(begun);
    return any_of(terms);
}

// Whether each word of `wanted` is the beginning of a word of `padded`. Each word of `padded` has a
// space in front.
bool has_words(const std::string& padded, const std::string& wanted) {
    for (std::size_t at = 0; at < wanted.size();) {
        const std::size_t end = std::min(wanted.find(' ', at), wanted.size());
        if (padded.find(fmt::format(" {}", wanted.substr(at, end - at))) == std::string::npos) {
            return false;
        }
        at = end + 1;
    }
    return true;
}

}  // namespace

Xapian::Query field_filter(QueryField field, const std::string& text, bool unfinished,
                           const Xapian::Database& database) {
    switch (field) {
        case QueryField::title:
            return {};
        case QueryField::group:
            return group_filter(database, text);
        case QueryField::path:
            return path_filter(database, text, unfinished);
        case QueryField::lang:
            return named(database, make_term(prefix::language, code_language(text)),
                         make_term(prefix::language, lower(text)), unfinished);
        case QueryField::tag:
            return named(database, make_term(prefix::tag, exact_form(text)),
                         make_term(prefix::tag, exact_form(text)), unfinished);
        case QueryField::kind:
            return named(database, make_term(prefix::kind, lower(text)),
                         make_term(prefix::kind, lower(text)), unfinished);
    }
    return {};
}

Xapian::Query group_filter(const Xapian::Database& database, std::string_view name) {
    const std::string wanted = exact_form(name);
    if (wanted.empty()) return {};
    const std::string whole = make_term(prefix::group, wanted);
    if (database.term_exists(whole)) return {whole};
    std::vector<Xapian::Query> groups;
    const std::string prefix(prefix::group);
    for (auto it = database.allterms_begin(prefix); it != database.allterms_end(prefix); ++it) {
        const std::string padded = fmt::format(" {}", (*it).substr(prefix.size()));
        if (has_words(padded, wanted)) groups.emplace_back(*it);
    }
    return any_of(groups);
}

}  // namespace crib
