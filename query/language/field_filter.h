#pragma once

#include <string>
#include <string_view>

#include <xapian.h>

#include "query/language/query_field.h"

namespace crib {

// The documents that a field of a query asks for. Empty if no document can be one of them, and for
// `title`, which also ranks.
Xapian::Query field_filter(QueryField field, const std::string& text,
                           const Xapian::Database& database);

// A filter for the groups that a person means by `name`: the one so called, else those whose name
// holds all its words. Empty where there are none.
Xapian::Query group_filter(const Xapian::Database& database, std::string_view name);

}  // namespace crib
