#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "indexer/links/anchors.h"
#include "indexer/note/note.h"
#include "indexer/text/braces.h"

namespace crib {

// Where a tree's sections are on the web, by a template such as
// 'https://example.org/{stem}.html#{anchor}':
//
//   {path}    the note's path from the root: basic/list.md
//   {stem}    the path without its suffix: basic/list
//   {name}    the last part of the stem: list
//   {anchor}  the section's, as the site makes it
class WebAddress {
  public:
    // Throws Error for an unknown placeholder; the message lists the known ones. `{{` and `}}`
    // stand for braces. An empty template has no addresses.
    explicit WebAddress(std::string_view layout);

    bool empty() const { return parts_.empty(); }
    // The address of a section. Without an anchor it is the address of the note, without a `#`.
    std::string of(const std::string& path, const std::string& anchor) const;

  private:
    std::vector<TemplatePart> parts_;
};

// The addresses of the sections of a tree's notes. Remembers the anchors of each note, so threads
// must not share one.
class SiteAddresses {
  public:
    SiteAddresses(std::string_view layout, AnchorStyle style) : address_(layout), style_(style) {}

    // Empty if the tree has no template.
    std::string of(const Note& note, std::size_t section) const;

  private:
    WebAddress address_;
    AnchorStyle style_;
    // By path, of the notes asked for so far.
    mutable std::unordered_map<std::string, std::vector<std::string>> anchors_;
};

}  // namespace crib
