#pragma once

#include <string>
#include <vector>

#include <xapian.h>

#include "indexer/links/tree.h"
#include "indexer/store/fields.h"
#include "indexer/words/word_tally.h"

namespace crib {

class Tokenizer;

// All that the database holds of one note: the documents of its questions and sections, and its
// own.
struct NoteDocuments {
    std::string term;  // see note_term; on each of them, and on no other note's
    std::size_t sections = 0;
    std::vector<Xapian::Document> documents;  // the note's own comes last
    WordTally words;                          // of them all
};

// A note and its neighbours -> documents, as schema.h describes them. The only place that makes
// any, so that they are the same whatever led to their being written.
NoteDocuments derive_documents(const LinkedNote& note, const Askers& askers,
                               const Tokenizer& tokenizer, const Fields& fields = {});

// The same of one section, one question, or the note alone.
Xapian::Document derive_section(const LinkedNote& note, std::size_t section, const Askers& askers,
                                const Tokenizer& tokenizer, const Fields& fields = {});
Xapian::Document derive_question(const LinkedNote& note, const Question& question,
                                 const Tokenizer& tokenizer, const Fields& fields = {});
Xapian::Document derive_note(const LinkedNote& note, const Tokenizer& tokenizer);

bool has_term(const Xapian::Document& document, const std::string& term);

}  // namespace crib
