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

// A manifest as a database holds it. It lies in the metadata, so that it changes together with the
// documents. It is cut into pieces whose bounds depend only on the paths near them, so that a
// change of a note rewrites one piece. Few runs need all of it, so it stays packed until a run
// does.
class StoredManifest {
  public:
    // An empty one, of a tree that no database knows.
    StoredManifest() = default;
    StoredManifest(const Xapian::Database& database, std::string_view tree);

    bool empty() const { return pieces_.empty(); }

    // Whether `holds` is true of every note, by its path. Asks in their order and stops at the
    // first that is not.
    bool all_of(const std::function<bool(const std::string&, const NoteState&)>& holds) const;

    Manifest unpack() const;

  private:
    std::vector<std::string> pieces_;  // in the order of their notes
};

// Writes the pieces that differ. `states` has the notes in the order of `names`.
void write_manifest(Xapian::WritableDatabase& database, std::string_view tree,
                    const std::vector<NoteNames>& names, const std::vector<NoteState>& states);

// Cheaper: looks only at the pieces of the `changed` notes. No note may have come or gone.
void update_manifest(Xapian::WritableDatabase& database, std::string_view tree,
                     const std::vector<NoteNames>& names, const std::vector<NoteState>& states,
                     const std::set<std::size_t>& changed);

}  // namespace crib
