#include "indexer/links/orphans.h"

#include <algorithm>

#include <fmt/format.h>

#include "indexer/note/questions.h"

namespace crib {
namespace {

bool holds_question(const Section& section, const std::vector<Question>& questions) {
    return std::ranges::any_of(questions, [&](const Question& question) {
        return question.place.line >= section.place.line &&
               question.place.line <= section.last_line;
    });
}

}  // namespace

std::vector<Problem> find_orphans(const LinkedNote& note, const Askers& askers) {
    std::vector<Problem> orphans;
    const auto& sections = note.note().sections;
    for (std::size_t i = 0; i < sections.size(); ++i) {
        const Section& section = sections[i];
        const bool asked = askers.contains(id_of(note.tree().record(), note.note(), i));
        if (asked || section.blocks.empty() || is_see_also(section) ||
            holds_question(section, note.found())) {
            continue;
        }
        orphans.push_back({note.note().path, section.place, ProblemKind::orphan, "",
                           fmt::format("no question leads to \"{}\"", section.title), ""});
    }
    return orphans;
}

}  // namespace crib
