#include "indexer/run.h"

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <new>
#include <system_error>
#include <utility>

#include <fmt/format.h>
#include <xapian.h>

#include "indexer/files/text_file.h"
#include "indexer/index/stored_record.h"
#include "indexer/index/tree_record.h"
#include "indexer/store/compaction.h"
#include "indexer/store/seal.h"
#include "indexer/text/error.h"
#include "indexer/text/screen.h"
#include "indexer/update/pipeline.h"
#include "indexer/update/trees.h"
#include "indexer/update/unreadable_notes.h"
#include "indexer/walk/other_files.h"
#include "indexer/words/word_rules.h"

namespace crib {
namespace {

// The trees in a database. If `check`, the database must be of this version.
std::vector<TreeRecord> read_trees(const DatabaseFolder& folder, bool check) {
    try {
        const Xapian::Database database = open_generation(folder.current());
        if (check) check_schema(database, folder.path());
        return trees_of(database);
    } catch (const Xapian::Error& error) {
        if (const int code = refusal_of(error)) throw Refusal(folder.path(), code);
        throw Error(
            fmt::format("{}: the database is damaged; crib-index --rebuild makes it anew from the "
                        "DIRs named with it",
                        folder.path()));
    }
}

// The column of --list for the style of anchors; empty if there is none.
std::string shown_anchors(const TreeRecord& tree) {
    if (!tree.anchors.empty()) return "\t" + tree.anchors;
    if (tree.site.empty()) return "";
    return fmt::format("\t{} (guessed from {})", tree.site, exact_line(tree.site_file));
}

}  // namespace

void list_trees(const DatabaseFolder& folder, const Surroundings& around) {
    for (const TreeRecord& tree : read_trees(folder, true)) {
        around.out << fmt::format("{}\t{}{}\n", exact_line(tree.name), exact_line(root_of(tree)),
                                  shown_anchors(tree));
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
    if (options_.folders.empty()) folder_.current();  // throws if there is no database
    // The named folders must exist before anything is made.
    for (const std::string& name : options_.folders) tree_at(name, settings_of(options_));
    folder_.create();
    const DatabaseLock lock(folder_, wait_of(options_));
    std::vector<TreeRecord> known = known_trees();
    old_ = database_before();
    anew_ = has_other_rules() || options_.rebuild || !folder_.has_database();
    const std::string path = anew_ ? lock.new_generation() : folder_.current();
    Writer writer(path, anew_ ? Writer::Open::create : Writer::Open::existing, jobs_of(options_));
    forget(writer, known);
    for (const TreeRecord& tree : trees_to_read(known)) update(writer, known, tree);
    if (anew_ && unreadable_roots_ > 0) {
        throw Error(
            "not rebuilt, because that would lose what could not be read; --forget a "
            "tree that is gone for good");
    }
    has_written_ = writer.commit();
    if (anew_) {
        note_size(path);
        lock.publish(path);
    }
    if (has_written_ || !options_.only_changes) report();
    if (has_written_) replace_by_copy(path, lock);
    return unreadable_ > 0 ? Outcome::incomplete : Outcome::done;
}

// Compacts the new generation if it has outgrown its use. If there is no room for the copy, that
// can wait: all data is already written.
void Run::replace_by_copy(const std::string& generation, const DatabaseLock& lock) const {
    const auto complain = [&](const std::string& reason) {
        around_.complain(fmt::format("{}: could not be compacted and keeps its size: {}",
                                     folder_.path(), reason));
    };
    try {
        if (!is_outgrown(generation)) return;
        const std::string copy = lock.new_generation();
        compact(generation, copy);
        lock.publish(copy);
    } catch (const Xapian::Error& error) {
        const char* reason = error.get_error_string();
        complain(reason == nullptr ? error.get_msg() : reason);
    } catch (const Error& error) {
        complain(error.what());
    } catch (const std::system_error& error) {
        complain(error.code().message());
    } catch (const std::bad_alloc&) {
        complain("not enough memory");
    }
}

// The trees in the database; none if it is new. A rebuild goes on without them if the database is
// damaged or of another version, because it is the cure for that. A refusal of the system is no
// damage, unless the disk fails at every try.
std::vector<TreeRecord> Run::known_trees() {
    if (!folder_.has_database()) return {};
    const bool needed = !options_.rebuild || options_.folders.empty();
    constexpr int most_tries = 2;
    for (int tries = 1;; ++tries) {
        try {
            check_seal(folder_.current(), folder_.path());
            return read_trees(folder_, !options_.rebuild);
        } catch (const Refusal& refusal) {
            if (needed || refusal.code() != EIO) throw;
            if (tries < most_tries) continue;
        } catch (const Error&) {
            if (needed) throw;
        }
        is_lost_ = true;
        return {};
    }
}

// The database before this run; nothing if there is none that can be read.
std::optional<Xapian::Database> Run::database_before() const {
    if (is_lost_ || !folder_.has_database()) return std::nullopt;
    try {
        Xapian::Database database = open_generation(folder_.current());
        check_schema(database, folder_.path());
        return database;
    } catch (const Refusal&) {
        throw;
    } catch (const Error&) {
        return std::nullopt;
    } catch (const Xapian::Error& error) {
        if (const int code = refusal_of(error)) throw Refusal(folder_.path(), code);
        return std::nullopt;
    }
}

// Whether the old database's words were made by other rules than this program's.
bool Run::has_other_rules() {
    if (!old_) return false;
    std::string stored;
    try {
        stored = stored_rules(*old_);
    } catch (const Xapian::Error&) {
        // The rules do not matter to a rebuild.
        if (!options_.rebuild) throw;
    }
    changed_rules_ = changed_rules(stored);
    if (changed_rules_.empty()) return false;
    if (!options_.rebuild && !options_.quiet) {
        around_.complain(
            fmt::format("the rules by which words are made have changed ({}); this run makes the "
                        "database anew",
                        changed_rules_));
    }
    return true;
}

void Run::forget(Writer& writer, std::vector<TreeRecord>& known) const {
    for (const std::string& name : options_.forget) {
        const auto tree = find_tree(known, name);
        if (!tree) throw Error(fmt::format("{}: not a tree of this database; see --list", name));
        writer.forget(*tree);
        std::erase(known, *tree);
    }
}

// The named trees. If none is named, or if all are made again, all known trees.
std::vector<TreeRecord> Run::trees_to_read(const std::vector<TreeRecord>& known) const {
    std::vector<TreeRecord> trees;
    if (anew_ || (options_.folders.empty() && options_.forget.empty())) trees = known;
    std::vector<TreeRecord> others = known;  // also the named ones read so far
    for (const std::string& folder : options_.folders) {
        const TreeRecord tree = named_tree(others, folder, settings_of(options_));
        add_tree(others, tree);
        add_tree(trees, tree);
    }
    return trees;
}

// Reads the tree's own synonyms. If a file can't be read, the old synonyms stay.
void Run::read_synonyms(TreeRecord& tree) {
    std::string synonyms;
    try {
        for (const std::string& file : tree.synonym_files) synonyms += read_text(file) + "\n";
        tree.synonyms = synonyms;
    } catch (const Error& error) {
        around_.complain(fmt::format("{}; its synonyms stay as they were", error.what()));
        ++unreadable_;
    }
}

// If a tree's root can't be read, the database keeps its documents.
void Run::update(Writer& writer, const std::vector<TreeRecord>& known, TreeRecord tree) {
    read_synonyms(tree);
    look_at_site(tree, around_.home);
    const auto before = std::ranges::find(known, root_of(tree), root_of);
    const bool is_known = before != known.end();
    try {
        // These settings do not change the tree's documents.
        TreeRecord same = tree;
        if (is_known) same.exclude = before->exclude;
        if (is_known) same.ignore = before->ignore;
        if (is_known) same.synonym_files = before->synonym_files;
        if (is_known) same.synonyms = before->synonyms;
        if (is_known) same.site_file = before->site_file;
        if (!anew_ && is_known && same == *before) {
            refresh(writer, tree, StoredManifest(writer.database(), tree.name));
        } else {
            write(writer, tree, is_known ? &*before : nullptr);
        }
        writer.set_tree(tree);
    } catch (const Error& error) {
        progress_.clear();
        around_.complain(error.what());
        ++unreadable_;
        ++unreadable_roots_;
        if (anew_ || !is_known) return;
        StoredManifest(writer.database(), before->name)
            .all_of([&](const std::string&, const NoteState& state) {
                count(report_, state);
                return true;
            });
    }
}

// Refuses an empty folder that had notes before, because it is probably not mounted. Also refuses
// an empty list, because the program that makes it has probably failed.
Walk Run::walk(const TreeRecord& tree, const StoredManifest& before) const {
    const bool listed =
        around_.list && root_of(tree_at(options_.folders.front(), {})) == root_of(tree);
    Walk found = files_of(tree, around_.user_excludes, listed ? around_.list : std::nullopt);
    if (before.empty() || !tree.only.empty()) return found;
    const auto fail = [&](std::string_view what) {
        throw Error(
            fmt::format("{}: {}, but there were notes before; the database keeps them until "
                        "you --forget the tree",
                        tree.root, what));
    };
    std::error_code ignored;
    if (std::filesystem::is_empty(tree.root, ignored)) fail("the folder is empty");
    if (listed && found.files.empty()) fail("the list names none of its notes");
    return found;
}

void Run::refresh(Writer& writer, const TreeRecord& tree, const StoredManifest& before) {
    Walk found = walk(tree, before);
    const OtherFiles files = other_files(tree.root, tree.only.empty());
    RunReport counted = report_;
    Changes changes;
    const auto count_note = [&](const NoteState& state) { count(counted, state); };
    const bool unchanged = is_unchanged(before, found, files, count_note);
    if (unchanged) {
        report_ = counted;
    } else {
        changes = find_changes(tree.root, before.unpack(), std::move(found), files);
    }
    leave(changes.unreadable);
    report_.read += changes.read;
    report_.removed += changes.removed.size();
    if (options_.verbose) {
        around_.complain(fmt::format("{}: {} notes read, {} removed", tree.root, changes.read,
                                     changes.removed.size()));
    }
    if (!unchanged) finish(writer, tree, std::move(changes), {});
}

// Writes the changes, and counts the notes.
void Run::finish(Writer& writer, const TreeRecord& tree, Changes changes, Problems problems) {
    settle(writer, tree, std::move(changes), problems);
    tell(tree, problems);
}

// With -v: prints a line for each note that is made again, with the reasons.
Update::Explain Run::explanation(const TreeRecord& tree) const {
    if (!options_.verbose) return {};
    return [&](const std::string& path, const std::vector<Reason>& reasons) {
        around_.err << fmt::format("{}: {}\n", exact_line(tree.root + "/" + path),
                                   to_text(reasons));
    };
}

void Run::settle(Writer& writer, const TreeRecord& tree, Changes changes, Problems& problems) {
    if (!changes.any()) {
        for (const NoteState& state : changes.now.states) count(report_, state);
        return;
    }
    Update update(tree, std::move(changes), other_files(tree.root, tree.only.empty()), writer,
                  tokenizers_);
    update.run([&](const std::string& path,
                   std::vector<Problem> found) { problems[path] = std::move(found); },
               explanation(tree));
    for (const NoteState& state : update.states()) count(report_, state);
}

// Writes a whole tree, which is new or has new settings.
void Run::write(Writer& writer, const TreeRecord& tree, const TreeRecord* before) {
    const std::optional<Xapian::Database> old = before == nullptr ? std::nullopt : old_;
    StoredManifest known;
    if (old) known = StoredManifest(*old, before->name);
    Walk found = walk(tree, known);
    const std::uint64_t bytes = bytes_of(found);
    ReadTree read = read_tree(
        tree, std::move(found), jobs_of(options_),
        [&](std::size_t done, std::size_t all) { progress_.show("reading", done, all, bytes); });
    progress_.clear();
    leave(read.unreadable);
    report_.read += read.tree.size();
    if (options_.verbose) {
        around_.complain(fmt::format("{}: {} notes read, because {}", tree.root, read.tree.size(),
                                     reason_to_write(tree, before)));
    }
    UnreadableNotes kept;
    if (old) kept = keep_notes(*old, before->name, read.unreadable);
    if (!kept.documents.empty() && !changed_rules_.empty()) writer.mix_rules();
    if (!anew_ && before != nullptr) writer.forget(*before);
    Problems problems;
    for (std::size_t i = 0; i < read.tree.size(); ++i) {
        const LinkedNote note(read.tree, i);
        take_stock(read.states[i], note);
        problems[note.note().path] = note.problems();
    }
    const std::size_t all = read.tree.size();
    writer.write(read.tree, read.states, tokenizers_,
                 [&](std::size_t done) { progress_.show("indexing", done, all, bytes); });
    progress_.clear();
    const std::vector<NoteNames>& names = read.tree.catalogue().notes();
    writer.set_manifest(tree.name, names, read.states);
    for (const Xapian::Document& document : kept.documents) writer.add(document);
    finish(writer, tree, joined(names, read.states, kept.manifest), std::move(problems));
}

void Run::tell(const TreeRecord& tree, const Problems& problems) const {
    if (options_.quiet) return;
    for (const auto& [path, found] : problems) {
        for (const Problem& problem : found) {
            around_.err << to_text(problem, tree.root + "/", around_.color_err) << "\n";
        }
    }
}

void Run::leave(const std::vector<Unread>& unreadable) {
    for (const Unread& unread : unreadable) around_.complain(unread.reason);
    unreadable_ += unreadable.size();
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
