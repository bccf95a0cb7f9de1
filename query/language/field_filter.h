#pragma once

#include <string>
#include <string_view>

#include <xapian.h>

#include "query/language/query_field.h"

namespace crib {

// Finds the documents that a field of a query asks for. Empty if there are none. Also empty for
// `title`, because a title ranks and so is no filter. If the text is `unfinished` and names
// nothing, it is taken for the beginning of names.
Xapian::Query field_filter(QueryField field, const std::string& text, bool unfinished,
                           const Xapian::Database& database);

// Finds the groups that a person means by `name`: the group of that name, else all groups whose
// names have all of its words. Empty if there are none.
Xapian::Query group_filter(const Xapian::Database& database, std::string_view name);

}  // namespace crib
