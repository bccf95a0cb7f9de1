// The program crib-index: reads options, runs, returns the exit code.

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <optional>
#include <string>
#include <string_view>

#include <fmt/format.h>
#include <xapian.h>

#include "indexer/check.h"
#include "indexer/files/text_file.h"
#include "indexer/index/database_folder.h"
#include "indexer/options.h"
#include "indexer/program/color.h"
#include "indexer/program/program.h"
#include "indexer/program/surroundings.h"
#include "indexer/run.h"
#include "indexer/text/error.h"
#include "indexer/text/screen.h"
#include "indexer/walk/file_list.h"
#include "indexer/watch.h"

// Setting for jemalloc, if it is linked. Free memory goes back to the system after half a second
// instead of ten, so that several threads need less memory at their peak.
extern "C" {
extern const char* const malloc_conf;
const char* const malloc_conf = "dirty_decay_ms:500,muzzy_decay_ms:0";
}

namespace {

using namespace std::chrono_literals;
using crib::exit_error;

constexpr int exit_done = 0;
constexpr int exit_broken_links = 1;

constexpr std::string_view no_list =
    "crib-index: --files-from: no program writes to the pipe; start the one that should, or give a "
    "longer --wait\n";

const crib::Program program = {
    "crib-index",
    [](const std::string& reason) {
        return fmt::format("the database could not be written{}{}; it is as it was before",
                           reason.empty() ? "" : ": ", reason);
    },
    "crib-index: crashed; the database is as it was before. If this happens again, "
    "crib-index --rebuild DIR makes it anew\n"};

void complain(const std::string& message) { crib::complain(program.name, message); }

std::string user_excludes() {
    const auto config = crib::environment("XDG_CONFIG_HOME");
    return config ? *config + "/git/ignore"
                  : crib::environment("HOME").value_or("") + "/.config/git/ignore";
}

crib::DatabaseFolder database_folder(const crib::IndexOptions& options) {
    return crib::DatabaseFolder(crib::database_path(options.database, crib::environment("CRIB_DB"),
                                                    crib::environment("XDG_CACHE_HOME"),
                                                    crib::environment("HOME")));
}

crib::Descriptor open_list(const crib::IndexOptions& options) {
    // The least limit is 1 ms, because 0 would mean no limit.
    const std::chrono::milliseconds wait = std::max(crib::wait_of(options), 1ms);
    const crib::TimeLimit limit({wait, wait}, no_list);
    return crib::open_list(options.files_from);
}

// The list that --files-from names; `-` is standard input.
std::optional<std::string> list_of_paths(const crib::IndexOptions& options) {
    if (options.files_from.empty()) return std::nullopt;
    try {
        if (options.files_from == "-") return crib::read_bytes(STDIN_FILENO, "standard input");
        return crib::read_bytes(open_list(options).number(), options.files_from);
    } catch (const crib::Error& error) {
        throw crib::Error(fmt::format("--files-from: {}", error.what()));
    }
}

int exit_code(crib::Outcome outcome) {
    switch (outcome) {
        case crib::Outcome::done:
            return exit_done;
        case crib::Outcome::broken_links:
            return exit_broken_links;
        case crib::Outcome::incomplete:
            break;
    }
    return exit_error;
}

int run(int argc, char** argv) {
    const crib::IndexOptions options = crib::parse_index_options(argc, argv);
    const bool terminal = isatty(STDERR_FILENO) == 1;
    const crib::Surroundings around{
        user_excludes(),
        list_of_paths(options),
        terminal,
        std::cout,
        std::cerr,
        complain,
        crib::wants_color(options.color, isatty(STDOUT_FILENO) == 1, crib::environment),
        crib::wants_color(options.color, terminal, crib::environment),
        crib::environment("HOME").value_or("")};
    if (options.check) return exit_code(crib::check(options, around));
    const crib::DatabaseFolder folder = database_folder(options);
    if (options.list) {
        crib::list_trees(folder, around);
        return exit_done;
    }
    if (options.watch) return exit_code(crib::watch(options, folder, around));
    return exit_code(crib::Run(options, folder, around).index());
}

}  // namespace

int main(int argc, char** argv) {
    return crib::run_program(program, [&] { return run(argc, argv); });
}
