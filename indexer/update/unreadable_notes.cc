#include "indexer/update/unreadable_notes.h"

#include <algorithm>

#include "indexer/index/ids.h"
#include "indexer/store/document.h"
#include "indexer/store/stored_manifest.h"

namespace crib {

UnreadableNotes keep_notes(const Xapian::Database& database, const std::string& tree,
                           const std::vector<Unread>& unreadable) {
    UnreadableNotes kept;
    if (unreadable.empty()) return kept;
    const Manifest manifest = StoredManifest(database, tree).unpack();
    for (std::size_t i = 0; i < manifest.names.size(); ++i) {
        const std::string& path = manifest.names[i].path;
        const auto holds = [&](const Unread& unread) { return lies_below(path, unread.path); };
        if (std::ranges::none_of(unreadable, holds)) continue;
        kept.manifest.add(manifest.names[i], manifest.states[i]);
        const std::string term = note_term(tree, path);
        for (auto it = database.postlist_begin(term); it != database.postlist_end(term); ++it) {
            // A copy that needs nothing of this database later.
            const std::string bytes = database.get_document(*it).serialise();
            kept.documents.push_back(Xapian::Document::unserialise(bytes));
        }
    }
    return kept;
}

Changes joined(const std::vector<NoteNames>& names, const std::vector<NoteState>& states,
               const Manifest& kept) {
    Changes changes;
    std::size_t next = 0;
    for (std::size_t i = 0; i < kept.names.size(); ++i) {
        for (; next < names.size() && names[next].path < kept.names[i].path; ++next) {
            changes.now.add(names[next], states[next]);
        }
        changes.added.insert(changes.now.names.size());
        changes.now.add(kept.names[i], kept.states[i]);
        changes.names.merge(answered_names(kept.names[i]));
    }
    for (; next < names.size(); ++next) changes.now.add(names[next], states[next]);
    return changes;
}

}  // namespace crib
