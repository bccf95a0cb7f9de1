#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include <xapian.h>

#include "indexer/tokenizer.h"
#include "indexer/tree.h"

namespace crib {

// What a run did to the database, and what it now holds of the tree.
struct WriteReport {
    std::size_t sections = 0;
    std::size_t written = 0;  // notes whose documents changed
    std::size_t removed = 0;  // notes
};

// Writes trees to one open database. Nothing is to be seen by readers before commit().
class Writer {
  public:
    // A new database at `path`, or the one there.
    enum class Open { create, existing };
    // Throws Error where an existing one is not crib's or of another version.
    Writer(const std::string& path, Open open);

    std::vector<TreeRecord> trees() const { return trees_of(database_); }

    // Brings what the database holds of a tree in line with it: changed notes are replaced, those
    // that are gone removed, but for what lies at or below `kept` (paths that could not be read).
    // `progress` is told how many notes are done.
    WriteReport write(const Tree& tree, const Tokenizer& tokenizer,
                      const std::vector<std::string>& kept,
                      const std::function<void(std::size_t)>& progress);
    void forget(const TreeRecord& tree);

    // Throws Xapian::Error where the disk is full or fails; readers then see the state before.
    void commit();

  private:
    void write_synonyms();
    void change();

    std::string path_;
    bool is_new_ = false;
    Xapian::WritableDatabase database_;
    bool changed_ = false;
};

}  // namespace crib
