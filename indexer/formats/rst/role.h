#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "indexer/note/note.h"

// The roles of reStructuredText and Sphinx: :role:`text`.
namespace crib {

// The parts of `label <target>` between backquotes.
struct RstLabelled {
    std::string_view label;
    std::string_view target;
};

std::optional<RstLabelled> rst_labelled(std::string_view inside);

// The result of applying a role to its text.
struct RstRole {
    std::string text;              // as a reader sees it
    std::optional<LinkKind> link;  // unset if it leads nowhere that crib knows
    std::string destination;
};

// `name` is empty for text without a role.
RstRole read_rst_role(std::string_view name, std::string_view inside);

}  // namespace crib
