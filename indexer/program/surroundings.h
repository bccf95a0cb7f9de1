#pragma once

#include <functional>
#include <optional>
#include <ostream>
#include <string>

namespace crib {

// What crib-index's main finds in its environment, for code that may not look there itself.
struct Surroundings {
    std::string user_excludes;        // path of the user's git excludes file; it need not exist
    std::optional<std::string> list;  // paths to read in place of a walk of the named tree
    bool terminal = false;            // whether `err` is a terminal
    std::ostream& out;                // for results
    std::ostream& err;                // for warnings and progress
    std::function<void(const std::string&)> complain;  // prints a line to `err`
    bool color_out = false;  // whether to print in colour to `out` and `err`
    bool color_err = false;
    std::string home = {};  // the user's home folder; empty if unknown
};

// How a run ended.
enum class Outcome {
    done,
    broken_links,  // only for a check
    incomplete,    // something was unreadable; the database keeps what it had of it
};

}  // namespace crib
