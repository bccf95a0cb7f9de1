#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace crib {

// A tree of notes and its settings.
struct TreeRecord {
    std::string name;
    std::string root;  // a folder, absolute
    std::string only;  // the file name of the note, if the tree is only one note
    std::vector<std::string> exclude;
    std::string anchors;  // the style that was given; empty if none
    std::string url;
    std::string language;
    bool ignore = true;  // leave out what git ignores
    std::vector<std::string> synonym_files = {};
    std::string synonyms = {};   // what the files held when they were last read
    std::string site = {};       // the style of the site's configuration, if none was given
    std::string site_file = {};  // the path of that configuration

    bool operator==(const TreeRecord&) const = default;
};

// The style of a tree's anchors: the one that was given, else the one of its site.
const std::string& anchors_of(const TreeRecord& tree);

std::string encode(const TreeRecord& tree);
// Throws Error if the data is damaged.
TreeRecord decode_tree(std::string_view data);

}  // namespace crib
