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

#include "indexer/links/tree.h"
#include "indexer/store/writer.h"
#include "indexer/update/changes.h"
#include "indexer/update/disk_notes.h"
#include "indexer/update/reason.h"
#include "indexer/words/tokenizers.h"

namespace crib {

// Brings a tree in a database in line with its changed notes, and with them all that depends on
// them in others: questions hold words of the sections that they lead to, sections those of the
// questions that lead to them. What is written is what a database made anew would hold; but what
// does not depend on a change is neither read nor written.
class Update {
  public:
    // All but the changes and files must outlive it.
    Update(const TreeRecord& record, Changes changes, OtherFiles files, Writer& writer,
           const Tokenizers& tokenizers);

    // `tell` gets the path and the problems of each note whose links were looked at. `explain`, if
    // there is one, gets the path of each note that is made again or removed, and why.
    using Tell = std::function<void(const std::string&, std::vector<Problem>)>;
    using Explain = std::function<void(const std::string&, const std::vector<Reason>&)>;
    void run(const Tell& tell, const Explain& explain = {});

    // The notes as they are now.
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

    // What leads to a section: the question's place in the order of all, and itself.
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
    // `changed` are those whose state may have, beside those that are told elsewhere.
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
    std::set<std::string> old_leads_;  // the places of questions that are made again or gone
    Askers askers_;
};

}  // namespace crib
