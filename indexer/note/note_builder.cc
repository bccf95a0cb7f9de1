#include "indexer/note/note_builder.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "indexer/note/answers.h"
#include "indexer/note/limits.h"
#include "indexer/note/numbering.h"
#include "indexer/text/unicode.h"

namespace crib {
namespace {

// "basic/list.md" -> "list"
std::string name_of(const std::string& path) {
    const std::string file = path.substr(path.rfind('/') + 1);
    const auto dot = file.rfind('.');
    return dot == std::string::npos || dot == 0 ? file : file.substr(0, dot);
}

// Gives the sections of a note their anchors, so that no two have the same.
class Anchors {
  public:
    explicit Anchors(const std::vector<Section>& sections) {
        for (const Section& section : sections) {
            for (const std::string& id : section.ids) ids_.emplace(id, &section);
            slugs_.insert(section.slug);
        }
    }

    // The anchor that is given stays, unless a section above has it.
    void keep_given(Section& section) {
        if (!section.anchor.empty() && !taken_.insert(section.anchor).second) {
            section.anchor.clear();
        }
    }

    // A slug is an anchor, unless it is an id of another place.
    void take_slug(Section& section) {
        if (!section.anchor.empty() || section.slug.empty()) return;
        const auto id = ids_.find(section.slug);
        const bool own = id == ids_.end() || id->second == &section;
        if (own && taken_.insert(section.slug).second) section.anchor = section.slug;
    }

    // A heading without letters has an empty slug. Pandoc and docfx make "section" of it.
    void number(Section& section) {
        if (section.level == 0 || !section.anchor.empty()) return;
        const std::string stem = !section.slug.empty()  ? section.slug
                                 : !section.ids.empty() ? section.ids.front()
                                                        : "section";
        section.anchor = stem;
        while (!is_free(section.anchor)) {
            section.anchor = stem + '-' + std::to_string(++numbers_[stem]);
        }
        taken_.insert(section.anchor);
    }

  private:
    bool is_free(const std::string& anchor) const {
        return !taken_.contains(anchor) && !ids_.contains(anchor) && !slugs_.contains(anchor);
    }

    std::unordered_map<std::string, const Section*> ids_;  // where each explicit id leads
    std::unordered_set<std::string> slugs_;
    std::unordered_set<std::string> taken_;
    std::unordered_map<std::string, int> numbers_;  // the last number given, by stem
};

}  // namespace

NoteBuilder::NoteBuilder(std::string path, FrontMatter front_matter, Place first) {
    note_.path = std::move(path);
    note_.front_matter = std::move(front_matter);
    std::string& title = note_.front_matter.title;
    if (title.size() > longest_title) {
        title = beginning(title, longest_title);
        report({1, 1}, fmt::format("a title longer than {} bytes is cut", longest_title));
    }
    Section own;
    own.place = first;
    note_.sections.push_back(std::move(own));
}

void NoteBuilder::report(Place place, std::string message) {
    note_.problems.push_back({note_.path, place, ProblemKind::text, "", std::move(message), ""});
}

// Makes the title's rest text, so that it is found.
void NoteBuilder::limit_title(Section& section, std::size_t most) {
    const std::string_view kept = beginning(section.title, most);
    if (kept.size() == section.title.size()) return;
    section.blocks.insert(section.blocks.begin(),
                          {section.title.substr(kept.size()), false, "", section.place.line});
    section.title.resize(kept.size());
}

void NoteBuilder::limit_level(Section& section) {
    if (section.level <= deepest_level) return;
    section.level = deepest_level;
    if (std::exchange(too_deep_, true)) return;
    report(section.place,
           fmt::format("headings below level {} are read as of that level", deepest_level));
}

void NoteBuilder::begin(Section section, bool governs) {
    if (section.title.size() > longest_title) {
        limit_title(section, longest_title);
        section.anchor = beginning(section.anchor, longest_title);
        section.slug = beginning(section.slug, longest_title);
        report(section.place,
               fmt::format("a heading longer than {} bytes: its rest is read as text below it",
                           longest_title));
    }
    limit_level(section);
    section.heading = section.title;
    section.title = without_number(section.title);
    note_.sections.push_back(std::move(section));
    outline_.begin(governs);
}

void NoteBuilder::add_id(std::string id) {
    if (section().level > 0) {
        if (section().anchor.empty()) section().anchor = id;
        if (section().id.empty()) section().id = id;
    }
    section().ids.push_back(std::move(id));
}

Note NoteBuilder::finish(int last_line) {
    set_title();
    limit_repetition();
    set_anchors();
    outline_.finish(note_, last_line);
    adopt_answers(note_);
    return std::move(note_);
}

void NoteBuilder::limit_repetition() {
    limit_titles();
    limit_tags();
}

// Each section repeats the titles above it, and each item the one that it stands below.
void NoteBuilder::limit_titles() {
    struct Above {
        int level = 0;
        std::size_t size = 0;  // of this title and those above it, in bytes
    };
    std::vector<Above> above;
    std::size_t size = note_.sections.size() * note_.title.size();
    std::size_t count = note_.sections.size() + note_.items.size();
    for (const Section& section : note_.sections) {
        while (!above.empty() && above.back().level >= section.level) above.pop_back();
        const std::size_t titles = above.empty() ? 0 : above.back().size;
        size += titles;
        count += above.size();
        above.push_back({section.level, titles + section.title.size()});
    }
    for (const Item& item : note_.items) size += note_.sections[item.section].title.size();
    if (size <= most_repeated) return;
    constexpr std::size_t shortest = 24;  // a title that still says something
    const std::size_t most = std::max(shortest, most_repeated / count);
    for (Section& section : note_.sections) limit_title(section, most);
    note_.title = beginning(note_.title, most);
    report({1, 1},
           fmt::format("titles are cut to {} bytes, because {} sections and items repeat them",
                       most, count));
}

// The documents of all sections and questions have the note's tags.
void NoteBuilder::limit_tags() {
    const std::size_t count = note_.sections.size() + note_.items.size();
    std::size_t left = most_repeated / count;
    for (std::vector<std::string>* tags : {&note_.front_matter.tags, &note_.tags}) {
        for (std::size_t i = 0; i < tags->size(); ++i) {
            constexpr std::size_t term = 24;  // what a tag costs besides its bytes
            const std::size_t size = (*tags)[i].size() + term;
            if (size <= left) {
                left -= size;
                continue;
            }
            report({1, 1},
                   fmt::format("only the first {} of {} tags are read, because {} sections and "
                               "items repeat them",
                               i, tags->size(), count));
            tags->resize(i);
        }
    }
}

void NoteBuilder::set_title() {
    if (!note_.front_matter.title.empty()) {
        note_.title = note_.front_matter.title;
    } else {
        const Section& top = note_.sections[outline_.title_of(note_.sections)];
        note_.title = top.title.empty() ? repair_utf8(name_of(note_.path)) : top.title;
    }
    note_.sections.front().title = note_.title;
}

void NoteBuilder::set_anchors() {
    Anchors anchors(note_.sections);
    for (Section& section : note_.sections) anchors.keep_given(section);
    for (Section& section : note_.sections) anchors.take_slug(section);
    for (Section& section : note_.sections) anchors.number(section);
}

}  // namespace crib
