// crib-index: options, the pipeline, the report, the exit code.

#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <xapian.h>

#include "indexer/error.h"
#include "indexer/folder.h"
#include "indexer/options.h"
#include "indexer/pipeline.h"
#include "indexer/progress.h"
#include "indexer/report.h"
#include "indexer/schema.h"
#include "indexer/screen.h"
#include "indexer/trees.h"
#include "indexer/writer.h"

namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;
using crib::Error;

constexpr int exit_done = 0;
constexpr int exit_broken_links = 1;
constexpr int exit_error = 2;

// Standard error, as people read it: one line a message, safe for their terminal.
void complain(const std::string& message) {
    std::cerr << fmt::format("crib-index: {}\n", crib::one_line(message));
}

std::optional<std::string> environment(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr || *value == '\0' ? std::nullopt : std::optional<std::string>(value);
}

std::string user_excludes() {
    const auto config = environment("XDG_CONFIG_HOME");
    return config ? *config + "/git/ignore"
                  : environment("HOME").value_or("") + "/.config/git/ignore";
}

crib::DatabaseFolder database_folder(const crib::IndexOptions& options) {
    return crib::DatabaseFolder(crib::database_path(options.database, environment("CRIB_DB"),
                                                    environment("XDG_CACHE_HOME"),
                                                    environment("HOME")));
}

// What a database knows of its trees.
std::vector<crib::TreeRecord> trees_in(const Xapian::Database& database) {
    std::vector<crib::TreeRecord> trees;
    const std::string prefix(crib::metadata::tree);
    for (auto key = database.metadata_keys_begin(prefix); key != database.metadata_keys_end(prefix);
         ++key) {
        trees.push_back(crib::decode_tree(database.get_metadata(*key)));
    }
    return trees;
}

// One run over the trees: what it reads, reports and comes to.
class Run {
  public:
    explicit Run(const crib::IndexOptions& options)
        : options_(options),
          progress_(!options.quiet && isatty(STDERR_FILENO) == 1 ? &std::cerr : nullptr) {}

    int check() {
        if (options_.folders.empty()) throw Error("--check: name the DIR to check");
        std::size_t broken = 0;
        std::size_t loose = 0;
        for (const std::string& folder : options_.folders) {
            const crib::ReadTree read = read_tree(crib::tree_at(folder, tree_settings()));
            const std::string shown = crib::shown_root(folder);
            for (crib::Problem problem : crib::problems_of(read.tree)) {
                ++(crib::is_broken(problem) ? broken : loose);
                if (options_.json) problem.path = shown + problem.path;
                std::cout << (options_.json ? crib::to_json(problem)
                                            : crib::to_text(problem, shown))
                          << "\n";
            }
        }
        progress_.clear();
        if (!options_.quiet) {
            complain(fmt::format("{} broken, {} other {}", broken, loose,
                                 loose == 1 ? "finding" : "findings"));
        }
        if (unreadable_ > 0) return exit_error;
        return broken > 0 || (options_.strict && loose > 0) ? exit_broken_links : exit_done;
    }

    int list() {
        const crib::DatabaseFolder folder = database_folder(options_);
        folder.current();  // says that there is none
        for (const crib::TreeRecord& tree : known_trees(folder)) {
            std::cout << fmt::format("{}\t{}\n", crib::exact_line(tree.name),
                                     crib::exact_line(crib::root_of(tree)));
        }
        return exit_done;
    }

    int index() {
        if (!options_.name.empty() && options_.folders.size() != 1) {
            throw Error("--name: belongs to one tree; give exactly one DIR with it");
        }
        const crib::DatabaseFolder folder = database_folder(options_);
        if (options_.folders.empty()) folder.current();  // says that there is none
        // What is named must be there before anything is made.
        for (const std::string& name : options_.folders) crib::tree_at(name, tree_settings());
        folder.create();
        const crib::DatabaseLock lock(
            folder, std::chrono::milliseconds(static_cast<long>(options_.wait * 1000)));
        std::vector<crib::TreeRecord> known = known_trees(folder);
        const bool anew = options_.rebuild || !folder.has_database();
        const std::string path = anew ? lock.new_generation() : folder.current();
        crib::Writer writer(path, anew ? crib::Writer::Open::create : crib::Writer::Open::existing);
        forget(writer, known);
        for (const crib::TreeRecord& tree : trees_to_read(known, anew)) update(writer, known, tree);
        if (anew && unreadable_roots_ > 0) {
            throw Error(
                "not rebuilt, for that would lose what could not be read; --forget a tree "
                "that is gone for good");
        }
        writer.commit();
        if (anew) lock.publish(path);
        report();
        return unreadable_ > 0 ? exit_error : exit_done;
    }

  private:
    crib::TreeSettings tree_settings() const {
        crib::TreeSettings settings;
        if (!options_.name.empty()) settings.name = options_.name;
        if (options_.exclude_given) settings.exclude = options_.exclude;
        if (options_.no_ignore) settings.ignore = false;
        if (!options_.anchors.empty()) settings.anchors = options_.anchors;
        return settings;
    }

