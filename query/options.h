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

// What crib was asked to do.
struct QueryOptions {
    std::vector<std::string> databases;  // empty: the default
    std::string query;                   // the words, joined by spaces
    std::optional<std::size_t> limit;
    std::string kind = "all";
    std::string group;
    bool groups = false;
    std::optional<Format> format;    // not given: by where the output goes
    std::optional<Template> layout;  // of Format::custom
    bool null = false;
    bool prefix = false;
    bool no_spelling = false;
    bool shuffle = false;
    std::optional<std::uint64_t> seed;  // of the shuffle
    std::string show;
    std::string links_to;
    bool open = false;
    bool batch = false;
    std::vector<std::string> roots;  // DIR or NAME=DIR
    bool explain = false;
    bool partial = false;
    std::string color = "auto";
    std::optional<std::string> hyperlink_format;
    Tuning tuning;  // never of the command line
};

// What the environment has to say.
struct Defaults {
    std::string config;                   // the configuration file's path; it need not exist
    std::optional<std::string> database;  // wins over the file's
    std::optional<std::string> home;      // what ~/ in the file stands for
};

// Whether a query holds more than white space.
bool is_query(std::string_view query);

// The command line -> options. From the first word on all is query. What isn't given is as the
// defaults say. Throws Usage.
QueryOptions parse_query_options(int argc, const char* const* argv, const Defaults& defaults = {});

}  // namespace crib
