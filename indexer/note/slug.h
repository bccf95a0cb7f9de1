#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

namespace crib {

// Whether GitHub keeps the character in an anchor.
bool is_of_slug(char32_t code);

// The anchor that GitHub makes for a heading with the text `heading`, without markup. Lower case;
// letters, marks, digits, connector punctuation and hyphens stay; each space becomes a hyphen.
// Source: github-slugger, which follows github.com.
std::string github_slug(std::string_view heading);

// Makes the anchors of one note's headings, in the order of the headings. A repeated anchor gets a
// number: `setup`, `setup-1`. A numbered anchor that another heading already has is skipped.
class Slugs {
  public:
    std::string add(std::string_view heading);

  private:
    std::unordered_map<std::string, int> repeats_;  // by slug, for all slugs given so far
};

}  // namespace crib
