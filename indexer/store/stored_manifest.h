#pragma once

#include <cstddef>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

#include "indexer/store/manifest.h"

namespace crib {

// A manifest as a database holds it: in the metadata, so that it changes with the documents or not
// at all, in pieces whose bounds depend on the paths near them: what changes a note rewrites one
// piece. Few runs need all that is in them, and they are left packed until one does.
class StoredManifest {
  public:
    // Of a tree that no database knows.
    StoredManifest() = default;
    StoredManifest(const Xapian::Database& database, std::string_view tree);

    bool empty() const { return pieces_.empty(); }

    // Whether that holds for every note, by its path; they come in order, up to the first for which
    // it does not.
    bool all_of(const std::function<bool(const std::string&, const NoteState&)>& holds) const;

    Manifest unpack() const;

  private:
    std::vector<std::string> pieces_;  // in the order of their notes
};

// Writes the pieces that differ; `states` are those of the notes in `names`.
void write_manifest(Xapian::WritableDatabase& database, std::string_view tree,
                    const std::vector<NoteNames>& names, const std::vector<NoteState>& states);

// The same where no note has come or gone since they were written, and only these have changed.
void update_manifest(Xapian::WritableDatabase& database, std::string_view tree,
                     const std::vector<NoteNames>& names, const std::vector<NoteState>& states,
                     const std::set<std::size_t>& changed);

}  // namespace crib
