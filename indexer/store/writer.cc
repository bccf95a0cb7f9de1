#include "indexer/store/writer.h"

#include <atomic>

#include "indexer/index/database_folder.h"
#include "indexer/index/entries.h"
#include "indexer/index/ids.h"
#include "indexer/index/record.h"
#include "indexer/index/schema.h"
#include "indexer/index/stored_record.h"
#include "indexer/index/tree_record.h"
#include "indexer/store/changed_documents.h"
#include "indexer/store/document.h"
#include "indexer/store/seal.h"
#include "indexer/store/segments.h"
#include "indexer/store/stored_manifest.h"
#include "indexer/text/bytes.h"
#include "indexer/words/thesaurus.h"
#include "indexer/words/word_rules.h"

namespace crib {
namespace {

Xapian::WritableDatabase open_database(const std::string& path, Writer::Open open) {
    return open == Writer::Open::create ? create_generation(path) : write_generation(path);
}

// How many sections and questions all segments in work hold together. More make a smaller database,
// because Xapian keeps something of each term of each segment. Fewer take less memory.
constexpr std::size_t written_at_a_time = 3000;

// The documents of a note, when its tree is written in full.
NoteDocuments documents_of(const Tree& tree, std::size_t note, const Askers& askers,
                           const NoteState& state, const Tokenizers& tokenizers) {
    const LinkedNote linked(tree, note);
    const Tokenizer& tokenizer = tokenizers.of(tree.record(), linked.note());
    NoteDocuments made = derive_documents(linked, askers, tokenizer);
    add_stamp(made.documents.back(), state.stamp);
    return made;
}

void add_note(const NoteDocuments& note, Xapian::WritableDatabase& database, WordChanges& words) {
    for (const Xapian::Document& document : note.documents) database.add_document(document);
    words.add(note.words);
}

std::string tree_key(const std::string& name) { return std::string(metadata::tree) + name; }

std::string synonym_key(const std::string& entry) { return std::string(metadata::synonym) + entry; }

// The entries of the thesaurus that the database has.
std::vector<std::string> synonym_entries(const Xapian::Database& database) {
    std::vector<std::string> entries;
    for (const std::string& key : metadata_with(database, metadata::synonym)) {
        entries.push_back(key.substr(metadata::synonym.size()));
    }
    return entries;
}

}  // namespace

Writer::Writer(const std::string& path, Open open, std::size_t jobs)
    : path_(path),
      is_new_(open == Open::create),
      jobs_(jobs),
      database_(open_database(path, open)) {
    if (is_new_) {
        database_.set_metadata(std::string(metadata::schema), std::to_string(schema_version));
        write_synonyms();
        change();
    } else {
        check_schema(database_, path);
    }
    // A run is one transaction, so that a full buffer is written but not committed before its end.
    database_.begin_transaction();
}

// Must be called before each change.
void Writer::change() {
    if (!changed_) break_seal(path_);
    changed_ = true;
}

void Writer::write_synonyms() {
    const Tokenizers tokenizers;
    Thesaurus thesaurus;
    thesaurus.add(built_in_synonyms(), tokenizers.of("en"));
    for (const TreeRecord& tree : trees_of(database_)) {
        thesaurus.add(tree.synonyms, tokenizers.of("en"));
        if (!tree.language.empty()) thesaurus.add(tree.synonyms, tokenizers.of(tree.language));
    }
    auto entries = thesaurus.entries();
    entries.merge(thesaurus.entries_as_written());
    for (const std::string& entry : synonym_entries(database_)) {
        if (!entries.contains(entry)) database_.set_metadata(synonym_key(entry), "");
    }
    for (const auto& [entry, others] : entries) {
        const std::string packed = pack(others);
        if (database_.get_metadata(synonym_key(entry)) != packed) {
            database_.set_metadata(synonym_key(entry), packed);
        }
    }
}

void Writer::write_rules() {
    const std::string rules = to_text(rules_of(database_, mixed_));
    if (stored_rules(database_) == rules) return;
    database_.set_metadata(std::string(metadata::rules), rules);
}

void Writer::write(const Tree& tree, const std::vector<NoteState>& states,
                   const Tokenizers& tokenizers, const std::function<void(std::size_t)>& progress) {
    std::vector<std::size_t> sizes;
    sizes.reserve(states.size());
    for (const NoteState& state : states) {
        sizes.push_back(state.section_count + state.question_count);
    }
    const std::vector<std::size_t> ranges = ranges_of(sizes, written_at_a_time / jobs_);
    // Only a new database can be packed anew, because others may be reading an existing one.
    if (is_new_ && ranges.size() > 2) {
        write_segments(tree, states, ranges, progress);
        return;
    }
    const Askers askers = find_askers(tree);
    for (std::size_t i = 0; i < tree.size(); ++i) {
        change();
        add_note(documents_of(tree, i, askers, states[i], tokenizers), database_, words_);
        progress(i + 1);
    }
}

void Writer::write_segments(const Tree& tree, const std::vector<NoteState>& states,
                            const std::vector<std::size_t>& ranges,
                            const std::function<void(std::size_t)>& progress) {
    const Askers askers = find_askers(tree);
    const std::vector<Tokenizers> tokenizers(jobs_);  // one for each worker
    std::atomic<std::size_t> done = 0;
    Segments segments(path_ + ".segments", jobs_);
    segments.write(ranges.size() - 1, [&](std::size_t number, std::size_t worker,
                                          Xapian::WritableDatabase& segment) {
        WordChanges words;
        for (std::size_t i = ranges[number]; i < ranges[number + 1]; ++i) {
            add_note(documents_of(tree, i, askers, states[i], tokenizers[worker]), segment, words);
            ++done;
            if (worker == 0) progress(done);
        }
        words.write_to(segment);
    });
    database_.commit_transaction();
    database_.close();
    segments.pack(path_);
    database_ = open_database(path_, Open::existing);
    database_.begin_transaction();
}

void Writer::replace(const NoteDocuments& note) {
    change();
    remove_words(note.term);
    words_.add(note.words);
    replace_documents(database_, note);
}

void Writer::replace(const std::string& id, const Xapian::Document& document) {
    change();
    remove_words(id);
    words_.add(document);
    database_.replace_document(id, document);
}

void Writer::add(const Xapian::Document& document) {
    change();
    words_.add(document);
    database_.add_document(document);
}

void Writer::remove(const TreeRecord& tree, const std::string& path) {
    change();
    remove_documents(note_term(tree.name, path));
}

// Removes all documents that have a term, and their words.
void Writer::remove_documents(const std::string& term) {
    remove_words(term);
    database_.delete_document(term);
}

// Subtracts the words of all documents that have a term from the counts.
void Writer::remove_words(const std::string& term) {
    for (const Xapian::docid number : documents_with(database_, term)) {
        words_.remove(database_.get_document(number));
    }
}

void Writer::set_tree(const TreeRecord& tree) {
    const std::string before = database_.get_metadata(tree_key(tree.name));
    const std::string record = encode(tree);
    if (before == record) return;
    change();
    database_.set_metadata(tree_key(tree.name), record);
    const TreeRecord old = before.empty() ? TreeRecord() : decode_tree(before);
    if (old.synonyms != tree.synonyms || old.language != tree.language) write_synonyms();
}

void Writer::set_manifest(const std::string& tree, const std::vector<NoteNames>& names,
                          const std::vector<NoteState>& states) {
    change();
    write_manifest(database_, tree, names, states);
}

void Writer::update_manifest(const std::string& tree, const std::vector<NoteNames>& names,
                             const std::vector<NoteState>& states,
                             const std::set<std::size_t>& changed) {
    change();
    crib::update_manifest(database_, tree, names, states, changed);
}

void Writer::forget(const TreeRecord& tree) {
    change();
    std::vector<std::string> notes;
    for (const std::string& term :
         terms_with(database_, make_term(prefix::path, path_in_tree(tree.name, "")))) {
        const Xapian::Document note = database_.get_document(*database_.postlist_begin(term));
        notes.push_back(note_term(tree.name, decode_note(note.get_data()).path));
    }
    for (const std::string& note : notes) remove_documents(note);
    database_.set_metadata(tree_key(tree.name), "");
    if (!tree.synonyms.empty()) write_synonyms();
    write_manifest(database_, tree.name, {}, {});
}

bool Writer::commit() {
    if (changed_) {
        words_.write_to(database_);
        write_rules();
        database_.commit_transaction();
        seal(path_, is_new_);
    } else {
        database_.cancel_transaction();
    }
    return changed_;
}

void add_stamp(Xapian::Document& note, const Stamp& stamp) {
    note.add_value(slot::size, std::to_string(stamp.size));
    note.add_value(slot::modified, std::to_string(stamp.modified));
}

}  // namespace crib
