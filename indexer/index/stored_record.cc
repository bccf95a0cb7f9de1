#include "indexer/index/stored_record.h"

#include <string>

#include "indexer/index/entries.h"
#include "indexer/index/order_key.h"
#include "indexer/index/schema.h"

namespace crib {

void set_record(Xapian::Document& document, const Record& record) {
    document.add_value(slot::order, order_key(record.tree, record.path, record.place, record.kind));
    document.add_value(slot::record, encode(record));
}

Record record_of(const Xapian::Document& document) {
    return decode_record(document.get_value(slot::record), document.get_value(slot::order));
}

std::vector<TreeRecord> trees_of(const Xapian::Database& database) {
    std::vector<TreeRecord> trees;
    for (const std::string& key : metadata_with(database, metadata::tree)) {
        trees.push_back(decode_tree(database.get_metadata(key)));
    }
    return trees;
}

}  // namespace crib
