#include "indexer/check.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "indexer/index/tree_record.h"
#include "indexer/links/orphans.h"
#include "indexer/program/progress.h"
#include "indexer/text/error.h"
#include "indexer/update/pipeline.h"
#include "indexer/update/report.h"
#include "indexer/update/trees.h"

namespace crib {
namespace {

ReadTree read_named(const std::string& folder, const IndexOptions& options,
                    const Surroundings& around) {
    Progress progress(around.terminal && !options.quiet ? &around.err : nullptr);
    TreeRecord tree = tree_at(folder, settings_of(options));
    look_at_site(tree, around.home);
    Walk found = files_of(tree, around.user_excludes, around.list);
    const std::uint64_t bytes = bytes_of(found);
    ReadTree read = read_tree(
        tree, std::move(found), jobs_of(options),
        [&](std::size_t done, std::size_t all) { progress.show("reading", done, all, bytes); });
    progress.clear();
    for (const Unread& unread : read.unreadable) around.complain(unread.reason);
    return read;
}

// Prints the problems of trees, note by note, and counts them.
class Report {
  public:
    Report(const IndexOptions& options, const Surroundings& around)
        : options_(options), around_(around) {}

    void add(const Tree& tree, const std::string& shown_root) {
        const Askers askers = options_.orphans ? find_askers(tree) : Askers();
        for (std::size_t i = 0; i < tree.size(); ++i) {
            const LinkedNote note(tree, i);
            std::vector<Problem> problems = note.problems();
            if (options_.orphans) {
                std::ranges::move(find_orphans(note, askers), std::back_inserter(problems));
                std::ranges::stable_sort(problems, {}, &Problem::place);
            }
            for (const Problem& problem : problems) tell(problem, shown_root);
        }
    }

    std::size_t broken() const { return broken_; }
    std::size_t others() const { return others_; }

  private:
    void tell(Problem problem, const std::string& shown_root) {
        ++(is_broken(problem) ? broken_ : others_);
        if (options_.format == "github") {
            around_.out << to_annotation(problem, shown_root) << "\n";
        } else if (options_.json) {
            problem.path = shown_root + problem.path;
            around_.out << to_json(problem) << "\n";
        } else {
            around_.out << to_text(problem, shown_root, around_.color_out) << "\n";
        }
    }

    const IndexOptions& options_;
    const Surroundings& around_;
    std::size_t broken_ = 0;
    std::size_t others_ = 0;
};

}  // namespace

Outcome check(const IndexOptions& options, const Surroundings& around) {
    if (options.folders.empty()) throw Error("--check: name the DIR to check");
    Report report(options, around);
    bool complete = true;
    for (const std::string& folder : options.folders) {
        const ReadTree read = read_named(folder, options, around);
        complete = complete && read.unreadable.empty();
        report.add(read.tree, shown_root(folder));
    }
    if (!options.quiet) {
        around.complain(fmt::format("{} broken, {} other {}", report.broken(), report.others(),
                                    report.others() == 1 ? "finding" : "findings"));
    }
    if (!complete) return Outcome::incomplete;
    const bool fails = report.broken() > 0 || (options.strict && report.others() > 0);
    return fails ? Outcome::broken_links : Outcome::done;
}

}  // namespace crib
