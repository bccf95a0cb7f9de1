#pragma once

#include <chrono>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "indexer/index/tree_record.h"
#include "indexer/options.h"
#include "indexer/program/progress.h"
#include "indexer/program/surroundings.h"
#include "indexer/store/database_lock.h"
#include "indexer/store/writer.h"
#include "indexer/update/changes.h"
#include "indexer/update/report.h"
#include "indexer/update/update.h"
#include "indexer/words/tokenizers.h"

namespace crib {

// Prints the trees in a database. Throws Error if there is no database.
void list_trees(const DatabaseFolder& folder, const Surroundings& around);

// One run of the indexer over the trees that `options` name.
class Run {
  public:
    // All arguments must outlive the run.
    Run(const IndexOptions& options, const DatabaseFolder& folder, const Surroundings& around);

    // Updates the database and prints a report. Throws Error or Xapian::Error, and then leaves the
    // database as it was.
    Outcome index();

    // Whether index() changed the database.
    bool has_written() const { return has_written_; }
    // Whether a tree's root could not be read.
    bool lacks_root() const { return unreadable_roots_ > 0; }

  private:
    std::vector<TreeRecord> known_trees();
    void forget(Writer& writer, std::vector<TreeRecord>& known) const;
    std::vector<TreeRecord> trees_to_read(const std::vector<TreeRecord>& known) const;
    std::optional<Xapian::Database> database_before() const;
    bool has_other_rules();
    void read_synonyms(TreeRecord& tree);
    void update(Writer& writer, const std::vector<TreeRecord>& known, TreeRecord tree);
    Walk walk(const TreeRecord& tree, const StoredManifest& before) const;
    void refresh(Writer& writer, const TreeRecord& tree, const StoredManifest& before);
    void write(Writer& writer, const TreeRecord& tree, const TreeRecord* before);
    // The latest problems of each note, by the note's path. A later result replaces an earlier one:
    // a link that leads nowhere in the notes just read may lead to a note that the database keeps.
    using Problems = std::map<std::string, std::vector<Problem>>;
    void finish(Writer& writer, const TreeRecord& tree, Changes changes, Problems problems);
    void settle(Writer& writer, const TreeRecord& tree, Changes changes, Problems& problems);
    Update::Explain explanation(const TreeRecord& tree) const;
    void tell(const TreeRecord& tree, const Problems& problems) const;
    void leave(const std::vector<Unread>& unreadable);
    void replace_by_copy(const std::string& generation, const DatabaseLock& lock) const;
    void report();

    const IndexOptions& options_;
    const DatabaseFolder& folder_;
    const Surroundings& around_;
    std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
    Progress progress_;
    Tokenizers tokenizers_;
    RunReport report_;
    std::optional<Xapian::Database> old_;
    bool is_lost_ = false;  // whether the old database cannot be read, and is to be replaced
    bool has_written_ = false;
    bool anew_ = false;          // whether to make a new generation
    std::string changed_rules_;  // how the old database's word rules differ; empty if they do not
    std::size_t unreadable_ = 0;
    std::size_t unreadable_roots_ = 0;
};

}  // namespace crib
