#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace crib {

// A piece of a text in which {NAME} stands for a value.
struct TemplatePart {
    bool is_name = false;
    std::string text;

    bool operator==(const TemplatePart&) const = default;
};

// Cuts such a text into its pieces; `{{` and `}}` are braces. Throws Error where braces don't
// match.
std::vector<TemplatePart> split_braces(std::string_view text);

}  // namespace crib
