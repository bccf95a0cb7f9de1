#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "indexer/note/note.h"

// Reads where a link leads, and handles the paths in it.
namespace crib {

std::string file_name(const std::string& path);
std::string folder_of(const std::string& path);

// Joins `path`, which counts from `folder`, to a path from the root. Nothing if it leads out of the
// tree.
std::optional<std::string> joined_path(const std::string& folder, std::string_view path);

// Whether a destination begins with a scheme: "https:", "mailto:", "xref:". A path such as "c:/x"
// does not.
bool has_scheme(std::string_view destination);

// The parts of an ordinary link's destination.
struct Address {
    bool own = false;                 // the link leads into its own note
    std::optional<std::string> path;  // from the root; nothing if `own`, or if it leads out
    std::string fragment;
};

// `from` is the note that the link stands in.
Address address_of(const Link& link, const std::string& from);

// The parts of `[[name#outer#heading|label]]`: a note and a heading in it. Either may be empty.
struct WikiName {
    std::string name;
    std::string heading;
};

WikiName wiki_name(const Link& link);

}  // namespace crib
