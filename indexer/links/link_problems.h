#pragma once

#include <string>

#include "indexer/note/note.h"
#include "indexer/note/problem.h"

namespace crib {

// Describes what may be wrong with one link. `nearest` is what its author may have meant.
class LinkProblems {
  public:
    // `from` is the path of the link's note. Both must outlive it.
    LinkProblems(const std::string& from, const Link& link) : from_(from), link_(link) {}

    Problem outside() const;
    Problem no_note(const std::string& path, std::string nearest) const;
    Problem no_section(const std::string& section, const std::string& note,
                       std::string nearest) const;
    Problem no_block(const std::string& id, const std::string& note) const;
    Problem no_label(std::string nearest) const;
    // A loose reading leads to another note, or to the section with this anchor.
    Problem taken_for_note(const std::string& path, const std::string& note) const;
    Problem taken_for_section(const std::string& section, const std::string& note,
                              const std::string& anchor) const;

  private:
    Problem problem(ProblemKind kind, std::string message, std::string nearest) const;

    const std::string& from_;
    const Link& link_;
};

}  // namespace crib
