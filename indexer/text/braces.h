#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace crib {

// A part of a template: literal text, or the name in {NAME}, which stands for a value.
struct TemplatePart {
    bool is_name = false;
    std::string text;

    bool operator==(const TemplatePart&) const = default;
};

// Splits a template into its parts. `{{` and `}}` stand for the braces themselves. Throws Error if
// a brace has no partner.
std::vector<TemplatePart> split_braces(std::string_view text);

}  // namespace crib
