#include "query/options.h"

#include <map>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

namespace crib {
namespace {

const std::map<std::string, Format> formats = {{"text", Format::text}, {"grep", Format::grep},
                                               {"tsv", Format::tsv},   {"json", Format::json},
                                               {"link", Format::link}, {"url", Format::url}};

void add_options(CLI::App& app, QueryOptions& options, std::string& format) {
    app.add_option("-d,--db", options.databases,
                   "The database; else $CRIB_DB; else ~/.cache/crib/default; repeat it to search "
                   "several as one")
        ->type_name("PATH")
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    app.add_option("-n,--limit", options.limit,
                   "10 answers, or all when there is no query; 0 is all")
        ->type_name("N");
    app.add_option("-k,--kind", options.kind, "Only these: all, question, section")
        ->type_name("WHAT")
        ->check(CLI::IsMember({"all", "question", "section"}));
    app.add_option("-g,--group", options.group, "Only this group")->type_name("NAME");
    app.add_flag("--groups", options.groups, "List the groups: count, TAB, group");
    app.add_option("-f,--format", format, "text, grep, tsv, json, link, url")
        ->type_name("F")
        ->check([](const std::string& name) {
            return formats.contains(name) ? std::string()
                                          : fmt::format(
                                                "{}: not one of text, grep, tsv, json, "
                                                "link, url",
                                                name);
        });
    app.add_flag("-0,--null", options.null, "End each record with NUL");
    app.add_flag("--prefix", options.prefix, "The last word may be unfinished (live search)");
    app.add_flag("--no-spelling", options.no_spelling, "Do not correct unknown words");
    app.add_option("--show", options.show, "Print one section: path#anchor or path:line")
        ->type_name("LINK");
    app.add_option("--color", options.color, "When to use colour: auto, always, never")
        ->type_name("WHEN")
        ->check(CLI::IsMember({"auto", "always", "never"}));
}

// Options come first: what begins with a dash, and the values they take. Behind them is query.
struct SplitArguments {
    std::vector<std::string> options;  // reversed, as CLI11 takes them
    std::string query;
};

bool takes_value(const CLI::App& app, const std::string& word) {
    if (word.starts_with("--")) {
        const CLI::Option* option = app.get_option_no_throw(word);
        return option != nullptr && option->get_items_expected_min() > 0 &&
               word.find('=') == std::string::npos;
    }
    // -n 5, but neither -n5 nor -0
    for (std::size_t at = 1; at < word.size(); ++at) {
        const CLI::Option* option = app.get_option_no_throw(std::string("-") + word[at]);
        if (option != nullptr && option->get_items_expected_min() > 0) {
            return at + 1 == word.size();
        }
    }
    return false;
}

SplitArguments split(const CLI::App& app, int argc, const char* const* argv) {
    SplitArguments result;
    int at = 1;
    while (at < argc) {
        const std::string word = argv[at];
        if (word == "--") {
            ++at;
            break;
        }
        if (word.size() < 2 || word[0] != '-') break;
        result.options.insert(result.options.begin(), word);
        ++at;
        if (at < argc && takes_value(app, word)) {
            result.options.insert(result.options.begin(), argv[at++]);
        }
    }
    for (; at < argc; ++at) {
        if (!result.query.empty()) result.query += ' ';
        result.query += argv[at];
    }
    return result;
}

}  // namespace

QueryOptions parse_query_options(int argc, const char* const* argv) {
    QueryOptions options;
    std::string format;
    CLI::App app(
        "Usage: crib [OPTIONS] [QUERY...]\n\n"
        "Rank the questions and sections that match a query; with no query, list the questions in "
        "the order of the map.");
    app.set_version_flag("-V,--version", std::string("crib ") + CRIB_VERSION);
    add_options(app, options, format);
    SplitArguments arguments = split(app, argc, argv);
    try {
        app.parse(arguments.options);
    } catch (const CLI::CallForHelp&) {
        throw Usage{app.help(), false};
    } catch (const CLI::CallForVersion& version) {
        throw Usage{std::string(version.what()) + "\n", false};
    } catch (const CLI::ExtrasError&) {
        throw Usage{fmt::format("{}: no such option; to search for it: crib -- {}",
                                app.remaining().empty() ? "" : app.remaining().front(),
                                app.remaining().empty() ? "" : app.remaining().front()),
                    true};
    } catch (const CLI::ParseError& error) {
        throw Usage{fmt::format("{}; see crib --help", error.what()), true};
    }
    options.query = std::move(arguments.query);
    if (!format.empty()) options.format = formats.at(format);
    return options;
}

}  // namespace crib
