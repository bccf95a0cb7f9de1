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
    std::string anchors;
    std::string url;
    std::string language;
    bool ignore = true;  // leave out what git ignores
    std::vector<std::string> synonym_files = {};
    std::string synonyms = {};  // what the files held when they were last read

    bool operator==(const TreeRecord&) const = default;
};

std::string encode(const TreeRecord& tree);
// Throws Error if the data is damaged.
TreeRecord decode_tree(std::string_view data);

}  // namespace crib
