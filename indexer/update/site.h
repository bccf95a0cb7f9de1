#pragma once

#include <string>

namespace crib {

// The style of anchors of a site, and the file or folder of its generator that says so. Both are
// empty if none was found.
struct Site {
    std::string anchors;
    std::string file;

    bool operator==(const Site&) const = default;
};

// The site that the notes in a folder are a part of. Looks in the folder and in those above it, but
// not above a repository or the user's home.
Site site_of(const std::string& folder, const std::string& home);

}  // namespace crib