    // The trees in the database, none where it is new; a rebuild also makes do without.
    std::vector<crib::TreeRecord> known_trees(const crib::DatabaseFolder& folder) const {
        if (!folder.has_database()) return {};
        const bool needed = !options_.rebuild || options_.folders.empty();
        try {
            // Without the flag a planted file could make Xapian run a program.
            const Xapian::Database database(folder.current(), Xapian::DB_BACKEND_GLASS);
            // A rebuild is the way on from another version, so that of the trees must do.
            if (!options_.rebuild) crib::check_schema(database, folder.path());
            return trees_in(database);
        } catch (const Error&) {
            if (needed) throw;
        } catch (const Xapian::Error& error) {
            if (!needed) return {};
            throw Error(
                fmt::format("{}: the database is damaged: {}; crib-index --rebuild makes it "
                            "anew from the DIRs named with it",
                            folder.path(), error.get_msg()));
        }
        return {};
    }

    void forget(crib::Writer& writer, std::vector<crib::TreeRecord>& known) const {
        for (const std::string& name : options_.forget) {
            const auto tree = crib::find_tree(known, name);
            if (!tree)
                throw Error(fmt::format("{}: not a tree of this database; see --list", name));
            writer.forget(*tree);
            std::erase(known, *tree);
        }
    }

    // Those named; with none named, or all to be made anew, every one known.
    std::vector<crib::TreeRecord> trees_to_read(const std::vector<crib::TreeRecord>& known,
                                                bool anew) const {
        std::vector<crib::TreeRecord> trees;
        if (anew || (options_.folders.empty() && options_.forget.empty())) trees = known;
        std::vector<crib::TreeRecord> others = known;  // and, in turn, those named before
        for (const std::string& folder : options_.folders) {
            const crib::TreeRecord tree = crib::named_tree(others, folder, tree_settings());
            crib::add_tree(others, tree);
            crib::add_tree(trees, tree);
        }
        return trees;
    }

    crib::ReadTree read_tree(const crib::TreeRecord& tree) {
        crib::ReadTree read = crib::read_tree(
            tree, user_excludes(),
            [&](std::size_t done, std::size_t all) { progress_.show("reading", done, all); });
        progress_.clear();
        for (const crib::Unread& unread : read.unreadable) complain(unread.reason);
        unreadable_ += read.unreadable.size();
        return read;
    }

    // A tree whose root can't be read keeps what the database has of it.
    void update(crib::Writer& writer, const std::vector<crib::TreeRecord>& known,
                const crib::TreeRecord& tree) {
        std::optional<crib::ReadTree> read;
        try {
            read = read_tree(tree);
        } catch (const Error& error) {
            complain(error.what());
            ++unreadable_;
            ++unreadable_roots_;
            return;
        }
        // A tree that was given another name leaves nothing behind under the old one.
        for (const crib::TreeRecord& other : known) {
            const bool same_root = crib::root_of(other) == crib::root_of(tree);
            if (same_root && other.name != tree.name) writer.forget(other);
        }
        if (!options_.quiet) {
            for (const crib::Problem& problem : crib::problems_of(read->tree)) {
                std::cerr << crib::to_text(problem, tree.root + "/") << "\n";
            }
        }
        std::vector<std::string> kept;
        for (const crib::Unread& unread : read->unreadable) kept.push_back(unread.path);
        const std::size_t all = read->tree.notes.size();
        const crib::WriteReport written =
            writer.write(read->tree, tokenizer_, kept,
                         [&](std::size_t done) { progress_.show("indexing", done, all); });
        progress_.clear();
        crib::count(report_, read->tree);
        report_.sections += written.sections;
        report_.read += all;
        report_.removed += written.removed;
        if (options_.verbose) {
            complain(fmt::format("{}: {} notes read, {} written, {} removed", tree.root, all,
                                 written.written, written.removed));
        }
    }

    void report() {
        report_.seconds = std::chrono::duration<double>(Clock::now() - begin_).count();
        if (options_.json) {
            std::cout << crib::to_json(report_) << "\n";
        } else if (!options_.quiet) {
            std::cout << crib::to_text(report_) << "\n";
        }
    }

    const crib::IndexOptions& options_;
    Clock::time_point begin_ = Clock::now();
    crib::Progress progress_;
    crib::Tokenizer tokenizer_;
    crib::RunReport report_;
    std::size_t unreadable_ = 0;
    std::size_t unreadable_roots_ = 0;
};

int run(int argc, char** argv) {
    const crib::IndexOptions options = crib::parse_index_options(argc, argv);
    Run run(options);
    if (options.check) return run.check();
    if (options.list) return run.list();
    return run.index();
}

}  // namespace

int main(int argc, char** argv) {
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN);
    int status = exit_error;
    try {
        status = run(argc, argv);
    } catch (const crib::Usage& usage) {
        if (!usage.error) {
            std::cout << usage.text;
            status = exit_done;
        } else {
            complain(usage.text);
        }
    } catch (const Xapian::Error& error) {
        complain(fmt::format("the database could not be written: {}; what was there before is kept",
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
