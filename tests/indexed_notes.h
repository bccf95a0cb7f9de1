#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <xapian.h>

#include "indexer/formats/reader.h"
#include "indexer/index/tree_record.h"
#include "indexer/links/tree.h"
#include "indexer/store/database_lock.h"
#include "indexer/store/writer.h"
#include "indexer/words/tokenizers.h"
#include "tests/temporary_folder.h"

namespace crib {

// The texts of notes, by path.
using NoteTexts = std::map<std::string, std::string>;

inline TreeRecord tree_record(const std::string& name, const std::string& root) {
    TreeRecord record;
    record.name = name;
    record.root = root;
    return record;
}

// A tree made from notes and other files.
inline Tree tree_of(const NoteTexts& texts, TreeRecord record = tree_record("notes", "/notes"),
                    const std::set<std::string>& files = {}) {
    std::vector<Note> notes;
    std::vector<NoteNames> names;
    for (const auto& [path, text] : texts) {
        notes.push_back(read_note(text, path));
        names.push_back(names_of(notes.back()));
    }
    return {std::move(record),
            std::move(names),
            std::make_shared<const HeldNotes>(std::move(notes)),
            {[files](const std::string& path) { return files.contains(path); },
             [](const std::string& path) { return path; }}};
}

// Adds a tree that is new to the database.
inline void write_tree(Writer& writer, const Tree& tree) {
    const std::vector<NoteState> states(tree.size());
    writer.write(tree, states, Tokenizers(), [](std::size_t) {});
    writer.set_tree(tree.record());
}

// A database of one tree called "notes", made as crib-index makes it. The notes are in a folder
// beside it.
class IndexedNotes {
  public:
    explicit IndexedNotes(const NoteTexts& texts) {
        for (const auto& [name, text] : texts) folder_.write("notes/" + name, text);
        const DatabaseFolder database(path());
        database.create();
        const DatabaseLock lock(database, std::chrono::milliseconds(0));
        const std::string generation = lock.new_generation();
        Writer writer(generation, Writer::Open::create);
        write_tree(writer, tree_of(texts, tree_record("notes", root())));
        writer.commit();
        lock.publish(generation);
        xapian_ = Xapian::Database(database.current(), Xapian::DB_BACKEND_GLASS);
    }

    // The folder of the notes.
    std::string root() const { return folder_.path("notes"); }
    // The database's path, for the class Database.
    std::string path() const { return folder_.path("db"); }
    const TemporaryFolder& folder() const { return folder_; }
    const Xapian::Database& xapian() const { return xapian_; }
    const Tokenizer& tokenizer() const { return tokenizer_; }

  private:
    TemporaryFolder folder_;
    Xapian::Database xapian_;
    Tokenizer tokenizer_;
};

}  // namespace crib
