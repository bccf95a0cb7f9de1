#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "indexer/index/kind.h"
#include "indexer/note/note.h"

// The value of slot::order. It sorts answers of equal score: by tree, path, line, and a question
// before its section.
namespace crib {

// What an order key says.
struct OrderKey {
    std::string tree;
    std::string path;
    Place place;
    Kind kind = Kind::section;
};

// The name of a tree has no slash.
std::string order_key(std::string_view tree, std::string_view path, Place place, Kind kind);
// Throws Error if the key is damaged.
OrderKey read_order_key(std::string_view order);
// Cheaper: reads the kind only.
Kind kind_of_key(std::string_view order);

// The least and the greatest key that a document below a folder can have. A folder is a tree's
// name, which a slash and a path in the tree may follow.
std::pair<std::string, std::string> order_keys_below(std::string_view folder);

}  // namespace crib
