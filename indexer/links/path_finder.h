#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "indexer/links/link_path.h"
#include "indexer/links/lookup.h"
#include "indexer/note/note.h"
#include "indexer/walk/other_files.h"

namespace crib {

// What lies at the path of a link.
struct FoundPath {
    std::optional<std::size_t> note;
    OtherFile other;     // the file at the path, or through which the note was found; else no path
    bool loose = false;  // the path is another than the link's
};

// Finds what an ordinary link's path means: a note or another file.
class PathFinder {
  public:
    // The lookup must outlive it. The link stands in the note `from`.
    PathFinder(Lookup& lookup, std::size_t from, LinkKind kind)
        : lookup_(lookup), from_(from), kind_(kind) {}

    FoundPath find(const Address& address);
    // The file that a wiki link names: from the root or `folder`, or at the end of its path.
    OtherFile find_attachment(const std::string& name);
    OtherFile look_at(const std::string& path) const;

    // The files whose coming or going may change the results.
    std::vector<OtherFile> take_looked_for() { return std::move(looked_for_); }

  private:
    FoundPath find_as_written(const Address& address) const;
    bool find_in_any_case(const Address& address, FoundPath& found);
    bool find_in_vault(const Address& address, FoundPath& found);
    bool find_on_site(const Address& address, FoundPath& found);
    FoundPath find_reference(const Address& address);
    FoundPath find_below_root_of_site(const Address& address);
    bool find_file_of_site(const Address& address, FoundPath& found);

    bool is_vault();
    bool exists(const std::string& path);
    std::vector<std::string> folders_above() const;
    std::optional<std::size_t> note_behind(const OtherFile& other) const;

    Lookup& lookup_;
    std::size_t from_;
    LinkKind kind_;
    std::vector<OtherFile> looked_for_;
};

}  // namespace crib
