#include "query/options.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <memory>
#include <sstream>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <CLI/CLI.hpp>

#include "indexer/index/kind.h"
#include "indexer/program/command_line.h"
#include "indexer/text/error.h"
#include "query/config.h"
#include "query/language/query_field.h"
#include "query/printing/hyperlink.h"

namespace crib {
namespace {

std::optional<Format> format_named(std::string_view name) {
    const auto known = named_formats();
    const auto found = std::ranges::find(known, name, &NamedFormat::name);
    if (found == known.end()) return std::nullopt;
    return found->format;
}

std::string format_names() {
    std::string names;
    for (const NamedFormat& format : named_formats()) {
        if (!names.empty()) names += ", ";
        names += format.name;
    }
    return names;
}

// Calls `read` and returns the message of the Error that it throws, as CLI11 wants it from a check.
template <typename Read>
std::string complaint(Read read) {
    try {
        read();
        return "";
    } catch (const Error& error) {
        return error.what();
    }
}

bool is_template(const std::string& format) { return format.find('{') != std::string::npos; }

std::string check_format(const std::string& format) {
    if (is_template(format)) return complaint([&] { const Template layout(format); });
    if (format_named(format)) return "";
    return fmt::format("{}: not one of {}, nor a template such as '{{path}}:{{line}} {{title}}'",
                       format, format_names());
}

std::string check_hyperlink_format(const std::string& format) {
    return complaint([&] { const Hyperlinks hyperlinks(format, {}); });
}

// Options for what to search, and which answers to give.
void add_search_options(CLI::App& app, QueryOptions& options) {
    repeatable(app.add_option("-d,--db", options.databases,
                              "The database; else $CRIB_DB; else ~/.cache/crib/default;\n"
                              "give it again to search several as one;\n"
                              "tcp://HOST:PORT is a server run with xapian-tcpsrv"))
        ->type_name("PATH")
        ->check(path_of_database);
    app.add_option("-n,--limit", options.limit,
                   "At most N answers, 0 for all; default 10, or all without\na query")
        ->type_name("N")
        ->check(whole_number());
    std::vector<std::string> kinds = {"all"};
    kinds.insert(kinds.end(), kind_names.begin(), kind_names.end());
    app.add_option("-k,--kind", options.kind,
                   fmt::format("all (the default), {}", fmt::join(kind_names, ", ")))
        ->type_name("WHAT")
        ->check(one_of(kinds));
    app.add_option("-g,--group", options.group, "Only this group")->type_name("NAME");
    app.add_flag("--groups", options.groups,
                 "List the groups: count TAB group, in the order of the map")
        ->configurable(false);
}

// Options for how to print answers, and how to read the query.
void add_reading_options(CLI::App& app, QueryOptions& options, std::string& format) {
    app.add_option(
           "-f,--format", format,
           fmt::format("{}, or a template such as\n'{{path}}:{{line}} {{title}}'", format_names()))
        ->type_name("F")
        ->check(check_format);
    app.add_flag("-0,--null", options.null, "End each record with NUL");
    app.add_flag("--prefix", options.prefix, "The last word may be unfinished (live search)");
    app.add_flag("--no-spelling", options.no_spelling, "Do not correct unknown words");
}

// Options for actions in place of a search, or with its answers.
void add_actions(CLI::App& app, QueryOptions& options) {
    app.add_option("--shuffle", options.seed, "Without a query: list the questions in random order")
        ->type_name("[=SEED]")
        ->check(whole_number())
        ->expected(0, 1)
        ->configurable(false);
    app.add_option("--show", options.show,
                   "Print one section; LINK is path#anchor or path:line, as\nany format prints it")
        ->type_name("LINK")
        ->configurable(false);
    app.add_option("--links-to", options.links_to, "Only the questions that lead to LINK")
        ->type_name("LINK")
        ->configurable(false);
    app.add_flag("-o,--open", options.open,
                 "Open the best answer in $VISUAL or $EDITOR, at its line;\n"
                 "with --show that section")
        ->configurable(false);
    app.add_flag("--batch", options.batch,
                 "Read queries from standard input, one on each line; print\n"
                 "the answers to each, then an empty line")
        ->configurable(false);
    repeatable(app.add_option("--root", options.roots,
                              "Where the notes are now, if not where they were indexed;\n"
                              "for one of several trees NAME=DIR"))
        ->type_name("DIR");
    app.add_flag("--explain", options.explain,
                 "Print how the query was read, and the parts of each score");
    app.add_flag("--partial", options.partial, "Answer even if a server is down, and say so");
}

// The fields of a query for --help, each by an example.
std::string field_help() {
    std::string help = "\nFields of a query:\n";
    for (const QueryFieldRow& field : query_fields) {
        help += fmt::format("  {:26}{}\n", field.example, field.help);
    }
    return help;
}

void add_options(CLI::App& app, QueryOptions& options, std::string& format) {
    add_search_options(app, options);
    add_reading_options(app, options, format);
    add_actions(app, options);
    app.add_option("--color", options.color, "When to use colour: auto, always, never")
        ->type_name("WHEN")
        ->check(one_of({"auto", "always", "never"}));
    app.add_option("--hyperlink-format", options.hyperlink_format,
                   "Links for the terminal to open: default, none, vscode, ...,\n"
                   "or an address such as 'file://{host}{path}'; see ripgrep")
        ->type_name("F")
        ->check(check_hyperlink_format);
}

// Replaces a leading ~/ by the home folder. No shell does that in a configuration file.
void expand_home(std::string& path, const std::optional<std::string>& home) {
    const std::size_t at = path.starts_with("~/") ? 0 : path.find("=~/") + 1;
    if (home && path.compare(at, 2, "~/") == 0) path.replace(at, 1, *home);
}

// Throws Error if a file sets an option that only a command line may, or one that crib does not
// know.
void check_config(const CLI::App& app, const std::vector<CLI::ConfigItem>& items) {
    for (const CLI::ConfigItem& item : items) {
        if (!item.parents.empty()) {
            throw Error(fmt::format("[{}]: sections are not allowed here; remove this line",
                                    item.parents.front()));
        }
        const CLI::Option* option = app.get_option_no_throw("--" + item.name);
        if (option == nullptr) throw Error(fmt::format("{}: no such option", item.name));
        if (!option->get_configurable()) {
            throw Error(fmt::format("{}: allowed only on the command line", item.name));
        }
    }
}

// Reads the options in the configuration file. `format` stays as written.
void read_config_options(QueryOptions& options, std::string& format, const Defaults& defaults) {
    const auto text = read_config(defaults.config);
    if (text) {
        CLI::App app;
        add_options(app, options, format);
        app.get_help_ptr()->configurable(false);
        const auto reader = app.get_config_formatter_base();
        reader->comment('\0');
        std::istringstream stream(*text);
        check_config(app, reader->from_config(stream));
        stream.clear();
        stream.seekg(0);
        app.parse_from_stream(stream);
    }
    for (std::string& path : options.databases) expand_home(path, defaults.home);
    for (std::string& root : options.roots) expand_home(root, defaults.home);
    if (defaults.database) options.databases.clear();
}

// Whether a word is an option, such as -n or --limit. The words ->, --> and - belong to a query.
bool is_option(std::string_view word) {
    const std::size_t name = word.starts_with("--") ? 2 : 1;
    return word.starts_with('-') && word.size() > name &&
           std::isalnum(static_cast<unsigned char>(word[name])) != 0;
}

// The command line: options with their values, and the query, which is all other words.
struct SplitArguments {
    std::vector<std::string> options;
    std::string query;
    std::vector<SearchedOption> searched;
};

bool takes_value(const CLI::App& app, const std::string& word) {
    if (word.starts_with("--")) {
        const CLI::Option* option = app.get_option_no_throw(word);
        return option != nullptr && option->get_items_expected_min() > 0 &&
               word.find('=') == std::string::npos;
    }
    // True for -n before 5, but not for -n5 or -0.
    for (std::size_t at = 1; at < word.size(); ++at) {
        const CLI::Option* option = app.get_option_no_throw(std::string("-") + word[at]);
        if (option != nullptr && option->get_items_expected_min() > 0) {
            return at + 1 == word.size();
        }
    }
    return false;
}

// Reads words behind the first word of a query, where an option counts only if it is whole.
class LateOptions {
  public:
    LateOptions() {
        add_options(app_, options_, format_);
        add_help(app_, "crib");
        let_last_count(app_);
    }

