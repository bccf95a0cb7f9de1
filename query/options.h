#pragma once

#include <optional>
#include <string>
#include <vector>

#include "query/print.h"

namespace crib {

// What crib was asked to do.
struct QueryOptions {
    std::vector<std::string> databases;  // empty: the default
    std::string query;                   // the words, joined by spaces
    std::optional<std::size_t> limit;
    std::string kind = "all";
    std::string group;
    bool groups = false;
    std::optional<Format> format;  // not given: by where the output goes
    bool null = false;
    bool prefix = false;
    bool no_spelling = false;
    std::string show;
    std::string color = "auto";
};

// What is to be printed instead of any work: help, the version, or what is wrong with the command.
struct Usage {
    std::string text;
    bool error = false;
};

// The command line -> options. From the first word on all is query. Throws Usage.
QueryOptions parse_query_options(int argc, const char* const* argv);

}  // namespace crib
