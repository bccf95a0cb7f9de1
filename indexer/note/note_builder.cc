#include "indexer/note/note_builder.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "indexer/note/answers.h"
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
    Section own;
    own.place = first;
    note_.sections.push_back(std::move(own));
}

void NoteBuilder::begin(Section section, bool governs) {
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
    set_anchors();
    outline_.finish(note_, last_line);
    adopt_answers(note_);
    return std::move(note_);
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
