#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/note/note.h"
#include "indexer/walk/other_files.h"

namespace crib {

// A label of reStructuredText, by which a link of any note may call a section.
struct Label {
    std::string name;
    std::size_t section = 0;

    bool operator==(const Label&) const = default;
};

// The names by which links may call a note: all that must be known of a note that is not read.
struct NoteNames {
    std::string path;
    std::vector<std::string> names;  // its title and aliases, folded
    std::vector<Label> labels;

    bool operator==(const NoteNames&) const = default;
};

NoteNames names_of(const Note& note);

// A name as reStructuredText compares it: without regard to case and the width of white space.
std::string normal_name(std::string_view name);

// A title as the wikis of forges call its page's file: with a hyphen for each space.
std::string page_name(std::string name);

// When notes change, a link of an unchanged note may lead elsewhere only if it calls a name that a
// changed note answers, or answered, to. These are all the names that a note answers to.
std::set<std::string> answered_names(const NoteNames& note);
// The names whose meaning changes with a note that keeps its path. A name that was the note's title
// and is a label of it now is one of them.
std::set<std::string> changed_names(const NoteNames& before, const NoteNames& after);
// The names that a link calls. `from` is the path of its note; `other` is the file that it leads
// to, or through which it leads to a note.
std::vector<std::string> called_names(const Link& link, const std::string& from,
                                      const std::optional<OtherFile>& other);
// Whether a link calls a section of its note by name, so that the names of the note's sections
// decide where it leads.
bool names_section(const Link& link);

}  // namespace crib
