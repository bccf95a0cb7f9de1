// The program crib: reads options, searches, prints, returns the exit code.

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <xapian.h>

#include "indexer/index/database_folder.h"
#include "indexer/program/color.h"
#include "indexer/program/program.h"
#include "indexer/program/shared.h"
#include "indexer/program/supervise.h"
#include "indexer/text/error.h"
#include "indexer/text/screen.h"
#include "query/database/database.h"
#include "query/editor.h"
#include "query/listing.h"
#include "query/options.h"
#include "query/printing/answer.h"
#include "query/printing/hyperlink.h"
#include "query/printing/print.h"
#include "query/ranking/snippet.h"
#include "query/search.h"
#include "query/shared_lines.h"
#include "query/show/render.h"
#include "query/show/show.h"

namespace {

using namespace std::chrono_literals;
using crib::Error;
using crib::exit_error;

constexpr int exit_found = 0;
constexpr int exit_nothing = 1;

// Limits on the processor time of a query. A person waits at most this long. A list or all answers
// may be long, and a server far away. A busy machine needs several times as long by the clock, so
// that limit is higher.
constexpr auto longest_wait = 60s;
constexpr crib::TimeLimit::Longest longest_query{2s, longest_wait};
constexpr crib::TimeLimit::Longest longest_work{10s, longest_wait};
constexpr std::string_view too_long =
    "crib: gave up, because the query takes too long; ask for fewer words. If this happens again, "
    "crib-index --rebuild DIR makes the database anew\n";

std::string unreadable(const std::string& reason) {
    return fmt::format("the database could not be read{}{}; crib-index --rebuild DIR makes it anew",
                       reason.empty() ? "" : ": ", reason);
}

const crib::Program program = {
    "crib", unreadable,
    "crib: crashed; if the database is damaged, crib-index --rebuild DIR makes it anew\n"};

void complain(const std::string& message) { crib::complain(program.name, message); }

std::string working_folder() {
    std::error_code error;
    return std::filesystem::current_path(error).string();
}

bool is_terminal() { return isatty(STDOUT_FILENO) == 1; }

bool wants_color(const std::string& when) {
    return crib::wants_color(when, is_terminal(), crib::environment);
}

crib::Terminal terminal(const crib::QueryOptions& options) {
    crib::Terminal terminal;
    winsize size{};
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
        terminal.width = size.ws_col;
    } else if (const int width = std::atoi(crib::environment("COLUMNS").value_or("").c_str());
               width > 0) {
        terminal.width = width;
    }
    terminal.color = wants_color(options.color);
    return terminal;
}

// Without an option, hyperlinks go only to a terminal that is likely to support them.
crib::Hyperlinks hyperlinks(const crib::QueryOptions& options) {
    const std::string term = crib::environment("TERM").value_or("dumb");
    const bool likely = is_terminal() && term != "dumb" && term != "linux";
    const std::string format = options.hyperlink_format.value_or(likely ? "default" : "none");
    if (!wants_color(options.color)) return {};
    std::array<char, 256> name{};
    gethostname(name.data(), name.size() - 1);
    return {format,
            {name.data(), crib::environment("WSL_DISTRO_NAME").value_or(""), working_folder()}};
}

crib::Defaults defaults() {
    crib::Defaults defaults;
    defaults.database = crib::environment("CRIB_DB");
    defaults.home = crib::environment("HOME");
    if (const auto folder = crib::environment("XDG_CONFIG_HOME")) {
        defaults.config = *folder + "/crib/config.toml";
    } else if (defaults.home) {
        defaults.config = *defaults.home + "/.config/crib/config.toml";
    }
    return defaults;
}

crib::Database open_database(const crib::QueryOptions& options) {
    std::vector<std::string> paths = options.databases;
    if (paths.empty()) {
        paths = {crib::database_path("", crib::environment("CRIB_DB"),
                                     crib::environment("XDG_CACHE_HOME"),
                                     crib::environment("HOME"))};
    }
    const crib::TimeLimit limit(longest_work, too_long);
    using Missing = crib::Database::Missing;
    return crib::Database(paths, options.roots,
                          options.partial ? Missing::is_left_out : Missing::fails);
}

// Reports servers that were left out, on standard error.
void report_missing(crib::Database& database) {
    for (const std::string& failure : database.take_left_out()) {
        complain(failure + "; answered without it");
    }
}

