#pragma once

#include <cstddef>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include <xapian.h>

#include "indexer/index/tree_record.h"
#include "indexer/links/tree.h"
#include "indexer/store/document.h"
#include "indexer/store/manifest.h"
#include "indexer/store/word_changes.h"
#include "indexer/words/tokenizers.h"

namespace crib {

// Writes trees to one open database. Readers see nothing of it before commit().
class Writer {
  public:
    // Whether to make a new database at `path` or to open the one there.
    enum class Open { create, existing };
    // Throws Error if an existing one is not crib's or of another version. At most `jobs` threads
    // work when a tree is written in full.
    Writer(const std::string& path, Open open, std::size_t jobs = 1);

    // It also shows what is written so far.
    const Xapian::Database& database() const { return database_; }

    // Adds all notes of a tree that is not in the database yet; `states` has them in the same
    // order. Calls `progress` with the number of notes that are done.
    void write(const Tree& tree, const std::vector<NoteState>& states, const Tokenizers& tokenizers,
               const std::function<void(std::size_t)>& progress);

    // Replace a note's documents, or one of them.
    void replace(const NoteDocuments& note);
    void replace(const std::string& id, const Xapian::Document& document);
    void add(const Xapian::Document& document);
    void remove(const TreeRecord& tree, const std::string& path);

    void set_tree(const TreeRecord& tree);
    void set_manifest(const std::string& tree, const std::vector<NoteNames>& names,
                      const std::vector<NoteState>& states);
    // Cheaper: only these have changed, and no note has come or gone.
    void update_manifest(const std::string& tree, const std::vector<NoteNames>& names,
                         const std::vector<NoteState>& states,
                         const std::set<std::size_t>& changed);
    void forget(const TreeRecord& tree);
    // Says that some documents have words by older rules: see word_rules.h.
    void mix_rules() { mixed_ = true; }

    // Returns whether there was anything to commit. Throws Xapian::Error if the disk is full or
    // fails; readers then see the state before.
    bool commit();

  private:
    void write_segments(const Tree& tree, const std::vector<NoteState>& states,
                        const std::vector<std::size_t>& ranges,
                        const std::function<void(std::size_t)>& progress);
    void write_synonyms();
    void write_rules();
    void remove_documents(const std::string& term);
    void remove_words(const std::string& term);
    void change();

    std::string path_;
    bool is_new_ = false;
    std::size_t jobs_ = 1;
    Xapian::WritableDatabase database_;
    WordChanges words_;
    bool changed_ = false;
    bool mixed_ = false;
};

// Adds the values by which crib tells whether a note's file has changed since.
void add_stamp(Xapian::Document& note, const Stamp& stamp);

}  // namespace crib
