#pragma once

#include <chrono>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <xapian.h>

#include "indexer/schema.h"

namespace crib {

// One or more crib databases, open as one.
class Database {
  public:
    // Folders made by crib-index. `roots` say where the notes lie if not where they were indexed:
    // a folder for the only tree, or NAME=FOLDER. Throws Error, with the cure, where a path is no
    // database or a root is none of its trees'.
    explicit Database(std::vector<std::string> paths, std::vector<std::string> roots = {});

    // Opens anew if a writer has finished since.
    void refresh();

    const Xapian::Database& xapian() const { return database_; }

    std::vector<TreeRecord> trees() const;
    // Where the notes of a document's tree lie: an absolute folder; empty when it isn't known.
    std::string root(Xapian::docid document, const std::string& tree) const;
    // Whether links must say which tree they mean.
    bool has_several_trees() const;

    // What `read` returns, which may be called again: a writer can take away under a reader what it
    // reads (Xapian::DatabaseModifiedError). Everything that is to be printed is fetched in one
    // call.
    template <typename Read>
    auto retry(Read read) {
        const auto deadline = std::chrono::steady_clock::now() + patience;
        while (true) {
            try {
                return read();
            } catch (const Xapian::DatabaseModifiedError&) {
                // A damaged database throws it as well, and for ever.
                if (std::chrono::steady_clock::now() > deadline) throw;
                open();
            }
        }
    }

  private:
    static constexpr std::chrono::seconds patience{2};

    void open();
    void map_roots();
    bool has_tree(const std::string& name) const;

    std::vector<std::string> paths_;
    std::vector<std::string> roots_;
    std::vector<std::string> generations_;  // that are open, of each path
    Xapian::Database database_;
    std::vector<std::map<std::string, TreeRecord>> trees_;  // of each database
};

}  // namespace crib