// The advice for a database whose words were made by other rules: how to make it again.
std::string cure(const crib::Database::OtherRules& found, bool is_named) {
    if (found.is_server) {
        return "crib-index on the server makes it anew; it needs the same libraries as crib here";
    }
    if (is_named) return fmt::format("crib-index --db {} makes it anew", found.name);
    return "crib-index makes it anew";
}

// Reports databases whose words were made by other rules.
void report_rules(crib::Database& database, const crib::QueryOptions& options) {
    for (const auto& found : database.take_other_rules()) {
        // crib-index has the same default, so the command needs no name.
        const bool is_named = !options.databases.empty();
        complain(fmt::format("the words of {} were made by other rules ({}); {}", found.name,
                             found.changed, cure(found, is_named)));
    }
}

// Tells what was made of words that begin with a dash.
void explain_dashes(const crib::Query& query, const crib::QueryOptions& options) {
    for (const auto& [word, reason] : options.searched) {
        complain(fmt::format("searched for \"{}\"; {}", word, reason));
    }
    for (const auto& [word, left_out] : query.dash_words) {
        if (std::ranges::find(options.searched, word, &crib::SearchedOption::word) !=
            options.searched.end()) {
            continue;
        }
        const std::string bare = word.substr(1);
        complain(
            left_out
                ? fmt::format(R"(left out answers with "{}"; the notes have no "{}")", bare, word)
                : fmt::format(
                      R"(searched for "{}" as written; NOT {} leaves out answers with "{}")", word,
                      bare, bare));
    }
}

// Tells on standard error how the query was understood.
void explain_reading(const crib::Found& found, const crib::QueryOptions& options) {
    explain_dashes(found.query, options);
    if (found.query.truncated) complain("the query is too long; only its beginning was read");
    for (const auto& [typed, searched] : found.query.corrections) {
        complain(fmt::format("searched for \"{}\" too", searched));
    }
    // Only for a person: a program finds this in the output.
    if (found.changed_notes > 0 && isatty(STDERR_FILENO) == 1) {
        complain(fmt::format(
            "{} indexed; crib-index brings the database up to date",
            found.changed_notes == 1
                ? "a note here has changed since it was"
                : fmt::format("{} notes here have changed since they were", found.changed_notes)));
    }
    if (!found.answers.empty()) return;
    complain(found.elsewhere.empty() ? "nothing found" : "nothing found; where to look next:");
    for (const crib::AnswerLink& link : found.elsewhere) {
        if (!link.path.empty()) {
            std::cerr << fmt::format("  {}:{}  {}\n", crib::exact_line(link.path), link.line,
                                     crib::one_line(link.title));
        }
    }
}

// How far a batch is.
struct Progress {
    int status = exit_nothing;
    bool is_answering = false;

    void end_answer(int answered, bool null) {
        is_answering = false;
        status = std::max(answered, status) == exit_error ? exit_error : std::min(answered, status);
        std::cout << (null ? '\0' : '\n') << std::flush;
    }
};

// Searches and prints the result.
class Session {
  public:
    Session(crib::Database& database, const crib::QueryOptions& options)
        : database_(database), options_(options), folder_(working_folder()) {
        print_.format =
            options.format.value_or(is_terminal() ? crib::Format::text : crib::Format::grep);
        print_.layout = options.layout;
        print_.null = options.null;
        print_.terminal = terminal(options);
        print_.hyperlinks = hyperlinks(options);
    }

    crib::Found search(const std::string& query) {
        const auto snippets =
            crib::shows_snippets(print_) ? crib::Snippets::wanted : crib::Snippets::left_out;
        const bool is_short =
            crib::is_query(query) && options_.limit != 0 && !database_.has_servers();
        const crib::TimeLimit limit(is_short ? longest_query : longest_work, too_long);
        return crib::search(database_, tokenizer_, options_, query, folder_, snippets);
    }

    int ask(const std::string& query) {
        const crib::Found found = search(query);
        std::cout << crib::print(found.answers, print_, [&](std::string_view text) {
            return crib::matches(text, found.query, tokenizer_);
        });
        std::cout.flush();
        report_missing(database_);
        report_rules(database_, options_);
        explain_reading(found, options_);
        std::cerr << found.explanation;
        return found.answers.empty() ? exit_nothing : exit_found;
    }

