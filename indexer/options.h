#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "indexer/program/program.h"
#include "indexer/update/trees.h"

namespace crib {

// The options of crib-index.
struct IndexOptions {
    std::vector<std::string> folders;  // DIR..., as typed
    std::string database;              // empty for the default
    bool check = false;
    bool strict = false;
    bool orphans = false;
    std::string
        files_from;      // file with a list of paths to read, in place of a walk of the named tree
    std::string format;  // of a check's report: text or github
    bool rebuild = false;
    bool watch = false;
    bool only_changes = false;  // a run that changes nothing prints no report
    bool list = false;
    std::vector<std::string> forget;
    std::string name;                  // for the one named tree
    std::vector<std::string> exclude;  // stored with the named trees
    bool exclude_given = false;
    bool no_ignore = false;
    std::string anchors;
    std::optional<std::string> url;  // empty removes the addresses
    std::string language;
    std::vector<std::string> synonyms;  // files, or `none`
    double wait = 5;                    // in seconds
    std::size_t jobs = 0;               // threads; 0 for the default
    bool quiet = false;
    bool verbose = false;
    bool json = false;
    std::string color = "auto";  // or always, never
};

// How long to wait for another crib-index.
std::chrono::milliseconds wait_of(const IndexOptions& options);

// How many threads a run may use.
std::size_t jobs_of(const IndexOptions& options);

// The settings that the options give for the named trees.
TreeSettings settings_of(const IndexOptions& options);

// Reads the command line. Throws Usage.
IndexOptions parse_index_options(int argc, const char* const* argv);

}  // namespace crib
