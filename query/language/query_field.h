#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

namespace crib {

// The names that a query can have before a colon: `lang:c`.
enum class QueryField { title, group, path, lang, tag, kind };

struct QueryFieldRow {
    std::string_view name;
    QueryField id = QueryField::title;
    std::string_view help;
    std::string_view example;
};

// All fields in the order of QueryField. The lexer knows a field by its name here, and --help lists
// them.
inline constexpr std::array query_fields = {
    QueryFieldRow{"title", QueryField::title, "In a question or in a section's title",
                  "title:copy"},
    QueryFieldRow{"group", QueryField::group, "Only this group of questions", "group:asyncio"},
    QueryFieldRow{"path", QueryField::path, "Only this folder or file, by the end of its path",
                  "path:basic/list.md"},
    QueryFieldRow{"lang", QueryField::lang, "Only sections with code in this language", "lang:c"},
    QueryFieldRow{"tag", QueryField::tag, "Only notes with this tag", "tag:lists"},
    QueryFieldRow{"kind", QueryField::kind, "Only answers of this kind", "kind:question"},
};

constexpr std::string_view name_of(QueryField field) {
    return query_fields.at(static_cast<std::size_t>(field)).name;
}

static_assert(std::ranges::all_of(query_fields, [](const QueryFieldRow& row) {
    return name_of(row.id) == row.name;
}));

}  // namespace crib
