#pragma once

#include <functional>
#include <optional>
#include <ostream>
#include <string>

namespace crib {

// What crib-index's main finds around it, for those that may not look themselves.
struct Surroundings {
    std::string user_excludes;        // git's excludes file of the user; need not exist
    std::optional<std::string> list;  // of paths, in place of the walk of the tree named
    bool terminal = false;            // whether a person reads `err`
    std::ostream& out;                // results
    std::ostream& err;                // warnings and progress
    std::function<void(const std::string&)> complain;  // a line on `err`, with the program's name
    bool color_out = false;  // whether `out` and `err` are printed in colour
    bool color_err = false;
};

// What a run came to.
enum class Outcome {
    done,
    broken_links,  // of a check
    incomplete,    // something could not be read; what the database has of it is kept
};

}  // namespace crib
