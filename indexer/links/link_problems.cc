#include "indexer/links/link_problems.h"

#include <utility>

#include <fmt/format.h>

namespace crib {

Problem LinkProblems::outside() const {
    return problem(ProblemKind::outside,
                   fmt::format(R"("{}" leads out of the tree)", link_.destination), "");
}

Problem LinkProblems::no_note(const std::string& path, std::string nearest) const {
    return problem(ProblemKind::note, fmt::format(R"(no note or file "{}")", path),
                   std::move(nearest));
}

Problem LinkProblems::no_section(const std::string& section, const std::string& note,
                                 std::string nearest) const {
    return problem(ProblemKind::section, fmt::format(R"(no section "{}" in {})", section, note),
                   std::move(nearest));
}

Problem LinkProblems::no_block(const std::string& id, const std::string& note) const {
    return problem(ProblemKind::section, fmt::format(R"(no block "^{}" in {})", id, note), "");
}

Problem LinkProblems::no_label(std::string nearest) const {
    return problem(ProblemKind::section, fmt::format(R"(no label "{}")", link_.destination),
                   std::move(nearest));
}

Problem LinkProblems::taken_for_note(const std::string& path, const std::string& note) const {
    return problem(ProblemKind::loose,
                   fmt::format(R"(no note or file "{}"; taken for {})", path, note), "");
}

Problem LinkProblems::taken_for_section(const std::string& section, const std::string& note,
                                        const std::string& anchor) const {
    return problem(ProblemKind::loose,
                   fmt::format(R"(no section "{}" in {}; taken for "{}")", section, note, anchor),
                   anchor);
}

Problem LinkProblems::problem(ProblemKind kind, std::string message, std::string nearest) const {
    return {from_, link_.place, kind, link_.destination, std::move(message), std::move(nearest)};
}

}  // namespace crib
