#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "indexer/index/tree_record.h"
#include "indexer/links/resolve.h"
#include "indexer/note/note.h"
#include "indexer/note/questions.h"
#include "indexer/walk/other_files.h"

namespace crib {

// The notes of one tree. Each is read when something asks for it.
class Tree {
  public:
    // The names are sorted by path; `source` has the notes in the same order.
    Tree(TreeRecord record, std::vector<NoteNames> names, std::shared_ptr<const NoteSource> source,
         OtherFiles files);

    const TreeRecord& record() const { return record_; }
    std::size_t size() const { return catalogue_->notes().size(); }
    const std::string& path(std::size_t note) const { return catalogue_->notes()[note].path; }
    std::shared_ptr<const Note> read(std::size_t note) const { return catalogue_->read(note); }
    const Catalogue& catalogue() const { return *catalogue_; }

  private:
    TreeRecord record_;
    std::shared_ptr<const Catalogue> catalogue_;
};

// A note among the others of its tree: where its links lead, and which questions it has. Finds out
// each when it is first asked for, so threads must not share one.
class LinkedNote {
  public:
    // The tree must outlive it.
    LinkedNote(const Tree& tree, std::size_t index);

    const Tree& tree() const { return *tree_; }
    std::size_t index() const { return index_; }
    const Note& note() const { return *note_; }
    const Resolution& resolution(std::size_t link) const;

    // `found` has all that find_questions sees, `questions` leaves out those that repeat a heading.
    const std::vector<Question>& found() const { return found_; }
    const std::vector<Question>& questions() const;
    // Whether a row or item only points at a heading that asks the same, as in a table of contents.
    bool repeats_a_heading(const Question& question) const;
    // The sections that a question leads to.
    std::vector<Target> targets(const Question& question) const;

    // What the note's author would want to mend, sorted by place.
    std::vector<Problem> problems() const;

  private:
    // The headings of a note that are questions: their texts, folded, by section.
    using AskingHeadings = std::unordered_map<std::size_t, std::string>;
    const AskingHeadings& asking_headings(std::size_t note) const;

    const Tree* tree_;
    std::size_t index_;
    std::shared_ptr<const Note> note_;
    std::vector<Question> found_;
    mutable std::vector<std::optional<Resolution>> resolutions_;
    mutable std::optional<std::vector<Question>> questions_;
    mutable std::unordered_map<std::size_t, AskingHeadings> asking_headings_;  // by note
};

// Whether a section is in the index. The text before the first heading is not, if it is empty and
// another section follows. Its id is then the id of that section.
bool is_indexed(const Note& note, std::size_t section);
std::string id_of(const TreeRecord& tree, const Note& note, std::size_t section);

// A question, as stored with the sections that it leads to.
struct Asker {
    std::string text;
    std::string group;

    bool operator==(const Asker&) const = default;
};

// The questions that lead to each section, by the section's id, in the order of the notes.
using Askers = std::unordered_map<std::string, std::vector<Asker>>;
Askers find_askers(const Tree& tree);

}  // namespace crib
