#include "indexer/run.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>
#include <xapian.h>

#include "indexer/error.h"
#include "indexer/schema.h"
#include "indexer/screen.h"
#include "indexer/seal.h"
#include "indexer/trees.h"

namespace crib {
namespace {

// What a database knows of its trees. Only with `check` must it be of this version.
std::vector<TreeRecord> read_trees(const DatabaseFolder& folder, bool check) {
    try {
        // Without the flag a planted file could make Xapian run a program.
        const Xapian::Database database(folder.current(), Xapian::DB_BACKEND_GLASS);
        if (check) check_schema(database, folder.path());
        return trees_of(database);
    } catch (const Xapian::Error&) {
        throw Error(
            fmt::format("{}: the database is damaged; crib-index --rebuild makes it anew from the "
                        "DIRs named with it",
                        folder.path()));
    }
}

}  // namespace

void list_trees(const DatabaseFolder& folder, const Surroundings& around) {
    for (const TreeRecord& tree : read_trees(folder, true)) {
        around.out << fmt::format("{}\t{}\n", exact_line(tree.name), exact_line(root_of(tree)));
    }
}

Run::Run(const IndexOptions& options, const DatabaseFolder& folder, const Surroundings& around)
    : options_(options),
      folder_(folder),
      around_(around),
      progress_(around.terminal && !options.quiet ? &around.err : nullptr) {}

Outcome Run::index() {
    if (!options_.name.empty() && options_.folders.size() != 1) {
        throw Error("--name: belongs to one tree; give exactly one DIR with it");
    }
    if (options_.folders.empty()) folder_.current();  // says that there is none
    // What is named must be there before anything is made.
    for (const std::string& name : options_.folders) tree_at(name, settings_of(options_));
    folder_.create();
    const DatabaseLock lock(folder_,
                            std::chrono::milliseconds(static_cast<long>(options_.wait * 1000)));
    std::vector<TreeRecord> known = known_trees();
    const bool anew = options_.rebuild || !folder_.has_database();
    const std::string path = anew ? lock.new_generation() : folder_.current();
    Writer writer(path, anew ? Writer::Open::create : Writer::Open::existing);
    forget(writer, known);
    for (const TreeRecord& tree : trees_to_read(known, anew)) update(writer, known, tree);
    if (anew && unreadable_roots_ > 0) {
        throw Error(
            "not rebuilt, for that would lose what could not be read; --forget a tree "
            "that is gone for good");
    }
    writer.commit();
    if (anew) lock.publish(path);
    report();
    return unreadable_ > 0 ? Outcome::incomplete : Outcome::done;
}

// The trees in the database, none where it is new; a rebuild also makes do without, for it is the
// way on from a database that is damaged or of another version.
std::vector<TreeRecord> Run::known_trees() const {
    if (!folder_.has_database()) return {};
    try {
        check_seal(folder_.current(), folder_.path());
        return read_trees(folder_, !options_.rebuild);
    } catch (const Error&) {
        const bool needed = !options_.rebuild || options_.folders.empty();
        if (needed) throw;
    }
    return {};
}

void Run::forget(Writer& writer, std::vector<TreeRecord>& known) const {
    for (const std::string& name : options_.forget) {
        const auto tree = find_tree(known, name);
        if (!tree) throw Error(fmt::format("{}: not a tree of this database; see --list", name));
        writer.forget(*tree);
        std::erase(known, *tree);
    }
}

// Those named; with none named, or all to be made anew, every one known.
std::vector<TreeRecord> Run::trees_to_read(const std::vector<TreeRecord>& known, bool anew) const {
    std::vector<TreeRecord> trees;
    if (anew || (options_.folders.empty() && options_.forget.empty())) trees = known;
    std::vector<TreeRecord> others = known;  // and, in turn, those named before
    for (const std::string& folder : options_.folders) {
        const TreeRecord tree = named_tree(others, folder, settings_of(options_));
        add_tree(others, tree);
        add_tree(trees, tree);
    }
    return trees;
}

ReadTree Run::read(const TreeRecord& tree) {
    ReadTree read = read_tree(tree, around_.user_excludes, [&](std::size_t done, std::size_t all) {
        progress_.show("reading", done, all);
    });
    progress_.clear();
    for (const Unread& unread : read.unreadable) around_.complain(unread.reason);
    unreadable_ += read.unreadable.size();
    return read;
}

// A tree whose root can't be read keeps what the database has of it.
void Run::update(Writer& writer, const std::vector<TreeRecord>& known, const TreeRecord& tree) {
    std::optional<ReadTree> read;
    try {
        read = this->read(tree);
    } catch (const Error& error) {
        around_.complain(error.what());
        ++unreadable_;
        ++unreadable_roots_;
        return;
    }
    // A tree that was given another name leaves nothing behind under the old one.
    for (const TreeRecord& other : known) {
        const bool same_root = root_of(other) == root_of(tree);
        if (same_root && other.name != tree.name) writer.forget(other);
    }
    for (std::size_t i = 0; i < read->tree.size(); ++i) {
        const LinkedNote note(read->tree, i);
        count(report_, note);
        if (options_.quiet) continue;
        for (const Problem& problem : note.problems()) {
            around_.err << to_text(problem, tree.root + "/") << "\n";
        }
    }
    std::vector<std::string> kept;
    for (const Unread& unread : read->unreadable) kept.push_back(unread.path);
    const std::size_t all = read->tree.size();
    const WriteReport written = writer.write(read->tree, tokenizer_, kept, [&](std::size_t done) {
        progress_.show("indexing", done, all);
    });
    progress_.clear();
    report_.sections += written.sections;
    report_.read += all;
    report_.removed += written.removed;
    if (options_.verbose) {
        around_.complain(fmt::format("{}: {} notes read, {} written, {} removed", tree.root, all,
                                     written.written, written.removed));
    }
}

void Run::report() {
    const auto taken = std::chrono::steady_clock::now() - begin_;
    report_.seconds = std::chrono::duration<double>(taken).count();
    if (options_.json) {
        around_.out << to_json(report_) << "\n";
    } else if (!options_.quiet) {
        around_.out << to_text(report_) << "\n";
    }
}

}  // namespace crib
