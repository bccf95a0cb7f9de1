#pragma once

#include <vector>

#include <xapian.h>

#include "indexer/index/record.h"
#include "indexer/index/tree_record.h"

// Where a database has its records.
namespace crib {

// Puts a record into the slots of a document.
void set_record(Xapian::Document& document, const Record& record);
// These throw Error if what they read is damaged.
Record record_of(const Xapian::Document& document);
// All trees that a database knows, by name.
std::vector<TreeRecord> trees_of(const Xapian::Database& database);

}  // namespace crib
