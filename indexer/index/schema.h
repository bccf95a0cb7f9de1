#pragma once

#include <cstdint>
#include <string_view>

// What a crib database holds.
//
// A database is a glass database of Xapian's with a document for every question, for every section
// that has text or a heading, and for every note. It is an index, not an archive: it can be deleted
// and made again from the notes at any time.
//
// Documents
//
//   question  a question and its links. A query finds it by its words, its group's words and, at a
//             lower weight, the words of the sections that it leads to.
//   section   a heading and its own text. A query finds it by its title, the headings above, its
//             text and code, the tags and aliases of its note, and the questions that lead to it.
//   note      a file. It is never an answer: it holds what later runs and other programs need to
//             know of the file.
//
// Terms without a prefix are those of the tokenizer. Their wdf is not a count: it is 16 times the
// sum over the fields of weight x count / length norm (BM25F; S. Robertson, H. Zaragoza, M. Taylor,
// Simple BM25 extension to multiple weighted fields, 2004). So Xapian's BM25Weight with b = 0 ranks
// by all fields at once. Xapian's own positions are not stored, because they would be as large as
// all the rest. A value says where words stand, see positions.h.
//
// `prefix` below lists the terms with a prefix, `slot` the value slots. Two of the slots hold what
// prints an answer. The data of a note's document is a NoteRecord. Other documents have no data,
// because Xapian would compress it by zlib: that takes time, and saves little in a short text.
// Paths are long and every document needs some, so most are stored as digests.
//
// Metadata, by its keys:
//
//   crib.schema             schema_version, in decimal
//   crib.rules              the rules by which the words were made, see word_rules.h
//   crib.tree.NAME          a TreeRecord
//   crib.synonym.ENTRY      the words and phrases that stand for an entry, see thesaurus.h
//   crib.words.XX           the words of all documents that begin with XX, see stored_words.h
//   crib.manifest.NAME/...  the state of a tree's notes when they were indexed, see manifest.h
namespace crib {

// A program refuses a database of another version; the cure is to make it anew.
inline constexpr int schema_version = 15;

// Prefixes follow Xapian's conventions: Q is a unique id, S a title, K a keyword, and X begins our
// own. A colon ends our own.
namespace prefix {
inline constexpr std::string_view id = "Q";          // of each document: see ids.h
inline constexpr std::string_view title = "S";       // a term of a title, see title_size.h
inline constexpr std::string_view tag = "K";         // a tag or category, folded
inline constexpr std::string_view exact = "XE:";     // a whole question or title: see exact_term
inline constexpr std::string_view group = "XG:";     // folded; of a question and its sections
inline constexpr std::string_view kind = "XK:";      // question, section, note
inline constexpr std::string_view language = "XL:";  // of a code block
inline constexpr std::string_view note = "XB:";      // of a note's documents: see note_term
inline constexpr std::string_view target = "XT:";    // of a question: id of a section it leads to
inline constexpr std::string_view synonym = "XY:";   // of a note: an entry, TAB, its synonym
inline constexpr std::string_view mark = "XM:";      // a property, see below
inline constexpr std::string_view path = "XP:";      // of a note: see path_in_tree
// The documents of a note depend on other notes. These terms say on which.
inline constexpr std::string_view called = "XC:";  // a name by which its links call a note or label
inline constexpr std::string_view leads = "XN:";   // a note that its questions or See Also lead to
inline constexpr std::string_view names = "XF:";   // a note whose sections its links name
}  // namespace prefix

// Of notes:
inline constexpr std::string_view mark_see_also = "seealso";    // a map that has See Also links
inline constexpr std::string_view mark_language = "language:";  // followed by a language
inline constexpr std::string_view mark_index = "index";         // an index or README
// Of questions and sections:
inline constexpr std::string_view mark_faq = "faq";          // in a list of questions with answers
inline constexpr std::string_view mark_heading = "heading";  // of a question: leads to itself only

namespace slot {
inline constexpr std::uint32_t order = 0;     // path, line, kind: sorts answers of equal score
inline constexpr std::uint32_t targets = 1;   // of a question: ids of its sections, see bytes.h
inline constexpr std::uint32_t size = 2;      // of a note: its file's size, in decimal
inline constexpr std::uint32_t modified = 3;  // of a note: its file's time, in ns, in decimal
// Of questions and sections:
inline constexpr std::uint32_t words = 4;     // where their words stand, see positions.h
inline constexpr std::uint32_t record = 5;    // their Record, except what `order` holds
inline constexpr std::uint32_t passages = 6;  // their texts, see passages.h
}  // namespace slot

namespace metadata {
inline constexpr std::string_view schema = "crib.schema";
inline constexpr std::string_view rules = "crib.rules";
inline constexpr std::string_view tree = "crib.tree.";
inline constexpr std::string_view synonym = "crib.synonym.";
inline constexpr std::string_view words = "crib.words.";
inline constexpr std::string_view manifest = "crib.manifest.";
}  // namespace metadata

}  // namespace crib
