#include "indexer/resolve.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "indexer/distance.h"
#include "indexer/slug.h"
#include "indexer/unicode.h"

namespace crib {
namespace {

constexpr auto suffixes =
    std::to_array<std::string_view>({".md", ".markdown", ".mkd", ".mdown", ".rst"});

// "https:", "mailto:", "xref:"; a path such as "c:/x" is none.
bool has_scheme(std::string_view destination) {
    if (destination.starts_with("//")) return true;
    std::size_t at = 0;
    while (at < destination.size() &&
           (is_letter(static_cast<unsigned char>(destination[at])) ||
            (at > 0 &&
             std::string_view("0123456789+.-").find(destination[at]) != std::string_view::npos))) {
        ++at;
    }
    return at > 1 && at < destination.size() && destination[at] == ':';
}

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

std::string percent_decoded(std::string_view text) {
    std::string result;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '%' && at + 2 < text.size() && hex_digit(text[at + 1]) >= 0 &&
            hex_digit(text[at + 2]) >= 0) {
            result += static_cast<char>(hex_digit(text[at + 1]) * 16 + hex_digit(text[at + 2]));
            at += 2;
        } else {
            result += text[at];
        }
    }
    return result;
}

std::string file_name(const std::string& path) { return path.substr(path.rfind('/') + 1); }

std::string folder_of(const std::string& path) {
    const auto slash = path.rfind('/');
    return slash == std::string::npos ? std::string() : path.substr(0, slash);
}

// `path` as seen from `folder`, from the root; nothing when it leads out of the tree.
std::optional<std::string> joined_path(const std::string& folder, std::string_view path) {
    std::vector<std::string_view> parts;
    bool inside = true;
    const auto walk = [&](std::string_view steps) {
        for (std::size_t at = 0; at <= steps.size();) {
            const std::size_t end = std::min(steps.find('/', at), steps.size());
            const std::string_view step = steps.substr(at, end - at);
            if (step == "..") {
                inside = inside && !parts.empty();
                if (!parts.empty()) parts.pop_back();
            } else if (!step.empty() && step != ".") {
                parts.push_back(step);
            }
            at = end + 1;
        }
    };
    if (!path.starts_with('/')) walk(folder);
    walk(path);
    if (!inside) return std::nullopt;
    std::string result;
    for (const std::string_view part : parts) {
        if (!result.empty()) result += '/';
        result += part;
    }
    return result;
}

std::string without_suffix(const std::string& path) {
    const auto dot = path.rfind('.');
    const auto slash = path.rfind('/');
    const bool suffix = dot != std::string::npos && (slash == std::string::npos || dot > slash + 1);
    return suffix ? path.substr(0, dot) : path;
}

// Letters and digits alone: what all styles of anchors agree on.
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

// Names of reStructuredText compare without regard to case and the width of white space.
std::string normal_name(std::string_view name) {
    std::string result;
    for (const char c : lower(name)) {
        const bool space = c == ' ' || c == '\t' || c == '\n';
        if (!space) result += c;
        if (space && !result.empty() && result.back() != ' ') result += ' ';
    }
    if (result.ends_with(' ')) result.pop_back();
    return result;
}

// The candidate that is nearest to what was written, if it is near enough to have been meant.
class Nearest {
  public:
    explicit Nearest(std::string_view written)
        : written_(written), limit_(std::max(2, static_cast<int>(written.size()) / 3)) {}

    void offer(const std::string& candidate) {
        const int distance = edit_distance(written_, candidate, limit_);
        if (distance > limit_) return;
        limit_ = distance - 1;  // only a nearer one replaces it
        best_ = candidate;
    }
    const std::string& best() const { return best_; }

  private:
    std::string written_;
    int limit_;
    std::string best_;
};

Resolution found(Target target) { return {Resolution::Kind::section, target, std::nullopt}; }

}  // namespace

struct Catalogue::Anchors {
    std::unordered_map<std::string, std::size_t> exact;   // ids, then slugs
    std::unordered_map<std::string, std::size_t> folded;  // in lower case
    std::unordered_map<std::string, std::size_t> alphanumerics;
    std::unordered_map<std::string, std::size_t> titles;  // folded

    explicit Anchors(const Note& note) {
        for (std::size_t i = 1; i < note.sections.size(); ++i) {
            for (const std::string& id : note.sections[i].ids) add(id, i);
        }
        for (const std::string& id : note.sections.front().ids) add(id, 0);
        for (std::size_t i = 1; i < note.sections.size(); ++i) {
            const Section& section = note.sections[i];
            add(section.slug, i);
            add(section.anchor, i);
            alphanumerics.emplace(alphanumeric(section.title), i);
            titles.emplace(fold(section.title), i);
        }
        alphanumerics.erase("");
    }

    void add(const std::string& anchor, std::size_t section) {
        if (anchor.empty()) return;
        exact.emplace(anchor, section);
        folded.emplace(lower(anchor), section);
        alphanumerics.emplace(alphanumeric(anchor), section);
    }
};

