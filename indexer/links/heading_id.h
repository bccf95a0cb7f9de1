#pragma once

#include <string>

#include "indexer/links/anchors.h"
#include "indexer/note/note.h"

namespace crib {

// The id that a generator of sites makes of a heading's text, before it numbers ids that repeat.
// Empty if nothing of the text remains, or if the style is GitHub's: that is the section's slug.
std::string heading_id(const Section& section, AnchorStyle style);

}  // namespace crib
