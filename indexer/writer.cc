#include "indexer/writer.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "indexer/document.h"
#include "indexer/folder.h"
#include "indexer/schema.h"
#include "indexer/seal.h"
#include "indexer/thesaurus.h"

namespace crib {
namespace {

Xapian::WritableDatabase open_database(const std::string& path, Writer::Open open) {
    const int action = open == Writer::Open::create ? Xapian::DB_CREATE : Xapian::DB_OPEN;
    // Without the flag a planted file could make Xapian run a program.
    return Xapian::WritableDatabase(path, action | Xapian::DB_BACKEND_GLASS);
}

std::string tree_key(const std::string& name) { return std::string(metadata::tree) + name; }

// The fingerprints of a tree's notes in the database, by path.
std::unordered_map<std::string, std::uint64_t> known_notes(const Xapian::Database& database,
                                                           const std::string& tree) {
    std::unordered_map<std::string, std::uint64_t> known;
    const std::string note_term = make_term(prefix::kind, "note");
    for (auto it = database.postlist_begin(note_term); it != database.postlist_end(note_term);
         ++it) {
        const NoteRecord record = decode_note(database.get_document(*it).get_data());
        if (record.tree == tree) known.emplace(record.path, record.fingerprint);
    }
    return known;
}

bool lies_below(const std::string& path, const std::string& folder) {
    return path.starts_with(folder) && (path.size() == folder.size() || path[folder.size()] == '/');
}

}  // namespace

Writer::Writer(const std::string& path, Open open)
    : path_(path), is_new_(open == Open::create), database_(open_database(path, open)) {
    if (is_new_) {
        database_.set_metadata(std::string(metadata::schema), std::to_string(schema_version));
        write_synonyms();
        change();
    } else {
        check_schema(database_, path);
    }
    // One transaction a run: a full buffer is written out, but not committed, before its end.
    database_.begin_transaction();
}

// To be called before anything is changed.
void Writer::change() {
    if (!changed_) break_seal(path_);
    changed_ = true;
}

void Writer::write_synonyms() {
    Thesaurus thesaurus;
    thesaurus.add(built_in_synonyms(), Tokenizer());
    for (const auto& [entry, others] : thesaurus.entries()) {
        database_.set_metadata(std::string(metadata::synonym) + entry, pack(others));
    }
}

WriteReport Writer::write(const Tree& tree, const Tokenizer& tokenizer,
                          const std::vector<std::string>& kept,
                          const std::function<void(std::size_t)>& progress) {
    WriteReport report;
    const std::string& name = tree.record().name;
    auto known = known_notes(database_, name);
    // What is gone goes first: a folder may have come in a note's place, and its name is on all
    // that is in it.
    for (const auto& [path, fingerprint] : known) {
        const auto& notes = tree.catalogue().notes();
        if (std::ranges::binary_search(notes, path, {}, &NoteNames::path)) continue;
        const auto holds = [&path = path](const std::string& place) {
            return lies_below(path, place);
        };
        if (std::ranges::any_of(kept, holds)) continue;
        change();
        database_.delete_document(path_term(name, path));
        ++report.removed;
    }
    const Askers askers = find_askers(tree);
    for (std::size_t i = 0; i < tree.size(); ++i) {
        const NoteDocuments made = derive_documents(LinkedNote(tree, i), askers, tokenizer);
        report.sections += made.sections;
        const auto before = known.find(tree.path(i));
        if (before == known.end() || before->second != made.fingerprint) {
            change();
            if (before != known.end()) database_.delete_document(made.path_term);
            for (const Xapian::Document& document : made.documents) {
                database_.add_document(document);
            }
            ++report.written;
        }
        progress(i + 1);
    }
    const std::string record = encode(tree.record());
    if (database_.get_metadata(tree_key(name)) != record) {
        change();
        database_.set_metadata(tree_key(name), record);
    }
    return report;
}

void Writer::forget(const TreeRecord& tree) {
    change();
    database_.delete_document(tree_term(tree.name));
    database_.set_metadata(tree_key(tree.name), "");
}

void Writer::commit() {
    if (changed_) {
        database_.commit_transaction();
        seal(path_, is_new_);
    } else {
        database_.cancel_transaction();
    }
}

}  // namespace crib
