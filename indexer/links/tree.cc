#include "indexer/links/tree.h"

#include <algorithm>
#include <set>
#include <utility>

#include "indexer/index/ids.h"
#include "indexer/index/tree_record.h"
#include "indexer/links/anchors.h"
#include "indexer/text/unicode.h"

namespace crib {
Tree::Tree(TreeRecord record, std::vector<NoteNames> names,
           std::shared_ptr<const NoteSource> source, OtherFiles files)
    : record_(std::move(record)),
      catalogue_(std::make_shared<const Catalogue>(std::move(names), std::move(source),
                                                   std::move(files),
                                                   anchor_style(anchors_of(record_)))) {}

LinkedNote::LinkedNote(const Tree& tree, std::size_t index)
    : tree_(&tree),
      index_(index),
      note_(tree.read(index)),
      found_(find_questions(*note_)),
      resolutions_(note_->links.size()) {}

const Resolution& LinkedNote::resolution(std::size_t link) const {
    if (!resolutions_[link]) {
        resolutions_[link] = tree_->catalogue().resolve(index_, note_->links[link]);
    }
    return *resolutions_[link];
}

const std::vector<Question>& LinkedNote::questions() const {
    if (questions_) return *questions_;
    questions_.emplace();
    for (const Question& question : found_) {
        if (!repeats_a_heading(question)) questions_->push_back(question);
    }
    return *questions_;
}

bool LinkedNote::repeats_a_heading(const Question& question) const {
    if (question.section) return false;
    const std::string text = fold(question.text);
    const auto repeats = [&](Target target) {
        const AskingHeadings& headings = asking_headings(target.note);
        auto heading = headings.find(target.section);
        // A link to a note means its first heading if no text stands before that.
        if (heading == headings.end() && target.section == 0) heading = headings.find(1);
        if (heading == headings.end()) return false;
        // An entry in the contents of its own note may have other words than the heading.
        return (question.entry && target.note == index_) || heading->second == text;
    };
    return std::ranges::any_of(question.links, [&](std::size_t link) {
        const auto& target = resolution(link).target;
        return target && repeats(*target);
    });
}

const LinkedNote::AskingHeadings& LinkedNote::asking_headings(std::size_t note) const {
    const auto known = asking_headings_.find(note);
    if (known != asking_headings_.end()) return known->second;
    AskingHeadings headings;
    const auto add = [&](const std::vector<Question>& questions) {
        for (const Question& question : questions) {
            if (question.section) headings.emplace(*question.section, fold(question.text));
        }
    };
    if (note == index_) {
        add(found_);
    } else {
        add(find_questions(*tree_->read(note)));
    }
    return asking_headings_.emplace(note, std::move(headings)).first->second;
}

std::vector<Target> LinkedNote::targets(const Question& question) const {
    std::vector<Target> targets;
    if (question.section) targets.push_back({index_, *question.section});
    for (const std::size_t answer : question.answers) targets.push_back({index_, answer});
    for (const std::size_t link : question.links) {
        const Resolution& leads = resolution(link);
        if (leads.kind == Resolution::Kind::section) targets.push_back(*leads.target);
    }
    return targets;
}

std::vector<Problem> LinkedNote::problems() const {
    std::vector<Problem> problems = note_->problems;
    for (std::size_t link = 0; link < note_->links.size(); ++link) {
        if (resolution(link).problem) problems.push_back(*resolution(link).problem);
    }
    std::ranges::stable_sort(problems, {}, &Problem::place);
    return problems;
}

bool is_indexed(const Note& note, std::size_t section) {
    return section > 0 || note.sections.size() == 1 || !note.sections.front().blocks.empty();
}

std::string id_of(const TreeRecord& tree, const Note& note, std::size_t section) {
    const std::size_t indexed = is_indexed(note, section) ? section : section + 1;
    return section_id(tree.name, note.path, note.sections[indexed].anchor);
}

Askers find_askers(const Tree& tree) {
    Askers askers;
    for (std::size_t i = 0; i < tree.size(); ++i) {
        const LinkedNote note(tree, i);
        for (const Question& question : note.questions()) {
            // Two links of a question to one section count once.
            std::set<std::string> ids;
            for (const Target target : note.targets(question)) {
                ids.insert(id_of(tree.record(), *tree.read(target.note), target.section));
            }
            for (const std::string& id : ids) {
                askers[id].push_back({question.text, question.group});
            }
        }
    }
    return askers;
}

}  // namespace crib
