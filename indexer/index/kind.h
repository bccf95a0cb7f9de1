#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace crib {

// What can be an answer.
enum class Kind { question, section };

// Their names in the order of Kind. Terms, options, fields of a query and printed answers use them.
inline constexpr std::array<std::string_view, 2> kind_names = {"question", "section"};

constexpr std::string_view name_of(Kind kind) { return kind_names[static_cast<std::size_t>(kind)]; }

// Nothing if no kind has the name.
constexpr std::optional<Kind> kind_named(std::string_view name) {
    const auto* const found = std::ranges::find(kind_names, name);
    if (found == kind_names.end()) return std::nullopt;
    return static_cast<Kind>(found - kind_names.begin());
}

static_assert(kind_named(name_of(Kind::question)) == Kind::question);
static_assert(kind_named(name_of(Kind::section)) == Kind::section);

}  // namespace crib
