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
//   question  a question and its links. Found by its own words, by its group's, and at a lower
//             weight by the words of the sections that it leads to.
//   section   a heading and its own text. Found by its title, the headings above, its text and
//   code,
//             the tags and aliases of its note, and the questions that lead to it.
//   note      a file. Never an answer: holds what later runs and other programs need to know of the
//             file, and the vocabulary of its words.
//
// Terms without prefix are those of the tokenizer. Their wdf is not a count: it is 16 times the sum
// over the fields of weight x count / length norm (BM25F; S. Robertson, H. Zaragoza, M. Taylor,
// Simple BM25 extension to multiple weighted fields, 2004), so that Xapian's BM25Weight with b = 0
// ranks by all fields at once. No positions are stored: they would be as large as all the rest; a
// value has where words stand, see positions.h.
//
// Terms with a prefix: see `prefix` below. Value slots: see `slot`; two of them have what prints an
// answer. The data of a note's document is a NoteRecord; others have none, for Xapian would
// compress it by zlib, at a cost, and to little use where it is short. Paths are long, and each
// document would have some: where one is enough the others are digests.
//
// Metadata: `crib.schema` holds schema_version, in decimal; `crib.rules` the rules by which its
// words were made, see word_rules.h; `crib.tree.NAME` a TreeRecord;
// `crib.synonym.ENTRY` the words and phrases that stand for another, see thesaurus.h and bytes.h;
// `crib.words.XX` the words of all documents that begin with XX, as written, folded, see
// stored_words.h; `crib.manifest.NAME/...` what the notes of a tree were when it was indexed, see
// manifest.h.
namespace crib {

// A database of another version is refused: the cure is to make it anew.
inline constexpr int schema_version = 14;

// The names of terms follow Xapian's conventions: Q is a unique id, S a title, K a keyword, X...
// are ours. A colon parts ours from what follows.
namespace prefix {
inline constexpr std::string_view id = "Q";       // of each document: see question_id and others
inline constexpr std::string_view title = "S";    // a term of a question or section title
inline constexpr std::string_view tag = "K";      // a tag or category, folded
inline constexpr std::string_view exact = "XE:";  // a whole question or title: see exact_term
inline constexpr std::string_view group = "XG:";  // of a question, folded; of sections it leads to
inline constexpr std::string_view kind = "XK:";   // question, section, note
inline constexpr std::string_view language = "XL:";  // of a code block
inline constexpr std::string_view note = "XB:";      // of all that a note has: see note_term
inline constexpr std::string_view target = "XT:";    // of a question: id of a section it leads to
inline constexpr std::string_view synonym = "XY:";   // of a note: an entry, TAB, one for it
inline constexpr std::string_view mark = "XM:";      // of a note: what sets it apart, see below
inline constexpr std::string_view path = "XP:";  // of a note: its tree's name, a slash, its path
// Of a note: what it must be looked at again for when it changes.
inline constexpr std::string_view called = "XC:";  // a name that its links call a note or label by
inline constexpr std::string_view leads = "XN:";   // a note that its questions or See Also lead to
inline constexpr std::string_view names = "XF:";   // a note that other links name a section of
}  // namespace prefix

inline constexpr std::string_view mark_see_also = "seealso";    // a map that has See Also links
inline constexpr std::string_view mark_language = "language:";  // and that which it is stemmed by
inline constexpr std::string_view mark_index = "index";         // it is an index or README

namespace slot {
inline constexpr std::uint32_t order = 0;     // path, line, kind: sorts answers of equal score
inline constexpr std::uint32_t targets = 1;   // of a question: ids of its sections, see bytes.h
inline constexpr std::uint32_t size = 2;      // of a note: of its file, in decimal, as is
inline constexpr std::uint32_t modified = 3;  // when it was last written, in nanoseconds
inline constexpr std::uint32_t words = 4;     // of others: where their words stand, see positions.h
inline constexpr std::uint32_t record = 5;    // and their Record, but for the order
inline constexpr std::uint32_t passages = 6;  // and their texts, see passages.h
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
