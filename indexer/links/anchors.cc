#include "indexer/links/anchors.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include <fmt/format.h>

#include "indexer/formats/rst/rst.h"
#include "indexer/links/heading_id.h"

namespace crib {
namespace {

constexpr auto names =
    std::to_array<std::string_view>({"github", "docutils", "mkdocs", "pandoc", "mdbook",
                                     "vitepress", "docusaurus", "hugo", "kramdown"});

// An id such as `step_2`, cut before its number.
struct Numbered {
    std::string stem;
    long number = 0;
};

// Python-Markdown counts on from a number that ends the id.
Numbered cut_number(const std::string& id) {
    constexpr std::size_t most_digits = 17;
    const std::size_t bar = id.find_last_not_of("0123456789");
    const bool numbered = bar != std::string::npos && id[bar] == '_' && bar + 1 < id.size() &&
                          id.size() - bar <= most_digits;
    if (!numbered) return {id, 0};
    return {id.substr(0, bar), std::stol(id.substr(bar + 1))};
}

// Hands out the anchors of one note. Each generator has its own way to number an id that is taken.
class Numbering {
  public:
    explicit Numbering(AnchorStyle style) : style_(style) {}

    // An id that the note gives itself. It is never numbered.
    void keep(const std::string& id) {
        if (does_count_given()) taken_.insert(id);
    }

    std::string take(std::string id) {
        if (id.empty() && style_ == AnchorStyle::pandoc) id = "section";
        if (id.empty() && style_ == AnchorStyle::hugo) id = "heading";
        if (style_ == AnchorStyle::kramdown || style_ == AnchorStyle::mdbook) return counted(id);
        std::string result = id;
        while (is_taken(result)) result = numbered(id);
        taken_.insert(result);
        return result;
    }

  private:
    bool does_count_given() const {
        return style_ != AnchorStyle::docusaurus && style_ != AnchorStyle::kramdown &&
               style_ != AnchorStyle::mdbook;
    }

    bool is_taken(const std::string& id) const {
        const bool needed = style_ == AnchorStyle::docutils || style_ == AnchorStyle::mkdocs;
        return taken_.contains(id) || (needed && id.empty());
    }

    // These generators don't look whether a heading has the numbered id, too.
    std::string counted(const std::string& id) {
        const long number = numbers_[id]++;
        return number == 0 ? id : fmt::format("{}-{}", id, number);
    }

    std::string numbered(const std::string& id) {
        if (style_ == AnchorStyle::docutils) return fmt::format("id{}", ++numbers_[""]);
        if (style_ != AnchorStyle::mkdocs) return fmt::format("{}-{}", id, ++numbers_[id]);
        const Numbered cut = cut_number(id);
        const auto last = numbers_.try_emplace(id, cut.number).first;
        return fmt::format("{}_{}", cut.stem, ++last->second);
    }

    AnchorStyle style_;
    std::unordered_set<std::string> taken_;
    std::unordered_map<std::string, long> numbers_;  // the last number given, by id
};

// The label above a heading is an id of the section, which docutils takes first.
std::string id_of_label(const Section& section, AnchorStyle style) {
    const bool labelled = style == AnchorStyle::docutils && section.id.empty() &&
                          !section.labels.empty() && !section.ids.empty() &&
                          section.anchor == section.ids.front();
    return labelled ? docutils_id(section.anchor) : "";
}

std::string site_anchor(const Section& section, AnchorStyle style, Numbering& numbering) {
    if (!section.id.empty()) {
        numbering.keep(section.id);
        return section.id;
    }
    const std::string label = id_of_label(section, style);
    if (!label.empty()) numbering.keep(label);
    const std::string made = heading_id(section, style);
    std::string anchor = numbering.take(made);
    // Sphinx prefers the label to an id that does not come from the title.
    return label.empty() || anchor == made ? anchor : label;
}

}  // namespace

std::vector<std::string> anchor_style_names() { return {names.begin(), names.end()}; }

AnchorStyle anchor_style(const std::string& name) {
    const auto found = std::ranges::find(names, name);
    return found == names.end() ? AnchorStyle::github
                                : static_cast<AnchorStyle>(found - names.begin());
}

std::vector<std::string> site_anchors(const Note& note, AnchorStyle style) {
    std::vector<std::string> anchors;
    const bool as_they_are = style == AnchorStyle::github || note.own_anchors;
    Numbering numbering(style);
    if (style == AnchorStyle::mkdocs) {
        for (const Section& section : note.sections) {
            if (!section.id.empty()) numbering.keep(section.id);
        }
    }
    for (const Section& section : note.sections) {
        const bool made = section.level > 0 && !as_they_are;
        anchors.push_back(made ? site_anchor(section, style, numbering) : section.anchor);
    }
    return anchors;
}

}  // namespace crib
