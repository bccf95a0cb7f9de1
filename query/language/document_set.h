#pragma once

#include <vector>

#include <xapian.h>

#include "query/database/vocabulary.h"

namespace crib {

// Given documents, in ascending order, as a condition of a query.
Xapian::Query among(std::vector<Xapian::docid> documents, const Vocabulary& vocabulary);

}  // namespace crib
