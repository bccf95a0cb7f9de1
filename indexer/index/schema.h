#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

#include "indexer/index/kind.h"
#include "indexer/note/note.h"

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
// words were made, see word_rules.h; `crib.tree.NAME` a TreeRecord in CBOR;
// `crib.synonym.ENTRY` the words and phrases that stand for another, see thesaurus.h and pack;
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
inline constexpr std::uint32_t targets = 1;   // of a question: the ids of its sections, see pack
inline constexpr std::uint32_t size = 2;      // of a note: of its file, in decimal, as is
inline constexpr std::uint32_t modified = 3;  // when it was last written, in nanoseconds
inline constexpr std::uint32_t words = 4;     // of others: where their words stand, see positions.h
inline constexpr std::uint32_t record = 5;    // and their Record, in CBOR but for the order
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

// wdf of a term that occurs once in a field of weight 1 and average length.
inline constexpr double wdf_unit = 16;

// Where a link of an answer leads.
struct RecordLink {
    enum class State {
        section,  // to a section
        lost,     // broken: the note is there, its section is not
        missing,  // broken
        web,      // out of the tree, or to a file that is no note
    };

    State state = State::section;
    std::string title;        // of the section; else the link's label
    std::string destination;  // as written, unless it leads to a section
    std::string path;         // from the tree's root, as those below, of section and lost
    int line = 0;
    int column = 1;
    int end_line = 0;
    std::string anchor;
    std::vector<std::string> breadcrumb;
    std::string url;  // the web address; empty when there is none

    bool operator==(const RecordLink&) const = default;
};

// What it takes to print an answer without opening its note.
struct Record {
    Kind kind = Kind::section;
    std::string tree;  // the name of its tree
    std::string title;
    std::string group;  // of a question
    std::string path;   // from the tree's root
    Place place;
    std::vector<RecordLink> links;
    std::string url;  // the web address of its own place; empty when there is none

    bool operator==(const Record&) const = default;
};

struct NoteRecord {
    std::string tree;
    std::string path;
    std::string title;
    std::vector<RecordLink> see_also = {};  // of a question map

    bool operator==(const NoteRecord&) const = default;
};

// A tree of notes and what was said of it when it was named.
struct TreeRecord {
    std::string name;
    std::string root;  // a folder, absolute
    std::string only;  // of a tree of one note: its file name
    std::vector<std::string> exclude;
    std::string anchors;
    std::string url;
    std::string language;
    bool ignore = true;  // leave out what git ignores
    std::vector<std::string> synonym_files = {};
    std::string synonyms = {};  // what the files held when they were last read

    bool operator==(const TreeRecord&) const = default;
};

// A document that the database itself has named: that it is there need not be looked up.
inline Xapian::Document named_document(const Xapian::Database& database, Xapian::docid document) {
    return database.get_document(document, Xapian::DOC_ASSUME_VALID);
}

// Into the slots of a document.
void set_record(Xapian::Document& document, const Record& record);
// All of it but what order_key holds.
std::string encode(const Record& record);
std::string encode(const NoteRecord& record);
std::string encode(const TreeRecord& record);
// Throw Error where the data is damaged.
Record decode_record(std::string_view data, std::string_view order);
Record record_of(const Xapian::Document& document);
NoteRecord decode_note(std::string_view data);
TreeRecord decode_tree(std::string_view data);

// All trees that a database knows, by name.
std::vector<TreeRecord> trees_of(const Xapian::Database& database);

// A list of strings in a value slot, and back.
std::string pack(const std::vector<std::string>& strings);
std::vector<std::string> unpack(std::string_view packed);

// A term that Xapian takes: of at most 245 bytes (a longer one ends in a hash of its rest), and
// without NUL.
std::string make_term(std::string_view prefix, std::string_view text);

// FNV-1a, 64 bits; `hash` is that of what came before. Not for what an attacker must not forge.
// Source: G. Fowler, L. C. Noll, K.-P. Vo, draft-eastlake-fnv.
std::uint64_t hash64(std::string_view text, std::uint64_t hash = 0xcbf29ce484222325);

// Eleven letters and digits that stand for a text: its hash64.
std::string digest(std::string_view text);

// Ids, unique in the database: the kind and a digest of the tree and the rest. A note's own section
// has no anchor.
std::string section_id(std::string_view tree, std::string_view path, std::string_view anchor);
std::string question_id(std::string_view tree, std::string_view path, Place place);
std::string note_id(std::string_view tree, std::string_view path);
// On the documents of a note, and on no others. `path` begins with the tree's name and a slash.
std::string note_term(std::string_view path);
std::string note_term(std::string_view tree, std::string_view path);

// What two questions or titles have in common that count as the same: folded, without code marks,
// runs of space, and the mark at the end.
std::string exact_form(std::string_view title);
// The term of all that have the form.
std::string exact_term(std::string_view form);

// The value of slot::order. The name of a tree has no slash.
std::string order_key(std::string_view tree, std::string_view path, Place place, Kind kind);
// The least and the greatest that can be of a document below a folder, which is a tree's name or
// that, a slash and a path in it.
std::pair<std::string, std::string> order_keys_below(std::string_view folder);
// The document's kind, by that value. Throws Error where it is damaged.
Kind kind_of_key(std::string_view order);

}  // namespace crib
