#include "query/database.h"

#include "indexer/folder.h"

namespace crib {

Database::Database(std::vector<std::string> paths) : paths_(std::move(paths)) { open(); }

void Database::open() {
    Xapian::Database all;
    std::vector<std::map<std::string, TreeRecord>> trees;
    for (const std::string& path : paths_) {
        // Without the flag a planted file could make Xapian run a program.
        const Xapian::Database one(DatabaseFolder(path).current(), Xapian::DB_BACKEND_GLASS);
        check_schema(one, path);
        std::map<std::string, TreeRecord>& known = trees.emplace_back();
        const std::string prefix(metadata::tree);
        for (auto key = one.metadata_keys_begin(prefix); key != one.metadata_keys_end(prefix);
             ++key) {
            TreeRecord tree = decode_tree(one.get_metadata(*key));
            known.emplace(tree.name, std::move(tree));
        }
        all.add_database(one);
    }
    database_ = all;
    trees_ = std::move(trees);
}

std::vector<TreeRecord> Database::trees() const {
    std::vector<TreeRecord> trees;
    for (const auto& known : trees_) {
        for (const auto& entry : known) trees.push_back(entry.second);
    }
    return trees;
}

std::string Database::root(Xapian::docid document, const std::string& tree) const {
    // Xapian deals the documents of several databases out in turn.
    const auto& known = trees_[(document - 1) % trees_.size()];
    const auto record = known.find(tree);
    return record == known.end() ? std::string() : record->second.root;
}

bool Database::has_several_trees() const {
    std::size_t count = 0;
    for (const auto& known : trees_) count += known.size();
    return count > 1;
}

}  // namespace crib
