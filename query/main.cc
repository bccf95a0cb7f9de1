// crib: options, search, print, the exit code.

#include <sys/ioctl.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <xapian.h>

#include "indexer/error.h"
#include "indexer/folder.h"
#include "indexer/screen.h"
#include "query/answer.h"
#include "query/database.h"
#include "query/listing.h"
#include "query/options.h"
#include "query/parse.h"
#include "query/print.h"
#include "query/rank.h"
#include "query/show.h"
#include "query/snippet.h"

namespace {

using crib::Error;

constexpr int exit_found = 0;
constexpr int exit_nothing = 1;
constexpr int exit_error = 2;
constexpr std::size_t default_limit = 10;

// Standard error, as people read it: one line a message, safe for their terminal.
void complain(const std::string& message) {
    std::cerr << fmt::format("crib: {}\n", crib::one_line(message));
}

std::optional<std::string> environment(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr || *value == '\0' ? std::nullopt : std::optional<std::string>(value);
}

std::vector<std::string> database_paths(const crib::QueryOptions& options) {
    if (!options.databases.empty()) return options.databases;
    return {crib::database_path("", environment("CRIB_DB"), environment("XDG_CACHE_HOME"),
                                environment("HOME"))};
}

std::string working_folder() {
    std::error_code error;
    return std::filesystem::current_path(error).string();
}

// https://no-color.org and https://bixense.com/clicolors
bool wants_color(const std::string& when) {
    if (when != "auto") return when == "always";
    if (environment("NO_COLOR")) return false;
    if (environment("CLICOLOR_FORCE").value_or("0") != "0") return true;
    if (environment("CLICOLOR") == "0" || environment("TERM") == "dumb") return false;
    return isatty(STDOUT_FILENO) == 1;
}

crib::Terminal terminal(const crib::QueryOptions& options) {
    crib::Terminal terminal;
    winsize size{};
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
        terminal.width = size.ws_col;
    }
    terminal.color = wants_color(options.color);
    return terminal;
}

// One question to the database, and all that is to be printed of the answer.
class Search {
  public:
    Search(crib::Database& database, const crib::QueryOptions& options)
        : database_(database),
          options_(options),
          paths_(working_folder(), database.has_several_trees()) {}

    int run() {
        database_.retry([&] { fetch(); });
        crib::PrintOptions print;
        print.format = options_.format.value_or(isatty(STDOUT_FILENO) == 1 ? crib::Format::text
                                                                           : crib::Format::grep);
        print.null = options_.null;
        print.terminal = terminal(options_);
        std::cout << crib::print(answers_, print, [&](std::string_view text) {
            return crib::matches(text, query_, tokenizer_);
        });
        std::cout.flush();
        explain_reading();
        return answers_.empty() ? exit_nothing : exit_found;
    }

  private:
    bool has_query() const {
        return options_.query.find_first_not_of(" \t\r\n") != std::string::npos;
    }

    // Everything that is printed is fetched here, for a writer may be at work.
    void fetch() {
        const Xapian::Database& xapian = database_.xapian();
        answers_.clear();
        elsewhere_.clear();
        crib::RankOptions ranking;
        ranking.limit = options_.limit.value_or(has_query() ? default_limit : 0);
        if (options_.kind == "question") ranking.kind = crib::Kind::question;
        if (options_.kind == "section") ranking.kind = crib::Kind::section;
        if (!options_.group.empty()) {
            ranking.filter = crib::group_filter(xapian, options_.group);
            if (ranking.filter.empty()) {
                throw Error(
                    fmt::format("{}: no such group; crib --groups lists them", options_.group));
            }
        }
        std::vector<crib::Hit> hits;
        if (has_query()) {
            const crib::Vocabulary vocabulary(xapian, tokenizer_);
            query_ = crib::parse(options_.query, vocabulary, tokenizer_,
                                 {options_.prefix, !options_.no_spelling});
            hits = crib::rank(xapian, query_, ranking);
        } else {
            hits = crib::list_all(xapian, ranking);
        }
        for (const crib::Hit& hit : hits) {
            const std::string root = database_.root(hit.document, hit.record.tree);
            crib::Answer answer = crib::make_answer(hit, answers_.size() + 1, root, paths_);
            answer.snippet = crib::snippet(hit.passages, query_, tokenizer_);
            answers_.push_back(std::move(answer));
        }
        if (answers_.empty()) elsewhere_ = crib::where_to_look(database_, paths_);
    }

    // What a person should know of how the query was taken, on standard error.
    void explain_reading() const {
        if (query_.truncated) complain("the query is too long; the rest of it was left out");
        for (const auto& [typed, searched] : query_.corrections) {
            complain(fmt::format("searched for \"{}\" too", searched));
        }
        if (!answers_.empty()) return;
        complain(elsewhere_.empty() ? "nothing found" : "nothing found; where to look next:");
        for (const crib::AnswerLink& link : elsewhere_) {
            if (!link.path.empty()) {
                std::cerr << fmt::format("  {}:{}  {}\n", crib::exact_line(link.path), link.line,
                                         crib::one_line(link.title));
            }
        }
    }

    crib::Database& database_;
    const crib::QueryOptions& options_;
    crib::Paths paths_;
    crib::Tokenizer tokenizer_;
    crib::Query query_;
    std::vector<crib::Answer> answers_;
    std::vector<crib::AnswerLink> elsewhere_;
};

int print_groups(crib::Database& database, const crib::QueryOptions& options) {
    const auto groups = database.retry([&] { return crib::list_groups(database); });
    for (const crib::Group& group : groups) {
        std::cout << fmt::format("{}\t{}{}", group.questions,
                                 options.null ? group.name : crib::one_line(group.name),
                                 options.null ? '\0' : '\n');
    }
    return groups.empty() ? exit_nothing : exit_found;
}

int show(crib::Database& database, const std::string& link) {
    const crib::ShownSection section =
        database.retry([&] { return crib::find_section(database, link, working_folder()); });
    const std::string text = crib::read_section(section);
    // A pipe gets the note's own bytes; a terminal nothing that it would obey.
    std::cout << (isatty(STDOUT_FILENO) == 1 ? crib::many_lines(text) : text);
    return exit_found;
}

int run(int argc, char** argv) {
    const crib::QueryOptions options = crib::parse_query_options(argc, argv);
    crib::Database database(database_paths(options));
    if (!options.show.empty()) return show(database, options.show);
    if (options.groups) return print_groups(database, options);
    return Search(database, options).run();
}

}  // namespace

int main(int argc, char** argv) {
    std::signal(SIGPIPE, SIG_DFL);
    int status = exit_error;
    try {
        status = run(argc, argv);
    } catch (const crib::Usage& usage) {
        if (!usage.error) {
            std::cout << usage.text;
            status = exit_found;
        } else {
            complain(usage.text);
        }
    } catch (const Xapian::Error& error) {
        complain(
            fmt::format("the database could not be read: {}; crib-index --rebuild makes it anew",
                        error.get_msg()));
    } catch (const std::exception& error) {
        complain(error.what());
    } catch (...) {
        complain("unknown failure");
    }
    std::cout.flush();
    if (!std::cout) {
        complain("standard output could not be written");
        status = exit_error;
    }
    return status;
}
