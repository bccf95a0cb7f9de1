#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "indexer/links/anchors.h"
#include "indexer/links/note_names.h"
#include "indexer/links/section_names.h"
#include "indexer/note/note.h"
#include "indexer/note/note_source.h"
#include "indexer/walk/other_files.h"

namespace crib {

// A section of one of the notes that links are resolved among.
struct Target {
    std::size_t note = 0;
    std::size_t section = 0;

    bool operator==(const Target&) const = default;
    auto operator<=>(const Target&) const = default;
};

// Finds the notes of one tree, and their sections, by every name that a link may call them by. A
// method that is not const makes a table when it first needs one, so threads must not share it.
class Lookup {
  public:
    // The notes are sorted by path; `source` has them in the same order. SectionNames says what the
    // style does.
    Lookup(std::vector<NoteNames> notes, std::shared_ptr<const NoteSource> source, OtherFiles files,
           AnchorStyle style);

    const std::vector<NoteNames>& notes() const { return notes_; }
    const std::string& path_of(std::size_t note) const { return notes_[note].path; }
    std::shared_ptr<const Note> read(std::size_t note) const { return source_->note(note); }
    const OtherFiles& files() const { return files_; }
    AnchorStyle style() const { return style_; }

    // The note at a path, however loosely the path is written: without suffix, as the page that a
    // site makes of it, as a folder. The second takes any letter case. note_at tries the first,
    // then the second.
    std::optional<std::size_t> note_in_case(const std::string& path) const;
    std::optional<std::size_t> note_in_any_case(const std::string& path);
    std::optional<std::size_t> note_at(const std::string& path);
    // The note whose path ends so, in any letter case, with or without suffix. The one that lies
    // highest wins.
    std::optional<std::size_t> note_ending_in(const std::string& path);
    // The note that Sphinx calls by a path from its source folder. The tree may begin below that.
    std::optional<std::size_t> document(std::string path);
    // A note by its title, an alias or the end of its path, as wikis call it.
    std::optional<std::size_t> note_named(const std::string& name);
    // The note that a path on a site may mean, if the site's root is not the tree's. The path
    // `/a/b/c/d` means the note at `.../b/c/d` or `.../c/d`, else the note of the folder `.../d`,
    // else the only note called `d`. If several notes fit, as in the versions of a manual, the one
    // nearest to the note `from` wins, else the last.
    std::optional<std::size_t> note_on_site(const std::string& path, std::size_t from);
    // A section by its label, in any case.
    std::optional<Target> labelled(const std::string& name);
    // The names of a note's sections. The reference is good until the next call.
    SectionNames& sections(std::size_t note);
    // Whether a note has wiki links.
    bool is_of_wiki(std::size_t note);

    // Whether a path from the root can mean only something in the tree.
    bool is_of_tree(const std::string& path) const;

    // What the author of a link may have meant by a path where no note lies, or by a label that
    // no section has. Empty if nothing is near.
    std::string nearest_note(const std::string& path);
    std::string nearest_label(const std::string& name);

  private:
    using Index = std::unordered_map<std::string, std::size_t>;
    using Groups = std::unordered_map<std::string, std::vector<std::size_t>>;

    std::optional<std::size_t> note_at_exactly(const std::string& path) const;
    static std::vector<std::string> paths_meant_by(const std::string& path);
    std::vector<std::size_t> notes_ending_in(const std::string& stem);
    std::vector<std::size_t> notes_that_moved(const std::string& name);

    const std::map<std::string, std::size_t>& by_folded_path();
    const Index& by_name();
    const Groups& by_folder();
    const Groups& by_file_name();
    const std::map<std::string, Target>& by_label();

    std::vector<NoteNames> notes_;
    std::shared_ptr<const NoteSource> source_;
    OtherFiles files_;
    AnchorStyle style_;
    std::optional<std::map<std::string, std::size_t>> by_folded_path_;
    std::optional<Index> by_name_;  // folded: file name, title, alias
    std::optional<Groups> by_folder_;
    std::optional<Groups> by_file_name_;  // folded
    std::optional<std::map<std::string, Target>> by_label_;
    std::unordered_map<std::size_t, std::unique_ptr<SectionNames>> sections_;
    std::optional<std::pair<std::size_t, bool>> of_wiki_;  // the note that was last asked for
};

}  // namespace crib
