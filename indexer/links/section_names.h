#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "indexer/links/anchors.h"
#include "indexer/note/note.h"

namespace crib {

// Finds the sections of one note by every name that a link may call them by.
class SectionNames {
  public:
    using Index = std::unordered_map<std::string, std::size_t>;

    SectionNames(const Note& note, AnchorStyle style);

    Index exact;          // ids, then the anchors of the site
    Index folded;         // the same in lower case
    Index titles;         // folded; with and without the number before it, and as wikis have it
    Index blocks;         // Obsidian's names of blocks, in lower case, without `^`
    Index of_github;      // in lower case: what is an anchor on GitHub, but not on the tree's site
    Index alphanumerics;  // all of these and titles, only their letters and digits
    std::vector<std::string> anchors;  // of the site, for each section

    // All sections of a title, which is in the form of wiki_form. `note` is the one of the
    // constructor.
    const std::vector<std::size_t>& titled(const Note& note, const std::string& title);
    // Made by `titled` when it is first called.
    std::optional<std::unordered_map<std::string, std::vector<std::size_t>>> by_title;

  private:
    void add(const std::string& anchor, std::size_t section);
};

// A heading as a wiki link of Obsidian names it: folded, without `:`, `#`, `|` and `^`.
std::string wiki_form(std::string_view heading);

// Keeps only letters and digits, folded. All styles of anchors agree on these.
std::string alphanumeric(std::string_view text);

}  // namespace crib
