#include "indexer/note/problem.h"

#include <array>
#include <cstddef>

namespace crib {
namespace {

struct Row {
    ProblemKind kind;
    std::string_view name;
    bool broken;  // a link of this kind leads nowhere
};

// In the order of the enum. crib-index(1) lists the names under --check.
constexpr auto rows = std::to_array<Row>({
    {ProblemKind::note, "note", true},
    {ProblemKind::section, "section", true},
    {ProblemKind::outside, "outside", true},
    {ProblemKind::loose, "loose", false},
    {ProblemKind::front_matter, "front-matter", false},
    {ProblemKind::text, "text", false},
    {ProblemKind::orphan, "orphan", false},
});

constexpr bool are_in_order() {
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (static_cast<std::size_t>(rows.at(i).kind) != i) return false;
    }
    return true;
}
static_assert(are_in_order());

const Row& row_of(ProblemKind kind) { return rows.at(static_cast<std::size_t>(kind)); }

}  // namespace

std::string_view name_of(ProblemKind kind) { return row_of(kind).name; }

bool is_broken(const Problem& problem) { return row_of(problem.kind).broken; }

}  // namespace crib
