#include "indexer/store/manifest.h"

#include <algorithm>
#include <map>
#include <utility>

#include "indexer/text/hash.h"

namespace crib {

void Manifest::reserve(std::size_t count) {
    names.reserve(count);
    states.reserve(count);
}

void Manifest::add(NoteNames note, NoteState state) {
    names.push_back(std::move(note));
    states.push_back(std::move(state));
}

std::uint64_t hash_of_sections(const Note& note) {
    std::uint64_t hash = hash64("");
    const auto add = [&hash](std::string_view text) {
        hash = hash64(text, hash);
        hash = hash64(std::string_view("\0", 1), hash);
    };
    for (const Section& section : note.sections) {
        for (const std::string& id : section.ids) add(id);
        add("");
        for (const std::string& id : section.block_ids) add(id);
        if (!section.block_ids.empty()) add("");
        add(section.slug);
        add(section.anchor);
        add(section.title);
    }
    return hash;
}

void take_stock(NoteState& state, const LinkedNote& note) {
    const std::vector<Link>& links = note.note().links;
    state.section_count = 0;
    for (std::size_t i = 0; i < note.note().sections.size(); ++i) {
        if (is_indexed(note.note(), i)) ++state.section_count;
    }
    state.question_count = static_cast<std::uint32_t>(note.questions().size());
    state.link_count = static_cast<std::uint32_t>(std::ranges::count_if(
        links, [](const Link& link) { return link.kind != LinkKind::image; }));
    state.broken_count = 0;
    std::map<std::pair<std::string, OtherFile::Search>, OtherFile> others;
    const auto add = [&others](const OtherFile& other) {
        const auto [known, is_new] = others.emplace(std::pair(other.path, other.search), other);
        // A link and a picture may have the same destination.
        if (!known->second.real_path) known->second = other;
    };
    for (std::size_t i = 0; i < links.size(); ++i) {
        const Resolution& resolution = note.resolution(i);
        if (resolution.is_broken()) ++state.broken_count;
        if (resolution.other) add(*resolution.other);
        std::ranges::for_each(resolution.looked_for, add);
    }
    state.others.clear();
    for (auto& [key, other] : others) state.others.push_back(std::move(other));
}

}  // namespace crib
