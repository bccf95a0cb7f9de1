#pragma once

#include <string>
#include <vector>

#include <xapian.h>

#include "indexer/links/tree.h"
#include "indexer/store/fields.h"
#include "indexer/words/word_tally.h"

namespace crib {

class Tokenizer;

// All documents of one note: those of its questions and sections, and its own.
struct NoteDocuments {
    std::string term;  // see note_term; each of them has it, and no other note's documents do
    std::size_t sections = 0;
    std::vector<Xapian::Document> documents;  // the note's own comes last
    WordTally words;                          // of them all
};

// A note and its neighbours -> documents, as schema.h describes them. All documents are made here,
// so the reason for writing one makes no difference to it.
NoteDocuments derive_documents(const LinkedNote& note, const Askers& askers,
                               const Tokenizer& tokenizer, const Fields& fields = {});

// Cheaper: make the document of one section, of one question, or of the note only.
Xapian::Document derive_section(const LinkedNote& note, std::size_t section, const Askers& askers,
                                const Tokenizer& tokenizer, const Fields& fields = {});
Xapian::Document derive_question(const LinkedNote& note, const Question& question,
                                 const Tokenizer& tokenizer, const Fields& fields = {});
Xapian::Document derive_note(const LinkedNote& note, const Tokenizer& tokenizer);

bool has_term(const Xapian::Document& document, const std::string& term);

}  // namespace crib
