#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "indexer/note/note.h"

// What a link says of where it leads, and the paths in it.
namespace crib {

std::string file_name(const std::string& path);
std::string folder_of(const std::string& path);

// `path` as seen from `folder`, from the root; nothing when it leads out of the tree.
std::optional<std::string> joined_path(const std::string& folder, std::string_view path);

// "https:", "mailto:", "xref:"; a path such as "c:/x" is none.
bool has_scheme(std::string_view destination);

// What the destination of an ordinary link says.
struct Address {
    bool own = false;                 // a section of the note it stands in
    std::optional<std::string> path;  // else from the root; nothing when it leads out of the tree
    std::string fragment;
};

// `from` is the note that the link stands in.
Address address_of(const Link& link, const std::string& from);

// `[[name#outer#heading|label]]`: a note and a heading in it, either of which may be missing.
struct WikiName {
    std::string name;
    std::string heading;
};

WikiName wiki_name(const Link& link);

}  // namespace crib
