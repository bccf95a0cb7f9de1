#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include <xapian.h>

#include "indexer/index/tree_record.h"
#include "indexer/links/tree.h"
#include "indexer/store/writer.h"
#include "indexer/update/changes.h"
#include "indexer/update/disk_notes.h"
#include "indexer/update/reason.h"
#include "indexer/words/tokenizers.h"

namespace crib {

// Brings a tree in a database up to date. A change travels across notes, because a question holds
// words of the sections that it leads to, and a section holds words of the questions that lead to
// it:
//
//   what changes          what is made again
//   a note's text         the note, and the questions of other notes that lead to it
//   a question            the sections that it leads to, and those that it led to before
//   a name of a note      the notes with a link that calls this name
//   a name of a section   the notes with a link to a section of that note
//   another file          the notes with a link to it, or through it
//
// The result is what a new database would hold, but a note that does not depend on a change is
// neither read nor written.
class Update {
  public:
    // The record, the writer and the tokenizers must outlive it.
    Update(const TreeRecord& record, Changes changes, OtherFiles files, Writer& writer,
           const Tokenizers& tokenizers);

    // `tell` gets the path and the problems of each note whose links were looked at. `explain`, if
    // there is one, gets the path of each note that is made again or removed, and why.
    using Tell = std::function<void(const std::string&, std::vector<Problem>)>;
    using Explain = std::function<void(const std::string&, const std::vector<Reason>&)>;
    void run(const Tell& tell, const Explain& explain = {});

    // The states of the notes as they are now.
    const std::vector<NoteState>& states() const { return states_; }

  private:
    // What is made again of one note, and why.
    struct Redo {
        bool all = false;                 // every document
        bool note = false;                // its own document
        bool stamp = false;               // only the stamp in its own document
        bool links = false;               // a link may lead elsewhere: its links are counted again
        std::vector<Question> questions;  // the documents of these questions
        std::vector<Reason> reasons;

        void add(const Reason& reason);
    };

    // The questions that lead to each section, each by its place in the order of all questions.
    using Leads = std::map<std::string, std::map<std::string, Asker>>;  // by the section's id

    void take_changes();
    void find_dependents(bool all_reasons);
    std::set<std::size_t> notes_with(std::string_view prefix, const std::string& name) const;
    void look_again(std::size_t note, bool all_reasons);
    std::optional<Reason> reason_of(const LinkedNote& note, std::size_t index) const;
    void explain_all(const Explain& explain);

    void find_leads();
    void take_old_leads(const Xapian::Document& question);
    void take_new_leads(const LinkedNote& note, const Question& question);
    std::vector<std::string> sections_to_derive() const;
    void find_askers(const std::string& id);

    void write_note(std::size_t note);
    void write_part(std::size_t note, const Redo& redo);
    void write_section(const std::string& id);
    // `changed` has the notes whose links were counted again. Other notes whose state may have
    // changed are known elsewhere.
    void write_manifest(std::set<std::size_t> changed);
    Xapian::Document stamped(Xapian::Document document, std::size_t note) const;

    std::string note_path(std::size_t note) const;
    std::size_t index_of(const std::string& path) const;
    bool is_rewritten(std::size_t note) const;
    Xapian::Document document_of(const std::string& id) const;
    const Tokenizer& tokenizer_of(const LinkedNote& note) const {
        return tokenizers_.of(tree_.record(), note.note());
    }

    Changes changes_;
    std::vector<NoteState> states_;
    std::shared_ptr<const DiskNotes> source_;
    Tree tree_;
    Writer& writer_;
    const Xapian::Database& database_;
    const Tokenizers& tokenizers_;

    std::map<std::size_t, Redo> redo_;  // by note
    Leads leads_before_;
    Leads leads_now_;
    std::set<std::string> old_leads_;  // places of questions that are made again or are gone
    Askers askers_;
};

}  // namespace crib
