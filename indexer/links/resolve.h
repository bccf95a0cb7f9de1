#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "indexer/links/anchors.h"
#include "indexer/links/section_names.h"
#include "indexer/note/note.h"
#include "indexer/note/note_source.h"
#include "indexer/walk/other_files.h"

namespace crib {

// A section of one of the notes that links were resolved among.
struct Target {
    std::size_t note = 0;
    std::size_t section = 0;

    bool operator==(const Target&) const = default;
    auto operator<=>(const Target&) const = default;
};

// Where a link leads.
struct Resolution {
    enum class Kind {
        section,       // a section, or a note when the link names none
        lost_section,  // the note is there, its section is not: broken
        missing,       // no such note or file: broken
        outside,       // a path out of the tree: broken
        file,          // another file of the tree
        web,
    };

    Kind kind = Kind::missing;
    std::optional<Target> target;      // of section and lost_section
    std::optional<Problem> problem;    // what its author would want to mend
    std::optional<OtherFile> other{};  // what was looked for that is no note by its path

    bool is_broken() const {
        return kind == Kind::lost_section || kind == Kind::missing || kind == Kind::outside;
    }
    bool operator==(const Resolution&) const = default;
};

// A label of reStructuredText, by which a link of any note may call a section.
struct Label {
    std::string name;
    std::size_t section = 0;

    bool operator==(const Label&) const = default;
};

// What a note may be called by links: all that must be known of a note that is not read.
struct NoteNames {
    std::string path;
    std::vector<std::string> names;  // its title and aliases, folded
    std::vector<Label> labels;

    bool operator==(const NoteNames&) const = default;
};

NoteNames names_of(const Note& note);

// Where the notes of a tree change, a link of an unchanged one may lead elsewhere only if one of
// the names that it calls is among those that a changed note answers, or answered, to.
std::set<std::string> answered_names(const NoteNames& note);
std::vector<std::string> called_names(const Link& link, const std::string& from,
                                      const Resolution& resolution);
// Of those that a note answers to, what a change of it comes to: also one that was its title and is
// a label of it now.
std::set<std::string> changed_names(const NoteNames& before, const NoteNames& after);
// Whether where a link leads depends on the sections of the note that it calls.
bool names_section(const Link& link);

// The notes of one tree by every name that a link may call them, or their sections, by. A note is
// read where a link names a section of it. Several threads may ask.
class Catalogue {
  public:
    // Sorted by path; `source` has the notes in the same order. The anchors of the style count as
    // exact besides explicit ids and GitHub's slugs.
    Catalogue(std::vector<NoteNames> notes, std::shared_ptr<const NoteSource> source,
              OtherFiles files, AnchorStyle style = AnchorStyle::github);
    Catalogue(const Catalogue&) = delete;
    Catalogue& operator=(const Catalogue&) = delete;
    Catalogue(Catalogue&&) = delete;
    Catalogue& operator=(Catalogue&&) = delete;
    ~Catalogue();

    const std::vector<NoteNames>& notes() const { return notes_; }
    std::shared_ptr<const Note> read(std::size_t note) const { return source_->note(note); }

    // A link of note `from` -> where it leads, by the tiers of crib's link rules: explicit id,
    // slug, either in another letter case, letters and digits alone, the link's text, the note
    // itself.
    Resolution resolve(std::size_t from, const Link& link) const;

    // The note that it leads into, whatever section.
    std::optional<std::size_t> note_called(std::size_t from, const Link& link) const;

  private:
    using Index = std::unordered_map<std::string, std::size_t>;
    using Groups = std::unordered_map<std::string, std::vector<std::size_t>>;

    std::optional<std::size_t> note_called(const std::string& path) const;
    std::optional<std::size_t> find_note(const std::string& path) const;
    std::optional<std::size_t> find_document(std::string path) const;
    std::optional<std::size_t> find_named(const std::string& name) const;
    std::vector<std::size_t> notes_ending_in(const std::string& stem) const;
    OtherFile look_at(const Link& link, const std::string& path) const;
    std::optional<std::size_t> find_linked(const OtherFile& other) const;
    std::optional<std::size_t> note_at(std::size_t from, const Link& link,
                                       const std::string& path) const;
    std::optional<std::size_t> find_mounted(std::size_t from, const std::string& path) const;
    std::vector<std::size_t> notes_that_moved(const std::string& name) const;
    bool is_of_tree(const std::string& path) const;
    std::string nearest_note(const std::string& path) const;
    std::optional<std::size_t> note_of_ref(const Link& link) const;
    std::optional<std::size_t> note_of_doc(std::size_t from, const Link& link) const;
    Resolution resolve_url(std::size_t from, const Link& link) const;
    Resolution resolve_site_path(std::size_t from, const Link& link, const std::string& path,
                                 const std::string& fragment, Resolution missing) const;
    Resolution resolve_wiki(std::size_t from, const Link& link) const;
    Resolution resolve_ref(std::size_t from, const Link& link) const;
    Resolution resolve_doc(std::size_t from, const Link& link) const;
    Resolution resolve_fragment(std::size_t from, const Link& link, std::size_t note,
                                const std::string& fragment) const;
    Resolution resolve_title(std::size_t from, const Link& link, std::size_t note,
                             const std::string& title) const;
    Resolution outside(std::size_t from, const Link& link) const;
    Resolution file(std::size_t from, const Link& link, OtherFile other) const;
    Resolution missing(std::size_t from, const Link& link, const std::string& path) const;
    Resolution loose(std::size_t from, const Link& link, Target target,
                     const std::string& fragment) const;
    Resolution lost(std::size_t from, const Link& link, std::size_t note,
                    const std::string& fragment) const;
    Problem problem(std::size_t from, const Link& link, ProblemKind kind,
                    std::string message) const;
    const SectionNames& anchors(std::size_t note) const;

    const std::string& path_of(std::size_t note) const { return notes_[note].path; }

    // Made when a link is first looked for in vain by its path as written.
    const Index& by_folded_path() const;
    const Index& by_name() const;
    const Groups& by_folder() const;
    const Groups& by_file_name() const;
    const std::map<std::string, Target>& by_label() const;

    std::vector<NoteNames> notes_;
    std::shared_ptr<const NoteSource> source_;
    OtherFiles files_;
    AnchorStyle style_;
    mutable std::mutex mutex_;  // of all that is made when it is first asked for
    mutable std::optional<Index> by_folded_path_;
    mutable std::optional<Index> by_name_;  // folded: file name, title, alias
    mutable std::optional<Groups> by_folder_;
    mutable std::optional<Groups> by_file_name_;  // folded
    mutable std::optional<std::map<std::string, Target>> by_label_;
    mutable std::unordered_map<std::size_t, std::unique_ptr<SectionNames>> anchors_;
};

}  // namespace crib
