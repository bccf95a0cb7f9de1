#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

namespace crib {

// The anchor that GitHub gives a heading whose text, without markup, is `heading`: lower case;
// letters, marks, digits, connector punctuation and hyphens kept; each space a hyphen.
// Source: github-slugger, which follows github.com.
std::string github_slug(std::string_view heading);

// The anchors of one note's headings, in their order: a repeat is numbered, `setup`, `setup-1`,
// and a number that another heading has already taken is passed over.
class Slugs {
  public:
    std::string add(std::string_view heading);

  private:
    std::unordered_map<std::string, int> repeats_;  // by every slug given so far
};

}  // namespace crib
