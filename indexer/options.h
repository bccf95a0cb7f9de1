#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "indexer/program/program.h"
#include "indexer/update/trees.h"

namespace crib {

// What crib-index was asked to do.
struct IndexOptions {
    std::vector<std::string> folders;  // DIR..., as typed
    std::string database;              // empty: the default
    bool check = false;
    bool strict = false;
    bool orphans = false;
    std::string files_from;  // a list of paths in place of the walk of the one tree named
    std::string format;      // of a check's report: text or github
    bool rebuild = false;
    bool watch = false;
    bool only_changes = false;  // a run that finds none has nothing to report
    bool list = false;
    std::vector<std::string> forget;
    std::string name;                  // of the one tree named
    std::vector<std::string> exclude;  // remembered with the trees named
    bool exclude_given = false;
    bool no_ignore = false;
    std::string anchors;
    std::optional<std::string> url;  // empty: no addresses any more
    std::string language;
    std::vector<std::string> synonyms;  // files, or `none`
    double wait = 5;                    // seconds
    std::size_t jobs = 0;               // threads; 0 lets crib-index choose
    bool quiet = false;
    bool verbose = false;
    bool json = false;
    std::string color = "auto";  // or always, never
};

// How long to wait for another program.
std::chrono::milliseconds wait_of(const IndexOptions& options);

// How many threads a run may use.
std::size_t jobs_of(const IndexOptions& options);

// What the options say of the trees that are named with them.
TreeSettings settings_of(const IndexOptions& options);

// The command line -> options. Throws Usage.
IndexOptions parse_index_options(int argc, const char* const* argv);

}  // namespace crib