    // Why these words are no option of crib's with its value. Nothing if they are.
    std::optional<std::string> complaint_about(std::vector<std::string> words) {
        const std::string& word = words.front();
        if (!is_one_option(word)) return "crib has no such option";
        if (words.size() == 1 && takes_value(app_, word)) return "the option needs a value";
        try {
            app_.parse(words_to_parse(app_, std::move(words)));
        } catch (const CLI::Success&) {
            return std::nullopt;  // --help or --version
        } catch (const CLI::ParseError& error) {
            return fmt::format("it is no option here ({})", error.what());
        }
        return std::nullopt;
    }

  private:
    // Whether a word begins with the name of one option: -n, -n5, --limit, --limit=5. Several
    // letters behind one dash are a word of the query, and so are a letter and a free text (-gcc).
    bool is_one_option(const std::string& word) const {
        const std::string name =
            word.starts_with("--") ? word.substr(0, word.find('=')) : word.substr(0, 2);
        const CLI::Option* option = app_.get_option_no_throw(name);
        if (option == nullptr || name.size() == word.size() || name.size() > 2) {
            return option != nullptr;
        }
        const std::string value = option->get_type_name();
        return option->get_items_expected_min() > 0 && value != "PATH" && value != "NAME";
    }

    CLI::App app_;
    QueryOptions options_;
    std::string format_;
};

SplitArguments split(const CLI::App& app, int argc, const char* const* argv) {
    SplitArguments result;
    std::optional<LateOptions> late;  // made when first needed, because most queries need none
    bool begun = false;               // whether a word of the query stands before
    int at = 1;
    const auto add_word = [&](const std::string& word) {
        if (begun) result.query += ' ';
        result.query += word;
        begun = true;
    };
    for (; at < argc && std::string_view(argv[at]) != "--"; ++at) {
        const std::string word = argv[at];
        if (!is_option(word)) {
            add_word(word);
            continue;
        }
        std::vector<std::string> words = {word};
        const bool has_next = at + 1 < argc && (!begun || std::string_view(argv[at + 1]) != "--");
        if (has_next && takes_value(app, word)) words.emplace_back(argv[at + 1]);
        if (begun && !late) late.emplace();
        if (const auto complaint = begun ? late->complaint_about(words) : std::nullopt) {
            add_word(word);
            const bool is_known = app.get_option_no_throw(word) != nullptr;
            if (is_known || word.starts_with("--")) result.searched.push_back({word, *complaint});
            continue;
        }
        at += static_cast<int>(words.size()) - 1;
        result.options.insert(result.options.end(), words.begin(), words.end());
    }
    for (++at; at < argc; ++at) add_word(argv[at]);
    return result;
}

// Rejects options that exclude each other.
void check_together(const QueryOptions& options) {
    std::string alone;
    const bool show = !options.show.empty();
    for (const auto& [given, name] :
         {std::pair(show, "--show"), std::pair(options.groups, "--groups"),
          std::pair(options.open && !show, "--open"), std::pair(options.batch, "--batch")}) {
        if (!given) continue;
        if (!alone.empty()) {
            throw Usage{fmt::format("{} and {}: use only one of them", alone, name), true};
        }
        alone = name;
    }
    if (options.batch && (is_query(options.query) || options.shuffle)) {
        throw Usage{
            "--batch: reads its queries from standard input; leave out the query and --shuffle",
            true};
    }
    if (options.shuffle && is_query(options.query)) {
        throw Usage{
            "--shuffle: shuffles the list of questions, so leave out the query (write a seed as "
            "--shuffle=SEED)",
            true};
    }
}

}  // namespace

bool is_query(std::string_view query) {
    return query.find_first_not_of(" \t\r\n") != std::string_view::npos;
}

QueryOptions parse_query_options(int argc, const char* const* argv, const Defaults& defaults) {
    QueryOptions options;
    std::string format;
    try {
        read_config_options(options, format, defaults);
    } catch (const CLI::ParseError& error) {
        throw Usage{fmt::format("{}: {}", defaults.config, error.what()), true};
    } catch (const Error& error) {
        throw Usage{fmt::format("{}: {}", defaults.config, error.what()), true};
    }
    CLI::App app(
        "Usage: crib [OPTIONS] [QUERY...]\n\n"
        "Rank the questions and sections that match a query. Without a query, list the questions "
        "in\n"
        "the order of the map.");
    add_options(app, options, format);
    app.footer(field_help());
    add_help(app, "crib");
    let_last_count(app);
    SplitArguments arguments = split(app, argc, argv);
    try {
        app.parse(words_to_parse(app, std::move(arguments.options)));
    } catch (const CLI::ExtrasError&) {
        throw Usage{fmt::format("{}: no such option; to search for it: crib -- {}",
                                app.remaining().empty() ? "" : app.remaining().front(),
                                app.remaining().empty() ? "" : app.remaining().front()),
                    true};
    } catch (const CLI::ParseError& stop) {
        throw usage_of(app, stop, "crib");
    }
    options.query = std::move(arguments.query);
    options.searched = std::move(arguments.searched);
    options.shuffle = app.count("--shuffle") > 0;
    if (is_template(format)) {
        options.format = Format::custom;
        options.layout = Template(format);
    } else if (!format.empty()) {
        options.format = format_named(format);
    }
    check_together(options);
    return options;
}

}  // namespace crib
