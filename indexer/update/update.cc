#include "indexer/update/update.h"

#include <algorithm>
#include <utility>

#include "indexer/index/ids.h"
#include "indexer/index/order_key.h"
#include "indexer/index/record.h"
#include "indexer/index/schema.h"
#include "indexer/index/stored_record.h"
#include "indexer/index/tree_record.h"
#include "indexer/store/document.h"
#include "indexer/store/recalled_note.h"
#include "indexer/text/bytes.h"

namespace crib {
namespace {

bool is_question(const Xapian::Document& document) {
    static const std::string term = make_term(prefix::kind, name_of(Kind::question));
    return has_term(document, term);
}

}  // namespace

Update::Update(const TreeRecord& record, Changes changes, OtherFiles files, Writer& writer,
               const Tokenizers& tokenizers)
    : changes_(std::move(changes)),
      states_(std::move(changes_.now.states)),
      source_(std::make_shared<const DiskNotes>(
          record.root,
          [this](std::size_t note) {
              return DiskNotes::Expected{tree_.path(note), states_[note].text};
          },
          changes_.changed,
          [&database = writer.database(), tree = record.name](const std::string& path) {
              return recall_note(database, tree, path);
          })),
      tree_(record, std::move(changes_.now.names), source_, std::move(files)),
      writer_(writer),
      database_(writer.database()),
      tokenizers_(tokenizers) {}

void Update::Redo::add(const Reason& reason) {
    if (std::ranges::find(reasons, reason) == reasons.end()) reasons.push_back(reason);
}

void Update::run(const Tell& tell, const Explain& explain) {
    take_changes();
    find_dependents(static_cast<bool>(explain));
    std::set<std::size_t> linked_anew;
    for (const auto& [note, redo] : redo_) {
        if (redo.all || redo.links) linked_anew.insert(note);
    }
    for (const std::size_t note : linked_anew) {
        const LinkedNote linked(tree_, note);
        take_stock(states_[note], linked);
        tell(linked.note().path, linked.problems());
    }
    find_leads();
    const std::vector<std::string> sections = sections_to_derive();
    for (const std::string& path : changes_.removed) writer_.remove(tree_.record(), path);
    for (const auto& [note, redo] : redo_) {
        if (redo.all) write_note(note);
    }
    for (const auto& [note, redo] : redo_) {
        if (!redo.all) write_part(note, redo);
    }
    for (const std::string& id : sections) write_section(id);
    // The next run must read these again, because their text was not the text that the walk saw.
    for (const std::size_t note : source_->changed_meanwhile()) states_[note].text = 0;
    // The next run must read these again, too, because the database does not know all that they
    // hold. Once they can be read, what leads to them is made again, even if they did not change.
    for (const std::size_t note : source_->unreadable()) {
        states_[note].text = 0;
        states_[note].young = true;
    }
    write_manifest(linked_anew);
    if (explain) explain_all(explain);
}

// Takes down the notes whose own files changed.
void Update::take_changes() {
    for (const auto& [note, text] : changes_.changed) {
        Redo& redo = redo_[note];
        redo.all = true;
        const bool is_new = changes_.added.contains(note);
        redo.add({is_new ? Reason::Kind::added : Reason::Kind::changed});
    }
    for (const std::size_t note : changes_.restamped) {
        Redo& redo = redo_[note];
        redo.stamp = true;
        redo.add({Reason::Kind::touched});
    }
}

// Tells the reasons in the order of paths.
void Update::explain_all(const Explain& explain) {
    std::map<std::string, std::vector<Reason>> reasons;
    for (const std::string& path : changes_.removed) {
        reasons[path] = std::vector<Reason>{{Reason::Kind::removed}};
    }
    for (const auto& [note, redo] : redo_) {
        std::vector<Reason>& found = reasons[tree_.path(note)];
        found = redo.reasons;
        // A link may have gone through a file that is gone, and then no link shows the reason.
        if (found.empty()) found = std::vector<Reason>{{Reason::Kind::elsewhere}};
    }
    for (const auto& [path, found] : reasons) explain(path, found);
}

void Update::write_manifest(std::set<std::size_t> changed) {
    const std::string& tree = tree_.record().name;
    const std::vector<NoteNames>& names = tree_.catalogue().notes();
    if (!changes_.added.empty() || !changes_.removed.empty()) {
        writer_.set_manifest(tree, names, states_);
        return;
    }
    changed.insert(changes_.restamped.begin(), changes_.restamped.end());
    changed.insert(source_->changed_meanwhile().begin(), source_->changed_meanwhile().end());
    changed.insert(source_->unreadable().begin(), source_->unreadable().end());
    writer_.update_manifest(tree, names, states_, changed);
}

// Finds the unchanged notes whose links or questions depend on a change, and looks at them again.
void Update::find_dependents(bool all_reasons) {
    std::set<std::size_t> relinked = changes_.refiled;
    std::set<std::size_t> dependents;
    for (const std::string& name : changes_.names) {
        relinked.merge(notes_with(prefix::called, name));
    }
    for (const std::string& path : changes_.resectioned) {
        relinked.merge(notes_with(prefix::names, tree_.record().name + "/" + path));
    }
    for (const auto& [note, text] : changes_.changed) {
        dependents.merge(notes_with(prefix::leads, note_path(note)));
    }
    // A note that cannot be read any more stays as it is.
    const auto drop = [&](std::size_t note) {
        return changes_.changed.contains(note) || !source_->can_read(note);
    };
    std::erase_if(relinked, drop);
    std::erase_if(dependents, drop);
    for (const std::size_t note : relinked) {
        Redo& redo = redo_[note];
        redo.note = true;
        redo.links = true;
    }
    dependents.insert(relinked.begin(), relinked.end());
    for (const std::size_t note : dependents) look_again(note, all_reasons);
}

std::set<std::size_t> Update::notes_with(std::string_view prefix, const std::string& name) const {
    std::set<std::size_t> notes;
    const std::string term = make_term(prefix, name);
    for (auto it = database_.postlist_begin(term); it != database_.postlist_end(term); ++it) {
        const NoteRecord note = decode_note(database_.get_document(*it).get_data());
        const std::size_t index = index_of(note.path);
        if (note.tree == tree_.record().name && index < tree_.size()) notes.insert(index);
    }
    return notes;
}

// Finds out what of an unchanged note must be made again.
void Update::look_again(std::size_t note, bool all_reasons) {
    const LinkedNote linked(tree_, note);
    Redo redo;
    if (const auto known = redo_.find(note); known != redo_.end()) redo = known->second;
    const auto touched = [&](std::size_t link) {
        const std::optional<Reason> reason = reason_of(linked, link);
        if (reason && (all_reasons || redo.reasons.empty())) redo.add(*reason);
        return reason.has_value();
    };
    if (all_reasons && redo.links) {
        for (std::size_t i = 0; i < linked.note().links.size(); ++i) touched(i);
    }
    for (const Question& question : linked.found()) {
        if (std::ranges::none_of(question.links, touched)) continue;
        const bool was = database_.term_exists(
            question_id(tree_.record().name, linked.note().path, question.place));
        const bool is = !linked.repeats_a_heading(question);
        if (was != is) {
            // The question's text goes to a section, or comes back from one.
            redo.all = true;
            break;
        }
        if (is) redo.questions.push_back(question);
    }
    if (std::ranges::any_of(find_see_also(linked.note()), touched)) redo.note = true;
    if (redo.all || redo.note || redo.stamp || !redo.questions.empty()) {
        redo_[note] = std::move(redo);
    }
}

// Why documents that depend on a link of an unchanged note may differ now. Nothing if they do not
// differ.
std::optional<Reason> Update::reason_of(const LinkedNote& note, std::size_t index) const {
    const Link& link = note.note().links[index];
    const Resolution& resolution = note.resolution(index);
    for (const std::string& name : called_names(link, note.note().path, resolution.other)) {
        if (changes_.names.contains(name)) return Reason{Reason::Kind::elsewhere, link.destination};
    }
    const auto called = tree_.catalogue().note_called(note.index(), link);
    if (called && changes_.changed.contains(*called)) {
        const bool renamed =
            names_section(link) && changes_.resectioned.contains(tree_.path(*called));
        return Reason{renamed ? Reason::Kind::sections : Reason::Kind::target, link.destination};
    }
    const auto changed = [&](const OtherFile& other) {
        return changes_.other_files.contains(other.path);
    };
    if ((resolution.other && changed(*resolution.other)) ||
        std::ranges::any_of(resolution.looked_for, changed)) {
        return Reason{Reason::Kind::other_file, link.destination};
    }
    return std::nullopt;
}

// Collects which questions lead to which sections now, and which did before, where the two may
// differ.
void Update::find_leads() {
    std::vector<std::string> paths = changes_.removed;
    for (const auto& [note, redo] : redo_) {
        if (redo.all) paths.push_back(tree_.path(note));
    }
    for (const std::string& path : paths) {
        const std::string term = note_term(tree_.record().name, path);
        for (auto it = database_.postlist_begin(term); it != database_.postlist_end(term); ++it) {
            take_old_leads(database_.get_document(*it));
        }
    }
    for (const auto& [note, redo] : redo_) {
        if (!redo.all && redo.questions.empty()) continue;
        const LinkedNote linked(tree_, note);
        if (redo.all) {
            for (const Question& question : linked.questions()) take_new_leads(linked, question);
            continue;
        }
        for (const Question& question : redo.questions) {
            take_old_leads(
                document_of(question_id(tree_.record().name, linked.note().path, question.place)));
            take_new_leads(linked, question);
        }
    }
}

void Update::take_old_leads(const Xapian::Document& question) {
    if (!is_question(question)) return;
    const std::string place = question.get_value(slot::order);
    const Record record = record_of(question);
    old_leads_.insert(place);
    for (const std::string& id : unpack(question.get_value(slot::targets))) {
        leads_before_[id][place] = {record.title, record.group};
    }
}

void Update::take_new_leads(const LinkedNote& note, const Question& question) {
    const std::string place =
        order_key(tree_.record().name, note.note().path, question.place, Kind::question);
    for (const Target target : note.targets(question)) {
        const std::string id = id_of(tree_.record(), *tree_.read(target.note), target.section);
        leads_now_[id][place] = {question.text, question.group};
    }
}

// The sections whose questions are not the same as before.
std::vector<std::string> Update::sections_to_derive() const {
    std::vector<std::string> sections;
    const auto add_different = [&](const Leads& some, const Leads& others) {
        for (const auto& [id, leads] : some) {
            const auto other = others.find(id);
            if (other == others.end() || other->second != leads) sections.push_back(id);
        }
    };
    add_different(leads_before_, leads_now_);
    add_different(leads_now_, leads_before_);
    std::ranges::sort(sections);
    // clang-tidy 14 cannot read std::ranges::unique in the headers of GCC 12.
    const auto repeated = std::unique(sections.begin(), sections.end());
    sections.erase(repeated, sections.end());
    return sections;
}

void Update::find_askers(const std::string& id) {
    std::map<std::string, Asker> askers;
    if (const auto now = leads_now_.find(id); now != leads_now_.end()) askers = now->second;
    const std::string term = make_term(prefix::target, id);
    for (auto it = database_.postlist_begin(term); it != database_.postlist_end(term); ++it) {
        const Xapian::Document question = database_.get_document(*it);
        std::string place = question.get_value(slot::order);
        if (old_leads_.contains(place)) continue;
        const Record record = record_of(question);
        askers.emplace(std::move(place), Asker{record.title, record.group});
    }
    std::vector<Asker>& found = askers_[id];
    found.clear();
    for (auto& [place, asker] : askers) found.push_back(std::move(asker));
    if (found.empty()) askers_.erase(id);
}

void Update::write_note(std::size_t note) {
    const LinkedNote linked(tree_, note);
    const std::size_t count = linked.note().sections.size();
    for (std::size_t i = 0; i < count; ++i) {
        if (is_indexed(linked.note(), i)) find_askers(id_of(tree_.record(), linked.note(), i));
    }
    NoteDocuments made = derive_documents(linked, askers_, tokenizer_of(linked));
    made.documents.back() = stamped(made.documents.back(), note);
    writer_.replace(made);
    askers_.clear();
}

// Writes the questions and the note's own document, if they must be made again.
void Update::write_part(std::size_t note, const Redo& redo) {
    const std::string& tree = tree_.record().name;
    if (!redo.questions.empty()) {
        const LinkedNote linked(tree_, note);
        for (const Question& question : redo.questions) {
            writer_.replace(question_id(tree, tree_.path(note), question.place),
                            derive_question(linked, question, tokenizer_of(linked)));
        }
    }
    const std::string id = note_id(tree, tree_.path(note));
    if (redo.note) {
        const LinkedNote linked(tree_, note);
        writer_.replace(id, stamped(derive_note(linked, tokenizer_of(linked)), note));
    } else if (redo.stamp) {
        writer_.replace(id, stamped(document_of(id), note));
    }
}

// Writes a section of an unchanged note.
void Update::write_section(const std::string& id) {
    if (!database_.term_exists(id)) return;
    const std::string path = record_of(document_of(id)).path;
    const std::size_t note = index_of(path);
    if (note == tree_.size() || is_rewritten(note) || !source_->can_read(note)) return;
    const LinkedNote linked(tree_, note);
    find_askers(id);
    for (std::size_t i = 0; i < linked.note().sections.size(); ++i) {
        if (!is_indexed(linked.note(), i) || id_of(tree_.record(), linked.note(), i) != id)
            continue;
        writer_.replace(id, derive_section(linked, i, askers_, tokenizer_of(linked)));
        redo_[note].add({Reason::Kind::asked});
    }
    askers_.clear();
}

Xapian::Document Update::stamped(Xapian::Document document, std::size_t note) const {
    add_stamp(document, states_[note].stamp);
    return document;
}

std::string Update::note_path(std::size_t note) const {
    return tree_.record().name + "/" + tree_.path(note);
}

// The index of the note at a path, or the number of notes if there is none.
std::size_t Update::index_of(const std::string& path) const {
    const auto& notes = tree_.catalogue().notes();
    const auto note = std::ranges::lower_bound(notes, path, {}, &NoteNames::path);
    const bool found = note != notes.end() && note->path == path;
    return found ? static_cast<std::size_t>(note - notes.begin()) : notes.size();
}

bool Update::is_rewritten(std::size_t note) const {
    const auto redo = redo_.find(note);
    return redo != redo_.end() && redo->second.all;
}

Xapian::Document Update::document_of(const std::string& id) const {
    return database_.get_document(*database_.postlist_begin(id));
}

}  // namespace crib
