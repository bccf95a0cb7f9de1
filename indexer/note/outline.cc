#include "indexer/note/outline.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <span>

#include "indexer/note/limits.h"
#include "indexer/text/unicode.h"

namespace crib {
namespace {

// The headings right above a section. Containers may nest deeper than headings.
std::span<const std::size_t> nearest_of(std::span<const std::size_t> above) {
    return above.last(std::min<std::size_t>(above.size(), deepest_level));
}

}  // namespace

Outline::Outline() : containers_(1), open_(1), holders_(1) {}

void Outline::begin(bool governs) {
    current_ = holders_.size();
    holders_.push_back(open_.back());
    if (governs && open_.size() > 1) containers_[open_.back()].governor = current_;
}

void Outline::open() {
    containers_.push_back({open_.back(), current_, 0, 0, 0});
    open_.push_back(containers_.size() - 1);
}

void Outline::close(int last_line) {
    Container& container = containers_[open_.back()];
    container.end = holders_.size();
    container.last_line = last_line;
    current_ = container.around;
    const bool last = open_.back() + 1 == containers_.size();
    open_.pop_back();
    // Most containers hold no heading.
    if (last && holders_.back() != containers_.size() - 1) containers_.pop_back();
}

std::size_t Outline::title_of(const std::vector<Section>& sections) const {
    std::optional<std::size_t> outer;
    std::optional<std::size_t> any;
    int outers = 0;
    int all = 0;
    for (std::size_t i = 1; i < sections.size(); ++i) {
        if (sections[i].level != 1) continue;
        ++all;
        if (!any) any = i;
        std::size_t holder = holders_[i];
        while (containers_[holder].end == 0 && holder != 0) holder = containers_[holder].parent;
        if (holder != 0) continue;
        ++outers;
        if (!outer) outer = i;
    }
    if (outers == 1) return *outer;
    return outers == 0 && all == 1 && any == 1U ? 1 : 0;
}

// An open container was never closed: its sections belong to the container around it.
void Outline::dissolve_open_containers(int last_line) {
    for (std::size_t& holder : holders_) {
        while (holder != 0 && containers_[holder].end == 0) holder = containers_[holder].parent;
    }
    for (Container& container : containers_) {
        while (container.parent != 0 && containers_[container.parent].end == 0) {
            container.parent = containers_[container.parent].parent;
        }
    }
    containers_.front().end = holders_.size();
    containers_.front().last_line = last_line;
}

// Whether the section `upper`, which begins before section `index`, is a heading above it.
bool Outline::is_above(std::size_t upper, std::size_t index,
                       const std::vector<Section>& sections) const {
    const Container& container = containers_[holders_[upper]];
    if (index >= container.end) return false;
    if (holders_[upper] != holders_[index] || container.governor == upper) return true;
    return sections[upper].level < sections[index].level;
}

// Section `index` ends with its subsections before section `next`, or with its container.
void Outline::end(std::vector<Section>& sections, std::size_t index, std::size_t next) const {
    const Container& container = containers_[holders_[index]];
    const int last = next < container.end ? sections[next].place.line - 1 : container.last_line;
    sections[index].end_line = std::max(last, sections[index].place.line);
}

// A section's own text reaches to the next heading in its container, or to the container's end.
void Outline::set_own_lines(std::vector<Section>& sections) const {
    std::vector<std::size_t> last(containers_.size());  // the last section so far in each
    for (std::size_t i = 1; i < sections.size(); ++i) {
        Section& before = sections[last[holders_[i]]];
        if (&before == sections.data() && holders_[i] != 0) {
            last[holders_[i]] = i;
            continue;
        }
        before.last_line = std::max(sections[i].place.line - 1, before.place.line);
        last[holders_[i]] = i;
    }
    for (std::size_t holder = 0; holder < last.size(); ++holder) {
        if (holder != 0 && last[holder] == 0) continue;
        Section& section = sections[last[holder]];
        section.last_line = std::max(containers_[holder].last_line, section.place.line);
    }
}

// A heading that is all that its item holds has its text below the item: people forget to indent
// it.
void Outline::adopt_text_below(Note& note) {
    std::vector<Section>& sections = note.sections;
    auto item = note.items.begin();
    for (std::size_t i = 1; i < sections.size(); ++i) {
        Container& container = containers_[holders_[i]];
        if (container.governor != i || container.end != i + 1 || !sections[i].blocks.empty()) {
            continue;
        }
        const int below = std::max(container.last_line, sections[i].place.line);
        int end = containers_[container.parent].last_line;
        if (i + 1 < sections.size()) end = std::min(end, sections[i + 1].place.line - 1);
        while (item != note.items.end() && item->place.line <= below) ++item;
        if (item != note.items.end()) end = std::min(end, item->place.line - 1);
        std::vector<Block>& around = sections[container.around].blocks;
        const auto first = std::ranges::upper_bound(around, below, {}, &Block::line);
        const auto last = std::ranges::upper_bound(first, around.end(), end, {}, &Block::line);
        if (first == last) continue;
        std::move(first, last, std::back_inserter(sections[i].blocks));
        around.erase(first, last);
        container.last_line = end;
    }
}

void Outline::finish(Note& note, int last_line) {
    std::vector<Section>& sections = note.sections;
    dissolve_open_containers(last_line);
    adopt_text_below(note);
    std::vector<std::size_t> above;
    std::size_t repeated = 0;
    for (std::size_t i = 1; i < sections.size(); ++i) {
        while (!above.empty() && !is_above(above.back(), i, sections)) {
            end(sections, above.back(), i);
            above.pop_back();
        }
        const std::string& top = sections[above.empty() ? i : above.front()].title;
        std::vector<std::string>& breadcrumb = sections[i].breadcrumb;
        if (fold(top) != fold(note.title)) breadcrumb.push_back(note.title);
        for (const std::size_t heading : nearest_of(above)) {
            breadcrumb.push_back(sections[heading].title);
        }
        for (const std::string& title : breadcrumb) repeated += title.size();
        if (repeated > 2 * most_repeated) breadcrumb.clear();
        above.push_back(i);
    }
    for (const std::size_t heading : above) end(sections, heading, sections.size());
    sections.front().end_line = std::max(last_line, sections.front().place.line);
    set_own_lines(sections);
}

}  // namespace crib
