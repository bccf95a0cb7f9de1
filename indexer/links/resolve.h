#pragma once

#include <cstddef>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "indexer/links/anchors.h"
#include "indexer/links/lookup.h"
#include "indexer/links/note_names.h"
#include "indexer/note/note.h"
#include "indexer/note/note_source.h"
#include "indexer/walk/other_files.h"

namespace crib {

// Where a link leads.
struct Resolution {
    enum class Kind {
        section,       // a section, or a note when the link names none
        lost_section,  // the note is there, its section is not: broken
        missing,       // no such note or file: broken
        outside,       // a path out of the tree: broken
        file,          // another file of the tree
        web,
        unknown,  // what only the site's generator knows, or no link at all
    };

    Kind kind = Kind::missing;
    std::optional<Target> target;         // of section and lost_section
    std::optional<Problem> problem;       // what its author would want to mend
    std::optional<OtherFile> other{};     // the file at the link's path, if no note is there
    std::vector<OtherFile> looked_for{};  // further files whose coming or going changes this
    std::optional<int> line{};            // of the note, if the link names a line

    bool is_broken() const {
        return kind == Kind::lost_section || kind == Kind::missing || kind == Kind::outside;
    }
    bool operator==(const Resolution&) const = default;
};

// The notes of one tree, among which links are resolved. It reads a note when a link names a
// section of it. Several threads may ask.
class Catalogue {
  public:
    // The notes are sorted by path; `source` has them in the same order. The anchors of the style
    // count as exact besides explicit ids and GitHub's slugs.
    Catalogue(std::vector<NoteNames> notes, std::shared_ptr<const NoteSource> source,
              OtherFiles files, AnchorStyle style = AnchorStyle::github);

    const std::vector<NoteNames>& notes() const { return lookup_.notes(); }
    std::shared_ptr<const Note> read(std::size_t note) const { return lookup_.read(note); }

    // Where a link of the note `from` leads, by the tiers of crib's link rules: explicit id, slug,
    // either in another letter case, letters and digits alone, the link's text, the note itself.
    Resolution resolve(std::size_t from, const Link& link) const;

    // The note that the link leads into. The section does not matter.
    std::optional<std::size_t> note_called(std::size_t from, const Link& link) const;

  private:
    mutable std::mutex mutex_;  // of the tables that the lookup makes
    mutable Lookup lookup_;
};

}  // namespace crib
