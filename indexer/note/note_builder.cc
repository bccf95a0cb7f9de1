#include "indexer/note/note_builder.h"

#include <algorithm>
#include <utility>

#include "indexer/note/answers.h"
#include "indexer/text/unicode.h"

namespace crib {
namespace {

// "basic/list.md" -> "list"
std::string name_of(const std::string& path) {
    const std::string file = path.substr(path.rfind('/') + 1);
    const auto dot = file.rfind('.');
    return dot == std::string::npos || dot == 0 ? file : file.substr(0, dot);
}

}  // namespace

std::string without_number(const std::string& title) {
    const auto mark = title.find_first_not_of("0123456789.");
    if (mark == std::string::npos || mark == 0 || title[0] == '.') return title;
    const bool numbered = (title[mark] == ' ' && title[mark - 1] == '.') || title[mark] == ')';
    if (!numbered) return title;
    const auto text = title.find_first_not_of(' ', mark + (title[mark] == ')' ? 1 : 0));
    return text == std::string::npos ? title : title.substr(text);
}

NoteBuilder::NoteBuilder(std::string path, FrontMatter front_matter, Place first) {
    note_.path = std::move(path);
    note_.front_matter = std::move(front_matter);
    Section own;
    own.place = first;
    note_.sections.push_back(std::move(own));
}

void NoteBuilder::begin(Section section) {
    section.heading = section.title;
    section.title = without_number(section.title);
    section.anchor = unique(section.anchor);
    note_.sections.push_back(std::move(section));
}

void NoteBuilder::add_id(std::string id) {
    if (section().ids.empty() && section().level > 0) section().anchor = unique(id);
    section().ids.push_back(std::move(id));
}

std::string NoteBuilder::unique(const std::string& anchor) {
    std::string result = anchor;
    while (!result.empty() && !anchors_.emplace(result, 0).second) {
        result = anchor + '-' + std::to_string(++anchors_[anchor]);
    }
    return result;
}

Note NoteBuilder::finish(int last_line) {
    set_title();
    set_missing_anchors();
    set_breadcrumbs();
    set_last_lines(last_line);
    adopt_answers(note_);
    return std::move(note_);
}

void NoteBuilder::set_title() {
    if (!note_.front_matter.title.empty()) {
        note_.title = note_.front_matter.title;
    } else {
        const auto is_top = [](const Section& section) { return section.level == 1; };
        const auto only = std::ranges::find_if(note_.sections, is_top);
        note_.title = std::ranges::count_if(note_.sections, is_top) == 1 && !only->title.empty()
                          ? only->title
                          : repair_utf8(name_of(note_.path));
    }
    note_.sections.front().title = note_.title;
}

// GitHub's slug is empty for a heading without letters, and the first section's anchor is empty
// too. Pandoc and docfx use "section". A heading with that name keeps it.
void NoteBuilder::set_missing_anchors() {
    for (Section& section : note_.sections) {
        if (section.level > 0 && section.anchor.empty()) section.anchor = unique("section");
    }
}

void NoteBuilder::set_breadcrumbs() {
    std::vector<const Section*> above;
    for (Section& section : note_.sections) {
        if (section.level == 0) continue;
        while (!above.empty() && above.back()->level >= section.level) above.pop_back();
        if (fold(above.empty() ? section.title : above.front()->title) != fold(note_.title)) {
            section.breadcrumb.push_back(note_.title);
        }
        for (const Section* heading : above) section.breadcrumb.push_back(heading->title);
        above.push_back(&section);
    }
}

void NoteBuilder::set_last_lines(int last_line) {
    auto& sections = note_.sections;
    for (std::size_t i = 0; i < sections.size(); ++i) {
        const auto line_before = [&](std::size_t next) {
            const int end = next < sections.size() ? sections[next].place.line - 1 : last_line;
            return std::max(end, sections[i].place.line);
        };
        std::size_t next = i + 1;
        sections[i].last_line = line_before(next);
        while (next < sections.size() && sections[next].level > sections[i].level) ++next;
        sections[i].end_line = line_before(next);
    }
}

}  // namespace crib
