#include "indexer/index/tree_record.h"

#include "indexer/text/bytes.h"

namespace crib {

// All fields, for both ways, see bytes.h.
template <typename Visitor>
void visit(Visitor& visitor, Seen<Visitor, TreeRecord>& tree) {
    auto& [name, root, only, exclude, anchors, url, language, ignore, synonym_files, synonyms, site,
           site_file] = tree;
    visitor(name, root, only, exclude, anchors, url, language, ignore, synonym_files, synonyms,
            site, site_file);
}

const std::string& anchors_of(const TreeRecord& tree) {
    return tree.anchors.empty() ? tree.site : tree.anchors;
}

std::string encode(const TreeRecord& tree) { return bytes_of(tree); }

TreeRecord decode_tree(std::string_view data) { return from_bytes<TreeRecord>(data); }

}  // namespace crib
