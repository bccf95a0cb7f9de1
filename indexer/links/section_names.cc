#include "indexer/links/section_names.h"

#include <algorithm>

#include "indexer/text/spaces.h"
#include "indexer/text/unicode.h"

namespace crib {

SectionNames::SectionNames(const Note& note, AnchorStyle style)
    : anchors(site_anchors(note, style)) {
    for (std::size_t i = 1; i < note.sections.size(); ++i) {
        for (const std::string& id : note.sections[i].ids) add(id, i);
    }
    for (const std::string& id : note.sections.front().ids) add(id, 0);
    const bool github = style == AnchorStyle::github || note.own_anchors;
    for (std::size_t i = 1; i < note.sections.size(); ++i) {
        if (github) add(note.sections[i].slug, i);
        add(anchors[i], i);
    }
    for (std::size_t i = 1; i < note.sections.size(); ++i) {
        const Section& section = note.sections[i];
        alphanumerics.emplace(alphanumeric(section.title), i);
        titles.emplace(fold(section.title), i);
    }
    for (std::size_t i = 1; i < note.sections.size(); ++i) {
        titles.emplace(fold(note.sections[i].heading), i);
        if (github) continue;
        for (const std::string& slug : {note.sections[i].slug, note.sections[i].anchor}) {
            of_github.emplace(lower(slug), i);
            alphanumerics.emplace(alphanumeric(slug), i);
        }
    }
    for (std::size_t i = 1; i < note.sections.size(); ++i) {
        titles.emplace(wiki_form(note.sections[i].heading), i);
    }
    for (std::size_t i = 0; i < note.sections.size(); ++i) {
        for (const std::string& id : note.sections[i].block_ids) blocks.emplace(lower(id), i);
    }
    of_github.erase("");
    alphanumerics.erase("");
    titles.erase("");
}

void SectionNames::add(const std::string& anchor, std::size_t section) {
    if (anchor.empty()) return;
    exact.emplace(anchor, section);
    folded.emplace(lower(anchor), section);
    alphanumerics.emplace(alphanumeric(anchor), section);
}

const std::vector<std::size_t>& SectionNames::titled(const Note& note, const std::string& title) {
    static const std::vector<std::size_t> none;
    if (!by_title) {
        by_title.emplace();
        for (std::size_t i = 1; i < note.sections.size(); ++i) {
            (*by_title)[wiki_form(note.sections[i].title)].push_back(i);
        }
    }
    const auto sections = by_title->find(title);
    return sections == by_title->end() ? none : sections->second;
}

std::string wiki_form(std::string_view heading) {
    std::string result = fold(heading);
    std::ranges::replace_if(
        result, [](char c) { return c == ':' || c == '#' || c == '|' || c == '^'; }, ' ');
    return single_spaced(result);
}

std::string alphanumeric(std::string_view text) {
    const std::string folded = fold(text);
    std::string result;
    for (std::size_t at = 0; at < folded.size();) {
        const Rune rune = rune_at(folded, at);
        if (is_letter(rune.code) || is_number(rune.code)) result.append(folded, at, rune.size);
        at += rune.size;
    }
    return result;
}

}  // namespace crib
