#include "indexer/options.h"

#include <algorithm>
#include <charconv>
#include <cstdint>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "indexer/links/anchors.h"
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

std::vector<std::string> anchor_styles() {
    std::vector<std::string> styles = anchor_style_names();
    styles.emplace_back("auto");
    return styles;
}

void add_options(CLI::App& app, IndexOptions& options) {
    app.add_option("-d,--db", options.database,
                   "The database; else $CRIB_DB; else ~/.cache/crib/default")
        ->type_name("PATH")
        ->check(path_of_database);
    app.add_flag("--check", options.check,
                 "Report links that lead nowhere, and write nothing;\nexit 1 if there are any");
    const auto of_check = [&app](CLI::Option* option) { option->needs(app.get_option("--check")); };
    of_check(app.add_flag("--strict", options.strict,
                          "With --check: exit 1 for loose links and other\nfindings, too"));
    of_check(app.add_flag("--orphans", options.orphans,
                          "With --check: also report the sections that no question\nleads to"));
    of_check(app.add_option("--format", options.format,
                            "The format of the report of --check: text, or github for\nannotations")
                 ->type_name("F")
                 ->check(one_of({"text", "github"})));
    app.add_flag("--rebuild", options.rebuild,
                 "Make the database anew; readers use the old one until\nthe new one is complete");
    app.add_flag("--watch", options.watch, "Keep running, and update the database as notes change");
    repeatable(app.add_option("--forget", options.forget, "Remove a tree from the database"))
        ->type_name("DIR");
    app.add_flag("--list", options.list, "Print the trees");
    app.add_option("--name", options.name, "The name of the tree in links; else its folder's name")
        ->type_name("NAME");
    app.add_option("--anchors", options.anchors,
                   "How the tree's site makes anchors: github, docutils,\nmkdocs, pandoc, mdbook, "
                   "vitepress, docusaurus, hugo,\nkramdown; auto, the default, looks for the "
                   "site's\nconfiguration")
        ->type_name("STYLE")
        ->check(one_of(anchor_styles()));
    app.add_option(
           "--url", options.url,
           "The web address of a section, such as\n'https://example.org/{stem}.html#{anchor}':\n"
           "{path}, {stem} (the path without its suffix),\n{name} (its last part), {anchor}")
        ->type_name("TEMPLATE");
    app.add_option("--language", options.language,
                   "The language of the notes: one of Xapian's stemmers,\ndefault en")
        ->type_name("LANG");
    repeatable(app.add_option("--synonyms", options.synonyms,
                              "More synonyms: each line is a group of words with commas\nbetween "
                              "them (repeatable; none removes all files)"))
        ->type_name("FILE");
    repeatable(app.add_option("--exclude", options.exclude, "Leave out what matches (repeatable)"))
        ->type_name("GLOB");
    app.add_flag("--no-ignore", options.no_ignore, "Also index what git ignores");
    app.add_option("--files-from", options.files_from,
                   "Read the paths of notes from F (- is standard input), one\non each line or "
                   "ended by NUL, in place of a walk of\nexactly one DIR")
        ->type_name("F");
    app.add_option("-j,--jobs", options.jobs, "How many cores to use; default all, but at most 8")
        ->type_name("N")
        ->check(whole_number(1, 256));
    app.add_option("--wait", options.wait, "How long to wait for another writer; default 5")
        ->type_name("SECONDS")
        ->check(check_seconds);
    app.add_flag("-q,--quiet", options.quiet, "Print errors only");
    app.add_flag("-v,--verbose", options.verbose, "Say what is done");
    app.add_flag("--json", options.json, "Print the report in JSON");
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
        "Index notes for crib: add the trees that you name, or bring them up to date. With no "
        "DIR,\n"
        "bring all trees of the database up to date.");
    app.allow_extras();
    add_options(app, options);
    add_help(app, "crib-index");
    let_last_count(app);
    try {
        app.parse(words_to_parse(app, {argv + std::min(argc, 1), argv + argc}));
    } catch (const CLI::ParseError& stop) {
        throw usage_of(app, stop, "crib-index");
    }
    if (options.watch && (options.check || options.list)) {
        throw Usage{"--watch: cannot be used with --check or --list", true};
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
