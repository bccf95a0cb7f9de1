#include "indexer/tree.h"

#include <algorithm>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "indexer/unicode.h"

namespace crib {
namespace {

AnchorStyle style_of(const std::string& name) {
    static const std::unordered_map<std::string, AnchorStyle> styles = {
        {"docutils", AnchorStyle::docutils},
        {"mkdocs", AnchorStyle::mkdocs},
        {"pandoc", AnchorStyle::pandoc},
        {"mdbook", AnchorStyle::mdbook}};
    const auto style = styles.find(name);
    return style == styles.end() ? AnchorStyle::github : style->second;
}

// Whether a row or item is the entry of a table of contents for a heading that asks the same.
bool repeats_a_heading(const Tree& tree, std::size_t note, const Question& question) {
    if (question.section) return false;
    const std::string text = fold(question.text);
    return std::ranges::any_of(question.links, [&](std::size_t link) {
        const auto& target = tree.resolutions[note][link].target;
        if (!target) return false;
        const auto& others = tree.questions[target->note];
        return std::ranges::any_of(others, [&](const Question& other) {
            // A link to a note means its first heading where no text stands before it.
            const bool same =
                other.section == target->section || (target->section == 0 && other.section == 1U);
            return same && fold(other.text) == text;
        });
    });
}

void drop_repeated(Tree& tree) {
    std::vector<std::vector<Question>> kept(tree.questions.size());
    for (std::size_t note = 0; note < tree.notes.size(); ++note) {
        for (const Question& question : tree.questions[note]) {
            if (!repeats_a_heading(tree, note, question)) kept[note].push_back(question);
        }
    }
    tree.questions = std::move(kept);
}

void note_what_leads_where(Tree& tree) {
    // Of two links of a question to one section, one counts.
    const auto add = [&tree](Target target, QuestionRef question) {
        std::vector<QuestionRef>& asked = tree.asked[target];
        if (asked.empty() || asked.back() != question) asked.push_back(question);
    };
    for (std::size_t note = 0; note < tree.notes.size(); ++note) {
        for (std::size_t i = 0; i < tree.questions[note].size(); ++i) {
            const Question& question = tree.questions[note][i];
            if (question.section) add({note, *question.section}, {note, i});
            for (const std::size_t link : question.links) {
                const Resolution& resolution = tree.resolutions[note][link];
                if (resolution.kind == Resolution::Kind::section) {
                    add(*resolution.target, {note, i});
                }
            }
        }
    }
}

}  // namespace

Tree assemble(TreeRecord record, std::vector<Note> notes,
              const std::function<bool(const std::string&)>& exists) {
    Tree tree;
    tree.record = std::move(record);
    tree.notes = std::move(notes);
    const Catalogue catalogue(tree.notes, exists, style_of(tree.record.anchors));
    for (std::size_t i = 0; i < tree.notes.size(); ++i) {
        std::vector<Resolution>& resolutions = tree.resolutions.emplace_back();
        for (const Link& link : tree.notes[i].links) {
            resolutions.push_back(catalogue.resolve(i, link));
        }
        tree.questions.push_back(find_questions(tree.notes[i]));
    }
    drop_repeated(tree);
    note_what_leads_where(tree);
    return tree;
}

std::vector<Problem> problems_of(const Tree& tree) {
    std::vector<Problem> problems;
    for (std::size_t i = 0; i < tree.notes.size(); ++i) {
        const auto& own = tree.notes[i].problems;
        problems.insert(problems.end(), own.begin(), own.end());
        for (const Resolution& resolution : tree.resolutions[i]) {
            if (resolution.problem) problems.push_back(*resolution.problem);
        }
    }
    std::ranges::stable_sort(
        problems, {}, [](const Problem& problem) { return std::tie(problem.path, problem.place); });
    return problems;
}

}  // namespace crib
