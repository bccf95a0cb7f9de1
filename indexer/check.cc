#include "indexer/check.h"

#include <string>

#include <fmt/format.h>

#include "indexer/error.h"
#include "indexer/pipeline.h"
#include "indexer/progress.h"
#include "indexer/report.h"
#include "indexer/trees.h"

namespace crib {
namespace {

ReadTree read_named(const std::string& folder, const IndexOptions& options,
                    const Surroundings& around) {
    Progress progress(around.terminal && !options.quiet ? &around.err : nullptr);
    const TreeRecord tree = tree_at(folder, settings_of(options));
    ReadTree read =
        read_tree(tree, files_of(tree, around.user_excludes),
                  [&](std::size_t done, std::size_t all) { progress.show("reading", done, all); });
    progress.clear();
    for (const Unread& unread : read.unreadable) around.complain(unread.reason);
    return read;
}

}  // namespace

Outcome check(const IndexOptions& options, const Surroundings& around) {
    if (options.folders.empty()) throw Error("--check: name the DIR to check");
    std::size_t broken = 0;
    std::size_t loose = 0;
    bool complete = true;
    for (const std::string& folder : options.folders) {
        const ReadTree read = read_named(folder, options, around);
        complete = complete && read.unreadable.empty();
        const std::string shown = shown_root(folder);
        for (std::size_t i = 0; i < read.tree.size(); ++i) {
            for (Problem problem : LinkedNote(read.tree, i).problems()) {
                ++(is_broken(problem) ? broken : loose);
                if (options.json) problem.path = shown + problem.path;
                around.out << (options.json ? to_json(problem) : to_text(problem, shown)) << "\n";
            }
        }
    }
    if (!options.quiet) {
        around.complain(fmt::format("{} broken, {} other {}", broken, loose,
                                    loose == 1 ? "finding" : "findings"));
    }
    if (!complete) return Outcome::incomplete;
    return broken > 0 || (options.strict && loose > 0) ? Outcome::broken_links : Outcome::done;
}

}  // namespace crib