Catalogue::Catalogue(const std::vector<Note>& notes, std::function<bool(const std::string&)> exists,
                     AnchorStyle style)
    : notes_(notes), exists_(std::move(exists)), style_(style), anchors_(notes.size()) {
    for (std::size_t i = 0; i < notes.size(); ++i) {
        const Note& note = notes[i];
        by_path_.emplace(note.path, i);
        by_folded_path_.emplace(fold(note.path), i);
        by_folder_[folder_of(note.path)].push_back(i);
        by_file_name_[fold(file_name(note.path))].push_back(i);
        by_name_.emplace(fold(without_suffix(file_name(note.path))), i);
    }
    for (std::size_t i = 0; i < notes.size(); ++i) {
        const Note& note = notes[i];
        by_name_.emplace(fold(note.title), i);
        for (const std::string& alias : note.front_matter.aliases) by_name_.emplace(fold(alias), i);
        if (!note.path.ends_with(".rst")) continue;
        for (std::size_t s = 0; s < note.sections.size(); ++s) {
            for (const std::string& id : note.sections[s].ids) {
                by_label_.emplace(normal_name(id), Target{i, s});
            }
        }
    }
}

Catalogue::~Catalogue() = default;

const Catalogue::Anchors& Catalogue::anchors(std::size_t note) const {
    if (!anchors_[note]) anchors_[note] = std::make_unique<Anchors>(notes_[note]);
    return *anchors_[note];
}

// The note at a path, however loosely the path is written: without suffix, as the page that a site
// makes of it, as a folder, in another letter case.
std::optional<std::size_t> Catalogue::find_note(const std::string& path) const {
    std::vector<std::string> candidates = {path};
    const auto add_with_suffixes = [&](const std::string& stem) {
        for (const std::string_view suffix : suffixes) {
            candidates.push_back(stem + std::string(suffix));
        }
    };
    if (path.ends_with(".html")) add_with_suffixes(path.substr(0, path.size() - 5));
    if (!path.empty()) add_with_suffixes(path);
    for (const std::string_view index : {"index", "README", "_index"}) {
        add_with_suffixes(path.empty() ? std::string(index) : path + "/" + std::string(index));
    }
    for (const std::string& candidate : candidates) {
        if (const auto note = by_path_.find(candidate); note != by_path_.end()) return note->second;
    }
    for (const std::string& candidate : candidates) {
        const auto note = by_folded_path_.find(fold(candidate));
        if (note != by_folded_path_.end()) return note->second;
    }
    return std::nullopt;
}

// A note by the end of its path, its title or an alias, as wikis call it.
std::optional<std::size_t> Catalogue::find_named(const std::string& name) const {
    if (const auto note = find_note(name)) return note;
    if (const auto note = by_name_.find(fold(name)); note != by_name_.end()) return note->second;
    const std::string ending = fmt::format("/{}", fold(without_suffix(name)));
    for (std::size_t i = 0; i < notes_.size(); ++i) {
        if (fold(without_suffix(notes_[i].path)).ends_with(ending)) return i;
    }
    return std::nullopt;
}

Resolution Catalogue::resolve(std::size_t from, const Link& link) const {
    switch (link.kind) {
        case LinkKind::wiki:
            return resolve_wiki(from, link);
        case LinkKind::ref:
            return resolve_ref(from, link);
        case LinkKind::doc:
            return resolve_doc(from, link);
        default:
            return resolve_url(from, link);
    }
}

Resolution Catalogue::resolve_url(std::size_t from, const Link& link) const {
    if (has_scheme(link.destination)) return {Resolution::Kind::web, std::nullopt, std::nullopt};
    const std::string_view destination = link.destination;
    const std::size_t hash = std::min(destination.find('#'), destination.size());
    const std::size_t query = std::min(destination.find('?'), hash);
    const std::string written = percent_decoded(destination.substr(0, query));
    const std::string fragment =
        hash < destination.size() ? percent_decoded(destination.substr(hash + 1)) : "";
    if (written.empty()) return resolve_fragment(from, link, from, fragment);

    const auto path = joined_path(folder_of(notes_[from].path), written);
    if (!path) {
        return {Resolution::Kind::outside, std::nullopt,
                problem(from, link, "outside",
                        fmt::format("\"{}\" leads out of the tree", link.destination))};
    }
    const bool image = link.kind == LinkKind::image;
    if (const auto note = image ? std::nullopt : find_note(*path)) {
        return resolve_fragment(from, link, *note, fragment);
    }
    if (exists_(*path)) return {Resolution::Kind::file, std::nullopt, std::nullopt};
    return missing(from, link, *path);
}

