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

// Writes trees to one open database. Nothing is to be seen by readers before commit().
class Writer {
  public:
    // A new database at `path`, or the one there.
    enum class Open { create, existing };
    // Throws Error where an existing one is not crib's or of another version. So many threads may
    // work on what is written in full.
    Writer(const std::string& path, Open open, std::size_t jobs = 1);

    // What is written so far is seen in it, too.
    const Xapian::Database& database() const { return database_; }

    // Adds all notes of a tree of which the database holds nothing; `states` are theirs. `progress`
    // is told how many notes are done.
    void write(const Tree& tree, const std::vector<NoteState>& states, const Tokenizers& tokenizers,
               const std::function<void(std::size_t)>& progress);

    // Puts a note's documents, or one of them, in the place of what the database has of it.
    void replace(const NoteDocuments& note);
    void replace(const std::string& id, const Xapian::Document& document);
    void add(const Xapian::Document& document);
    void remove(const TreeRecord& tree, const std::string& path);

    void set_tree(const TreeRecord& tree);
    void set_manifest(const std::string& tree, const std::vector<NoteNames>& names,
                      const std::vector<NoteState>& states);
    // Where no note has come or gone, and only these have changed.
    void update_manifest(const std::string& tree, const std::vector<NoteNames>& names,
                         const std::vector<NoteState>& states,
                         const std::set<std::size_t>& changed);
    void forget(const TreeRecord& tree);
    // What is added has words that were made by older rules: see word_rules.h.
    void mix_rules() { mixed_ = true; }

    // Returns whether there was anything to commit. Throws Xapian::Error where the disk is full or
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

// What crib compares with the note's file, to tell whether it has changed since.
void add_stamp(Xapian::Document& note, const Stamp& stamp);

}  // namespace crib
