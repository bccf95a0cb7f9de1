#include "indexer/store/changed_documents.h"

#include <map>
#include <string>

#include "indexer/index/entries.h"
#include "indexer/index/schema.h"

namespace crib {
namespace {

std::string id_of(const Xapian::Document& document) {
    auto term = document.termlist_begin();
    term.skip_to(std::string(prefix::id));
    return term == document.termlist_end() ? std::string() : *term;
}

bool have_equal_terms(const Xapian::Document& some, const Xapian::Document& others) {
    auto other = others.termlist_begin();
    for (auto term = some.termlist_begin(); term != some.termlist_end(); ++term, ++other) {
        if (other == others.termlist_end() || *term != *other) return false;
        if (term.get_wdf() != other.get_wdf()) return false;
    }
    return other == others.termlist_end();
}

bool have_equal_values(const Xapian::Document& some, const Xapian::Document& others) {
    auto other = others.values_begin();
    for (auto value = some.values_begin(); value != some.values_end(); ++value, ++other) {
        if (other == others.values_end() || value.get_valueno() != other.get_valueno())
            return false;
        if (*value != *other) return false;
    }
    return other == others.values_end();
}

// Xapian compares the terms itself, but writes the data, the values and the list of terms again
// unless it gets its own document back.
void replace_document(Xapian::WritableDatabase& database, Xapian::docid number,
                      const Xapian::Document& document) {
    Xapian::Document stored = database.get_document(number);
    if (!have_equal_terms(stored, document)) {
        database.replace_document(number, document);
        return;
    }
    if (stored.get_data() != document.get_data()) stored.set_data(document.get_data());
    if (!have_equal_values(stored, document)) {
        stored.clear_values();
        for (auto value = document.values_begin(); value != document.values_end(); ++value) {
            stored.add_value(value.get_valueno(), *value);
        }
    }
    database.replace_document(number, stored);
}

}  // namespace

void replace_documents(Xapian::WritableDatabase& database, const NoteDocuments& note) {
    std::multimap<std::string, Xapian::docid> before;  // by id
    for (const Xapian::docid number : documents_with(database, note.term)) {
        before.emplace(id_of(database.get_document(number)), number);
    }
    for (const Xapian::Document& document : note.documents) {
        const auto same = before.find(id_of(document));
        if (same == before.end()) {
            database.add_document(document);
        } else {
            replace_document(database, same->second, document);
            before.erase(same);
        }
    }
    for (const auto& [id, number] : before) database.delete_document(number);
}

}  // namespace crib