Resolution Catalogue::resolve_fragment(std::size_t from, const Link& link, std::size_t note,
                                       const std::string& fragment) const {
    if (fragment.empty()) return found({note, 0});
    const Anchors& names = anchors(note);
    if (const auto it = names.exact.find(fragment); it != names.exact.end()) {
        return found({note, it->second});
    }
    if (const auto it = names.folded.find(lower(fragment)); it != names.folded.end()) {
        return found({note, it->second});
    }
    std::optional<std::size_t> section;
    bool sound = false;
    if (const auto it = names.alphanumerics.find(alphanumeric(fragment));
        it != names.alphanumerics.end()) {
        section = it->second;
        sound = style_ != AnchorStyle::github;
    } else if (const auto title = names.titles.find(fold(link.text)); title != names.titles.end()) {
        section = title->second;
    }
    if (!section) return lost(from, link, note, fragment);
    Resolution resolution = found({note, *section});
    if (!sound) {
        const std::string& anchor = notes_[note].sections[*section].anchor;
        resolution.problem = problem(from, link, "loose",
                                     fmt::format("no section \"{}\" in {}; taken for \"{}\"",
                                                 fragment, notes_[note].path, anchor));
        resolution.problem->nearest = anchor;
    }
    return resolution;
}

Resolution Catalogue::resolve_wiki(std::size_t from, const Link& link) const {
    const std::string inside = link.destination.substr(0, link.destination.find('|'));
    const std::size_t hash = std::min(inside.find('#'), inside.size());
    const std::string name = inside.substr(0, hash);
    const auto note = name.empty() ? std::optional(from) : find_named(name);
    if (!note) {
        if (exists_(name)) return {Resolution::Kind::file, std::nullopt, std::nullopt};
        return missing(from, link, name);
    }
    const std::string heading = hash < inside.size() ? inside.substr(inside.rfind('#') + 1) : "";
    if (heading.empty() || heading.starts_with('^')) return found({*note, 0});
    return resolve_title(from, link, *note, heading);
}

Resolution Catalogue::resolve_title(std::size_t from, const Link& link, std::size_t note,
                                    const std::string& title) const {
    const Anchors& names = anchors(note);
    if (const auto it = names.titles.find(fold(title)); it != names.titles.end()) {
        return found({note, it->second});
    }
    const auto it = names.alphanumerics.find(alphanumeric(title));
    if (it != names.alphanumerics.end()) return found({note, it->second});
    return lost(from, link, note, title);
}

// A label, or `document:Section title` as autosectionlabel writes it.
Resolution Catalogue::resolve_ref(std::size_t from, const Link& link) const {
    const auto label = by_label_.find(normal_name(link.destination));
    if (label != by_label_.end()) return found(label->second);
    static constexpr auto built_in =
        std::to_array<std::string_view>({"genindex", "modindex", "search"});
    if (std::ranges::find(built_in, link.destination) != built_in.end()) {
        return {Resolution::Kind::web, std::nullopt, std::nullopt};
    }
    const std::size_t colon = link.destination.find(':');
    if (colon != std::string::npos) {
        std::string path = link.destination.substr(0, colon);
        // The tree may begin deeper than Sphinx' source folder.
        while (true) {
            if (const auto note = find_note(path)) {
                return resolve_title(from, link, *note, link.destination.substr(colon + 1));
            }
            const std::size_t slash = path.find('/');
            if (slash == std::string::npos) break;
            path.erase(0, slash + 1);
        }
    }
    Resolution resolution{
        Resolution::Kind::missing, std::nullopt,
        problem(from, link, "section", fmt::format("no label \"{}\"", link.destination))};
    Nearest nearest(normal_name(link.destination));
    for (const auto& entry : by_label_) nearest.offer(entry.first);
    resolution.problem->nearest = nearest.best();
    return resolution;
}

Resolution Catalogue::resolve_doc(std::size_t from, const Link& link) const {
    const auto path = joined_path(folder_of(notes_[from].path), link.destination);
    if (path) {
        if (const auto note = find_note(*path)) return found({*note, 0});
    }
    return missing(from, link, path.value_or(link.destination));
}

Resolution Catalogue::missing(std::size_t from, const Link& link, const std::string& path) const {
    Resolution resolution{Resolution::Kind::missing, std::nullopt,
                          problem(from, link, "note", fmt::format("no note or file \"{}\"", path))};
    // What was meant is misspelt, or of the right name in another folder.
    Nearest nearest(path);
    const auto offer = [&](const auto& index, const std::string& key) {
        const auto notes = index.find(key);
        if (notes == index.end()) return;
        for (const std::size_t note : notes->second) nearest.offer(notes_[note].path);
    };
    offer(by_folder_, folder_of(path));
    offer(by_file_name_, fold(file_name(path)));
    resolution.problem->nearest = nearest.best();
    return resolution;
}

Resolution Catalogue::lost(std::size_t from, const Link& link, std::size_t note,
                           const std::string& fragment) const {
    Resolution resolution{
        Resolution::Kind::lost_section, Target{note, 0},
        problem(from, link, "section",
                fmt::format("no section \"{}\" in {}", fragment, notes_[note].path))};
    Nearest nearest(fragment);
    for (const Section& section : notes_[note].sections) nearest.offer(section.anchor);
    resolution.problem->nearest = nearest.best();
    return resolution;
}

Problem Catalogue::problem(std::size_t from, const Link& link, std::string kind,
                           std::string message) const {
    return {notes_[from].path, link.place,         std::move(kind),
            link.destination,  std::move(message), ""};
}

}  // namespace crib
