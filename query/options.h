#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/program/program.h"
#include "query/language/tuning.h"
#include "query/printing/print.h"
#include "query/printing/template.h"

namespace crib {

// A word of the query that looks like an option of crib's, and why it is none.
struct SearchedOption {
    std::string word;
    std::string reason;
};

// The options of crib.
struct QueryOptions {
    std::vector<std::string> databases;  // empty for the default
    std::string query;                   // the words, joined by spaces
    std::vector<SearchedOption> searched;
    std::optional<std::size_t> limit;
    std::string kind = "all";
    std::string group;
    bool groups = false;
    std::optional<Format> format;    // unset: depends on where the output goes
    std::optional<Template> layout;  // for Format::custom
    bool null = false;
    bool prefix = false;
    bool no_spelling = false;
    bool shuffle = false;
    std::optional<std::uint64_t> seed;  // for --shuffle
    std::string show;
    std::string links_to;
    bool open = false;
    bool batch = false;
    std::vector<std::string> roots;  // DIR or NAME=DIR
    bool explain = false;
    bool partial = false;
    std::string color = "auto";
    std::optional<std::string> hyperlink_format;
    Tuning tuning;  // no option sets it
};

// Values from the environment.
struct Defaults {
    std::string config;                   // path of the configuration file, which need not exist
    std::optional<std::string> database;  // overrides the file's
    std::optional<std::string> home;      // replaces ~ at the start of a path in the file
};

// Whether a query is not only white space.
bool is_query(std::string_view query);

// Reads the command line. Options stand anywhere before `--`. Behind the first word of the query,
// only a whole option of crib's with its value is one; all else is a word. Options that are not
// given have the values of `defaults`. Throws Usage.
QueryOptions parse_query_options(int argc, const char* const* argv, const Defaults& defaults = {});

}  // namespace crib
