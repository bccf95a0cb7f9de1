#pragma once

#include <cstddef>
#include <functional>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include <CLI/CLI.hpp>

#include "indexer/program/program.h"

// What both programs ask of CLI11: help as manuals write it, what counts of an option that is given
// again, and errors that say what to write instead.
namespace crib {

// The options --version and --help. The usage stands in the description of `app`.
void add_help(CLI::App& app, std::string_view program);

// Each value counts, where else the last does. CLI11 would take the words behind it, too.
CLI::Option* repeatable(CLI::Option* option);

// To be called when `app` has all of its options: of one that is given again the last counts.
void let_last_count(CLI::App& app);

// What is wrong with a value, or nothing.
using Check = std::function<std::string(const std::string& value)>;

Check one_of(const std::vector<std::string>& values);

// CLI11 would take -1, and make it the largest number there is.
Check whole_number(std::size_t least = 0,
                   std::size_t most = std::numeric_limits<std::size_t>::max());

// What a program prints where CLI11 does not go on: help, its version, or what is wrong.
Usage usage_of(const CLI::App& app, const CLI::ParseError& stop, std::string_view program);

}  // namespace crib
