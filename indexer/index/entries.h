#pragma once

#include <string>
#include <string_view>
#include <utility>

#include <xapian.h>

// What a database holds, as ranges for a loop. A range copies nothing: it reads each entry when the
// loop reaches it, so the database must stay open and unchanged meanwhile.
namespace crib {

template <typename Iterator>
class Entries {
  public:
    Entries(Iterator begin, Iterator end) : begin_(std::move(begin)), end_(std::move(end)) {}

    const Iterator& begin() const { return begin_; }
    const Iterator& end() const { return end_; }

  private:
    Iterator begin_;
    Iterator end_;
};

// The numbers of the documents that have a term, ascending.
inline Entries<Xapian::PostingIterator> documents_with(const Xapian::Database& database,
                                                       const std::string& term) {
    return {database.postlist_begin(term), database.postlist_end(term)};
}

// The terms that begin with a prefix, ascending.
inline Entries<Xapian::TermIterator> terms_with(const Xapian::Database& database,
                                                const std::string& prefix) {
    return {database.allterms_begin(prefix), database.allterms_end(prefix)};
}

// The keys of the metadata that begin with a prefix, ascending.
inline Entries<Xapian::TermIterator> metadata_with(const Xapian::Database& database,
                                                   std::string_view prefix) {
    const std::string start(prefix);
    return {database.metadata_keys_begin(start), database.metadata_keys_end(start)};
}

// A document that the database itself has named, so its existence need not be looked up.
inline Xapian::Document named_document(const Xapian::Database& database, Xapian::docid document) {
    return database.get_document(document, Xapian::DOC_ASSUME_VALID);
}

}  // namespace crib
