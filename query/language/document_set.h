#pragma once

#include <vector>

#include <xapian.h>

#include "query/database/vocabulary.h"

namespace crib {

// A condition of a query: only these documents. They are in ascending order.
Xapian::Query among(std::vector<Xapian::docid> documents, const Vocabulary& vocabulary);

}  // namespace crib
