#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>

#include "indexer/links/anchors.h"
#include "indexer/note/note.h"

namespace crib {

// Finds the sections of one note by every name that a link may call them by.
class SectionNames {
  public:
    using Index = std::unordered_map<std::string, std::size_t>;

    SectionNames(const Note& note, AnchorStyle style);

    Index exact;          // ids, then slugs, then the anchors of the site
    Index folded;         // the same in lower case
    Index alphanumerics;  // the same and titles, only their letters and digits
    Index titles;         // folded; with and without the number before it

  private:
    void add(const std::string& anchor, std::size_t section);
};

// Keeps only letters and digits, folded. All styles of anchors agree on these.
std::string alphanumeric(std::string_view text);

}  // namespace crib
