#pragma once

#include <cstddef>
#include <functional>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include <CLI/CLI.hpp>

#include "indexer/program/program.h"

// How both programs use CLI11: help in the style of manuals, the last value of a repeated option
// counts, and errors name the cure.
namespace crib {

// Adds the options --version and --help. The description of `app` holds the usage line.
void add_help(CLI::App& app, std::string_view program);

// Makes every value of the option count, not only the last. Without this, CLI11 would also take the
// words after the value.
CLI::Option* repeatable(CLI::Option* option);

// Makes the last value of a repeated option count. To be called when `app` has all its options.
void let_last_count(CLI::App& app);

// Returns what is wrong with a value, or an empty string.
using Check = std::function<std::string(const std::string& value)>;

Check one_of(const std::vector<std::string>& values);

// Checks the value of --db. An empty one would mean the default database, and more often comes from
// a variable that a script forgot to set.
std::string path_of_database(const std::string& value);

// The words of a command line as CLI11 parses them: the last one first. It would read `--url=
// notes` as `--url notes`, so each such word before a `--` becomes `--url` and an empty word.
std::vector<std::string> words_to_parse(const CLI::App& app, std::vector<std::string> words);

// Checks a whole number. Needed because CLI11 accepts -1 and turns it into the largest number.
Check whole_number(std::size_t least = 0,
                   std::size_t most = std::numeric_limits<std::size_t>::max());

// What a program prints when CLI11 stops: help, the version, or an error.
Usage usage_of(const CLI::App& app, const CLI::ParseError& stop, std::string_view program);

}  // namespace crib