    // Answers each line, even if another line failed.
    int ask_each(crib::SharedLines& lines, Progress& progress) {
        for (std::string query; std::cout && lines.next(query);) {
            progress.is_answering = true;
            const int answered = crib::attempt(program, [&] {
                database_.refresh();
                return ask(query);
            });
            progress.end_answer(answered, options_.null);
        }
        return progress.status;
    }

  private:
    crib::Database& database_;
    const crib::QueryOptions& options_;
    std::string folder_;
    crib::Tokenizer tokenizer_;
    crib::PrintOptions print_;
};

// Answers each line of standard input. A query that takes too long ends the process that answers.
// Another one goes on with the next line. Each opens the database itself, because two processes
// can't share a connection to a server.
int answer_batch(const crib::QueryOptions& options) {
    crib::SharedLines lines(STDIN_FILENO);
    crib::Shared<Progress> progress;
    const auto answer = [&] {
        crib::Database database = open_database(options);
        return Session(database, options).ask_each(lines, *progress);
    };
    const auto goes_on = [&] {
        // If it was opening the database that took too long, it would again.
        if (!progress->is_answering) return false;
        progress->end_answer(exit_error, options.null);
        return std::cout.good();
    };
    return crib::supervise(answer, goes_on);
}

// Replaces this process by the editor.
[[noreturn]] void open_in_editor(const crib::Spot& spot) {
    const std::string editor =
        crib::environment("VISUAL").value_or(crib::environment("EDITOR").value_or(""));
    std::vector<std::string> command =
        crib::editor_command(editor, spot.path, spot.line, spot.column);
    if (access(spot.path.c_str(), F_OK) != 0) {
        throw Error(fmt::format("{}: {}; run crib-index, or give --root DIR", spot.path,
                                crib::system_reason()));
    }
    std::vector<char*> arguments(command.size() + 1, nullptr);
    std::ranges::transform(command, arguments.begin(),
                           [](std::string& word) { return word.data(); });
    execvp(arguments.front(), arguments.data());
    throw Error(
        fmt::format("the editor {} cannot be run: {}", command.front(), crib::system_reason()));
}

int open_best(crib::Database& database, crib::QueryOptions options) {
    options.limit = 1;
    const crib::Found found = Session(database, options).search(options.query);
    report_missing(database);
    report_rules(database, options);
    explain_reading(found, options);
    if (found.answers.empty()) return exit_nothing;
    open_in_editor(crib::best_spot(found.answers.front()));
}

int print_groups(crib::Database& database, const crib::QueryOptions& options) {
    const auto groups = database.retry([&] {
        const crib::TimeLimit limit(longest_work, too_long);
        return crib::list_groups(database);
    });
    report_missing(database);
    for (const crib::Group& group : groups) {
        std::cout << fmt::format("{}\t{}{}", group.questions,
                                 options.null ? group.name : crib::one_line(group.name),
                                 options.null ? '\0' : '\n');
    }
    return groups.empty() ? exit_nothing : exit_found;
}

int show(crib::Database& database, const crib::QueryOptions& options) {
    const crib::ShownSection section = database.retry([&] {
        const crib::TimeLimit limit(longest_work, too_long);
        return crib::find_section(database, options.show, working_folder());
    });
    report_missing(database);
    if (options.open) open_in_editor({section.path, section.named_line});
    const std::string text = crib::read_section(section);
    // A pipe gets the note's own bytes. A terminal gets no control characters.
    if (!is_terminal() && options.color != "always") {
        std::cout << text;
    } else if (const crib::Terminal here = terminal(options); here.color) {
        std::cout << crib::render(text, crib::format_of(section.path), here.width);
    } else {
        std::cout << crib::many_lines(text);
    }
    return exit_found;
}

int run(int argc, char** argv) {
    const crib::QueryOptions options = crib::parse_query_options(argc, argv, defaults());
    if (options.batch) return answer_batch(options);
    crib::Database database = open_database(options);
    if (!options.show.empty()) return show(database, options);
    if (options.groups) return print_groups(database, options);
    if (options.open) return open_best(database, options);
    return Session(database, options).ask(options.query);
}

}  // namespace

int main(int argc, char** argv) {
    return crib::run_program(program, [&] { return run(argc, argv); });
}
