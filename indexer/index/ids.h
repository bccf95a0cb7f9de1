#pragma once

#include <string>
#include <string_view>

#include "indexer/note/note.h"

// The terms that name documents, and how every term is made.
namespace crib {

// A term that Xapian takes: it has no NUL and at most 245 bytes. A longer one ends in a hash of
// the whole.
std::string make_term(std::string_view prefix, std::string_view text);

// Names a note among the notes of all trees: its tree's name, a slash, its path.
std::string path_in_tree(std::string_view tree, std::string_view path);

// Each id is unique in the database: the kind, and a digest of the tree and the rest. The section
// before a note's first heading has no anchor.
std::string section_id(std::string_view tree, std::string_view path, std::string_view anchor);
std::string question_id(std::string_view tree, std::string_view path, Place place);
std::string note_id(std::string_view tree, std::string_view path);
// All documents of a note have this term, and no others do. The first takes a path_in_tree.
std::string note_term(std::string_view path);
std::string note_term(std::string_view tree, std::string_view path);

// The form that two questions or titles share if they count as the same: folded, without code
// marks, runs of spaces and the mark at the end.
std::string exact_form(std::string_view title);
// The term of all questions and titles that have the form.
std::string exact_term(std::string_view form);

}  // namespace crib
