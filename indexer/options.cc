#include "indexer/options.h"

#include <algorithm>
#include <charconv>
#include <cstdint>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "indexer/program/command_line.h"
#include "indexer/program/parallel.h"

namespace crib {
namespace {

constexpr double longest_wait = 1e9;  // in seconds; within the range of the clock

std::string check_seconds(const std::string& text) {
    double seconds = -1;
    const char* end = text.data() + text.size();
    const bool number = std::from_chars(text.data(), end, seconds).ptr == end;
    return number && seconds >= 0 && seconds <= longest_wait
               ? ""
               : fmt::format("{}: not a number of seconds to wait", text);
}

void add_options(CLI::App& app, IndexOptions& options) {
    app.add_option("-d,--db", options.database,
                   "The database; else $CRIB_DB; else ~/.cache/crib/default")
        ->type_name("PATH");
    app.add_flag("--check", options.check,
                 "Write nothing; report links that lead nowhere; exit 1\nif there are any");
    const auto of_check = [&app](CLI::Option* option) { option->needs(app.get_option("--check")); };
    of_check(app.add_flag("--strict", options.strict,
                          "With --check: exit 1 for loose links and other\nfindings, too"));
    of_check(app.add_flag("--orphans", options.orphans,
                          "With --check: also the sections that no question leads to"));
    of_check(app.add_option("--format", options.format,
                            "Of the report of --check: text, or github for annotations")
                 ->type_name("F")
                 ->check(one_of({"text", "github"})));
    app.add_flag("--rebuild", options.rebuild,
                 "Start from nothing; readers have the old database\nuntil the new one is whole");
    app.add_flag("--watch", options.watch,
                 "Stay, and keep the database up to date as notes change");
    repeatable(app.add_option("--forget", options.forget, "Take a tree out"))->type_name("DIR");
    app.add_flag("--list", options.list, "Print the trees");
    app.add_option("--name", options.name, "What links call the tree; else its folder's name")
        ->type_name("NAME");
    app.add_option("--anchors", options.anchors,
                   "How the tree's site makes anchors: github, docutils,\nmkdocs, pandoc, mdbook")
        ->type_name("STYLE")
        ->check(one_of({"github", "docutils", "mkdocs", "pandoc", "mdbook"}));
    app.add_option(
           "--url", options.url,
           "The web address of a section, such as\n'https://example.org/{stem}.html#{anchor}':\n"
           "{path}, {stem} (the path without its suffix),\n{name} (its last part), {anchor}")
        ->type_name("TEMPLATE");
    app.add_option("--language", options.language, "The stemmer (Xapian's), default en")
        ->type_name("LANG");
    repeatable(app.add_option(
                   "--synonyms", options.synonyms,
                   "More synonyms: a group a line, parted by commas\n(repeatable; none for none)"))
        ->type_name("FILE");
    repeatable(app.add_option("--exclude", options.exclude, "Leave out (repeatable)"))
        ->type_name("GLOB");
    app.add_flag("--no-ignore", options.no_ignore, "Take in what git ignores");
    app.add_option("--files-from", options.files_from,
                   "Take the paths from F (- is standard input), a line\neach or ended by NUL, in "
                   "place of the walk of exactly\none DIR")
        ->type_name("F");
    app.add_option("-j,--jobs", options.jobs, "How many cores to use; default all, 8 at most")
        ->type_name("N")
        ->check(whole_number(1, 256));
    app.add_option("--wait", options.wait, "For another writer, default 5")
        ->type_name("SECONDS")
        ->check(check_seconds);
    app.add_flag("-q,--quiet", options.quiet, "Print errors only");
    app.add_flag("-v,--verbose", options.verbose, "Say what is done");
    app.add_flag("--json", options.json, "Report in JSON");
    app.add_option("--color", options.color, "When to use colour: auto, always, never")
        ->type_name("WHEN")
        ->check(one_of({"auto", "always", "never"}));
}

}  // namespace

std::chrono::milliseconds wait_of(const IndexOptions& options) {
    return std::chrono::milliseconds(static_cast<std::int64_t>(options.wait * 1000));
}

std::size_t jobs_of(const IndexOptions& options) {
    return options.jobs == 0 ? default_jobs() : options.jobs;
}

TreeSettings settings_of(const IndexOptions& options) {
    TreeSettings settings;
    if (!options.name.empty()) settings.name = options.name;
    if (options.exclude_given) settings.exclude = options.exclude;
    if (options.no_ignore) settings.ignore = false;
    if (!options.anchors.empty()) settings.anchors = options.anchors;
    settings.url = options.url;
    if (!options.language.empty()) settings.language = options.language;
    if (!options.synonyms.empty()) settings.synonym_files = options.synonyms;
    return settings;
}

IndexOptions parse_index_options(int argc, const char* const* argv) {
    IndexOptions options;
    CLI::App app(
        "Usage: crib-index [OPTIONS] [DIR...]\n\n"
        "Index notes for crib: add the trees named, or bring them up to date; with no DIR, all\n"
        "that the database knows.");
    app.allow_extras();
    add_options(app, options);
    add_help(app, "crib-index");
    let_last_count(app);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& stop) {
        throw usage_of(app, stop, "crib-index");
    }
    if (options.watch && (options.check || options.list)) {
        throw Usage{"--watch: stands alone, or with what an indexing run takes", true};
    }
    // CLI11 gives the folders as the remaining words. An option for a list would split [a,b].
    options.folders = app.remaining();
    const auto dashes = std::ranges::find(options.folders, "--");
    const auto option = std::find_if(options.folders.begin(), dashes, [](const std::string& word) {
        return word.size() > 1 && word.starts_with('-');
    });
    if (option != dashes) {
        throw Usage{fmt::format("{}: no such option; see crib-index --help", *option), true};
    }
    if (dashes != options.folders.end()) options.folders.erase(dashes);
    if (!options.files_from.empty() && options.folders.size() != 1) {
        throw Usage{"--files-from: lists the files of one tree; give exactly one DIR with it",
                    true};
    }
    options.exclude_given = app.count("--exclude") > 0;
    return options;
}

}  // namespace crib
