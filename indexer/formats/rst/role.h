#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "indexer/note/note.h"

// The roles of reStructuredText and Sphinx: :role:`text`.
namespace crib {

// `label <target>`, as it is written between backquotes.
struct RstLabelled {
    std::string_view label;
    std::string_view target;
};

std::optional<RstLabelled> rst_labelled(std::string_view inside);

// What a role makes of its text.
struct RstRole {
    std::string text;              // that a reader sees
    std::optional<LinkKind> link;  // none: it leads nowhere that crib knows of
    std::string destination;
};

// Without a role, the name is empty.
RstRole read_rst_role(std::string_view name, std::string_view inside);

}  // namespace crib
