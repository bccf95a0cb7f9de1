#include "indexer/writer.h"

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

void Writer::write(const Tree& tree, const std::vector<NoteState>& states,
                   const Tokenizer& tokenizer, const std::function<void(std::size_t)>& progress) {
    const Askers askers = find_askers(tree);
    for (std::size_t i = 0; i < tree.size(); ++i) {
        NoteDocuments made = derive_documents(LinkedNote(tree, i), askers, tokenizer);
        add_stamp(made.documents.back(), states[i].stamp);
        for (const Xapian::Document& document : made.documents) add(document);
        progress(i + 1);
    }
}

void Writer::replace(const NoteDocuments& note) {
    change();
    database_.delete_document(note.path_term);
    for (const Xapian::Document& document : note.documents) database_.add_document(document);
}

void Writer::replace(const std::string& id, const Xapian::Document& document) {
    change();
    database_.replace_document(id, document);
}

void Writer::add(const Xapian::Document& document) {
    change();
    database_.add_document(document);
}

void Writer::remove(const TreeRecord& tree, const std::string& path) {
    change();
    database_.delete_document(path_term(tree.name, path));
}

void Writer::set_tree(const TreeRecord& tree) {
    const std::string record = encode(tree);
    if (database_.get_metadata(tree_key(tree.name)) == record) return;
    change();
    database_.set_metadata(tree_key(tree.name), record);
}

void Writer::set_manifest(const std::string& tree, const std::vector<NoteNames>& names,
                          const std::vector<NoteState>& states) {
    change();
    write_manifest(database_, tree, names, states);
}

void Writer::forget(const TreeRecord& tree) {
    change();
    database_.delete_document(tree_term(tree.name));
    database_.set_metadata(tree_key(tree.name), "");
    write_manifest(database_, tree.name, {}, {});
}

void Writer::commit() {
    if (changed_) {
        database_.commit_transaction();
        seal(path_, is_new_);
    } else {
        database_.cancel_transaction();
    }
}

void add_stamp(Xapian::Document& note, const Stamp& stamp) {
    note.add_value(slot::size, std::to_string(stamp.size));
    note.add_value(slot::modified, std::to_string(stamp.modified));
}

}  // namespace crib
