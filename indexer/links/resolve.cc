#include "indexer/links/resolve.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "indexer/formats/rst/inline.h"
#include "indexer/links/link_path.h"
#include "indexer/note/note_format.h"
#include "indexer/text/nearest.h"
#include "indexer/text/spaces.h"
#include "indexer/text/unicode.h"

namespace crib {
namespace {

// Names of reStructuredText compare without regard to case and the width of white space.
std::string normal_name(std::string_view name) { return single_spaced(lower(name)); }

// A title as it is written in a reference of reStructuredText, without its markup.
std::string without_rst_markup(const std::string& title) {
    RstReferences none;
    return read_rst_inline({{title, {}}}, none).text;
}

// The page of a site stands for the note that it was made of.
void add_file_name(std::vector<std::string>& names, const std::string& path) {
    names.push_back(fold(file_name(path)));
    if (path.ends_with(".html")) names.push_back(fold(file_name(path.substr(0, path.size() - 5))));
}

Resolution found(Target target) { return {Resolution::Kind::section, target, std::nullopt}; }

}  // namespace

NoteNames names_of(const Note& note) {
    NoteNames result{note.path, {fold(note.title)}, {}};
    for (const std::string& alias : note.front_matter.aliases) {
        result.names.push_back(fold(alias));
    }
    for (std::size_t i = 0; i < note.sections.size(); ++i) {
        for (const std::string& label : note.sections[i].labels) {
            result.labels.push_back({normal_name(label), i});
        }
    }
    return result;
}

std::set<std::string> answered_names(const NoteNames& note) {
    const std::string name = fold(file_name(note.path));
    const std::string stem = without_note_suffix(name);
    std::set<std::string> names(note.names.begin(), note.names.end());
    names.insert({name, stem});
    if (stem == "index" || stem == "readme" || stem == "_index") {
        names.insert(fold(file_name(folder_of(note.path))));
    }
    for (const Label& label : note.labels) names.insert(label.name);
    return names;
}

std::set<std::string> changed_names(const NoteNames& before, const NoteNames& after) {
    std::set<std::string> changed;
    const auto add_changes = [&](const std::set<std::string>& were,
                                 const std::set<std::string>& are) {
        std::ranges::set_symmetric_difference(were, are, std::inserter(changed, changed.end()));
    };
    const auto titles = [](const NoteNames& note) {
        return std::set<std::string>(note.names.begin(), note.names.end());
    };
    const auto labels = [](const NoteNames& note) {
        std::set<std::string> names;
        for (const Label& label : note.labels) names.insert(label.name);
        return names;
    };
    add_changes(titles(before), titles(after));
    add_changes(labels(before), labels(after));
    return changed;
}

std::vector<std::string> called_names(const Link& link, const std::string& from,
                                      const Resolution& resolution) {
    std::vector<std::string> names;
    if (resolution.other && resolution.other->is_linked()) {
        add_file_name(names, *resolution.other->real_path);
    }
    switch (link.kind) {
        case LinkKind::url: {
            if (has_scheme(link.destination)) break;
            if (const auto path = address_of(link, from).path) add_file_name(names, *path);
            break;
        }
        case LinkKind::wiki: {
            const std::string name = wiki_name(link).name;
            if (name.empty()) break;
            add_file_name(names, name);
            const std::string stem = fold(without_note_suffix(name));
            names.insert(names.end(), {fold(name), stem, file_name(stem)});
            break;
        }
        case LinkKind::ref:
            names.push_back(normal_name(link.destination));
            add_file_name(names, link.destination.substr(0, link.destination.find(':')));
            break;
        case LinkKind::doc:
            add_file_name(
                names, joined_path(folder_of(from), link.destination).value_or(link.destination));
            break;
        case LinkKind::image:
            break;
    }
    return names;
}

bool names_section(const Link& link) {
    switch (link.kind) {
        case LinkKind::wiki:
            return !wiki_name(link).heading.empty();
        case LinkKind::ref:
            return true;
        default:
            return link.destination.find('#') != std::string::npos;
    }
}

Catalogue::Catalogue(std::vector<NoteNames> notes, std::shared_ptr<const NoteSource> source,
                     OtherFiles files, AnchorStyle style)
    : notes_(std::move(notes)),
      source_(std::move(source)),
      files_(std::move(files)),
      style_(style) {}

Catalogue::~Catalogue() = default;

const Catalogue::Index& Catalogue::by_folded_path() const {
    if (by_folded_path_) return *by_folded_path_;
    by_folded_path_.emplace(notes_.size());
    for (std::size_t i = 0; i < notes_.size(); ++i) by_folded_path_->emplace(fold(path_of(i)), i);
    return *by_folded_path_;
}

// A file's name goes before any title.
const Catalogue::Index& Catalogue::by_name() const {
    if (by_name_) return *by_name_;
    by_name_.emplace(2 * notes_.size());
    for (std::size_t i = 0; i < notes_.size(); ++i) {
        by_name_->emplace(fold(without_note_suffix(file_name(path_of(i)))), i);
    }
    for (std::size_t i = 0; i < notes_.size(); ++i) {
        for (const std::string& name : notes_[i].names) by_name_->emplace(name, i);
    }
    return *by_name_;
}

const Catalogue::Groups& Catalogue::by_folder() const {
    if (by_folder_) return *by_folder_;
    by_folder_.emplace();
    for (std::size_t i = 0; i < notes_.size(); ++i) {
        (*by_folder_)[folder_of(path_of(i))].push_back(i);
    }
    return *by_folder_;
}

const Catalogue::Groups& Catalogue::by_file_name() const {
    if (by_file_name_) return *by_file_name_;
    by_file_name_.emplace();
    for (std::size_t i = 0; i < notes_.size(); ++i) {
        (*by_file_name_)[fold(file_name(path_of(i)))].push_back(i);
    }
    return *by_file_name_;
}

const std::map<std::string, Target>& Catalogue::by_label() const {
    if (by_label_) return *by_label_;
    by_label_.emplace();
    for (std::size_t i = 0; i < notes_.size(); ++i) {
        for (const Label& label : notes_[i].labels) {
            by_label_->emplace(label.name, Target{i, label.section});
        }
    }
    return *by_label_;
}

const SectionNames& Catalogue::anchors(std::size_t note) const {
    constexpr std::size_t most_held = 256;  // of so many notes; links are mostly to near ones
    const auto held = anchors_.find(note);
    if (held != anchors_.end()) return *held->second;
    if (anchors_.size() == most_held) anchors_.clear();
    return *anchors_.emplace(note, std::make_unique<SectionNames>(*read(note), style_))
                .first->second;
}

std::optional<std::size_t> Catalogue::note_called(const std::string& path) const {
    const auto note = std::ranges::lower_bound(notes_, path, {}, &NoteNames::path);
    if (note == notes_.end() || note->path != path) return std::nullopt;
    return static_cast<std::size_t>(note - notes_.begin());
}

// The note at a path, however loosely the path is written: without suffix, as the page that a site
// makes of it, as a folder, in another letter case.
std::optional<std::size_t> Catalogue::find_note(const std::string& path) const {
    if (const auto note = note_called(path)) return note;
    std::vector<std::string> candidates;
    const auto add_with_suffixes = [&](const std::string& stem) {
        for (const NoteSuffix& known : note_suffixes()) {
            candidates.push_back(stem + std::string(known.suffix));
        }
    };
    if (path.ends_with(".html")) add_with_suffixes(path.substr(0, path.size() - 5));
    if (!path.empty()) add_with_suffixes(path);
    for (const std::string_view index : {"index", "README", "_index"}) {
        add_with_suffixes(path.empty() ? std::string(index) : path + "/" + std::string(index));
    }
    for (const std::string& candidate : candidates) {
        if (const auto note = note_called(candidate)) return note;
    }
    candidates.insert(candidates.begin(), path);
    for (const std::string& candidate : candidates) {
        const auto note = by_folded_path().find(fold(candidate));
        if (note != by_folded_path().end()) return note->second;
    }
    return std::nullopt;
}

// The note that Sphinx calls by a path from its source folder, above which the tree may begin.
std::optional<std::size_t> Catalogue::find_document(std::string path) const {
    while (!path.empty()) {
        if (const auto note = find_note(path)) return note;
        const std::size_t slash = path.find('/');
        path.erase(0, slash == std::string::npos ? slash : slash + 1);
    }
    return std::nullopt;
}

// A note by its title, an alias or the end of its path, as wikis call it.
std::optional<std::size_t> Catalogue::find_named(const std::string& name) const {
    if (const auto note = find_note(name)) return note;
    if (const auto note = by_name().find(fold(name)); note != by_name().end()) return note->second;
    const std::string stem = fold(without_note_suffix(name));
    if (const auto note = by_name().find(stem); note != by_name().end()) return note->second;
    const std::vector<std::size_t> notes = notes_ending_in(stem);
    return notes.empty() ? std::nullopt : std::optional(notes.front());
}

// The notes whose path, without suffix and folded, ends in whole parts of `stem`.
std::vector<std::size_t> Catalogue::notes_ending_in(const std::string& stem) const {
    std::vector<std::size_t> result;
    for (const auto& [suffix, format] : note_suffixes()) {
        const auto notes = by_file_name().find(file_name(stem).append(suffix));
        if (notes == by_file_name().end()) continue;
        for (const std::size_t note : notes->second) {
            const bool ends =
                fold("/" + path_of(note)).ends_with(fmt::format("/{}{}", stem, suffix));
            if (ends) result.push_back(note);
        }
    }
    return result;
}

// What stands where no note does; a link that is no picture may be led on from there to one.
OtherFile Catalogue::look_at(const Link& link, const std::string& path) const {
    OtherFile other{path, files_.exists(path), std::nullopt};
    if (other.exists && link.kind == LinkKind::url) other.real_path = files_.real_path(path);
    return other;
}

// The note that it leads to by links of the file system.
std::optional<std::size_t> Catalogue::find_linked(const OtherFile& other) const {
    return other.is_linked() ? find_note(*other.real_path) : std::nullopt;
}

// The note at a path of a link that is no picture, if it may be taken for one.
std::optional<std::size_t> Catalogue::note_at(std::size_t from, const Link& link,
                                              const std::string& path) const {
    if (const auto note = find_note(path)) return note;
    const OtherFile other = look_at(link, path);
    if (const auto note = find_linked(other)) return note;
    const bool of_site = link.destination.starts_with('/') && !other.exists;
    return of_site ? find_mounted(from, path) : std::nullopt;
}

// The note that a path on the site may mean whose root is not the tree's: of `/a/b/c/d` the note at
// `.../b/c/d` or `.../c/d`, else the one of the folder `.../d`, else the one that alone is called
// so. Of several, as of the versions of a manual, the one that lies nearest to the link, else the
// last.
std::optional<std::size_t> Catalogue::find_mounted(std::size_t from,
                                                   const std::string& path) const {
    std::string end = fold(without_note_suffix(path));
    std::vector<std::size_t> notes;
    for (std::size_t slash = end.find('/'); notes.empty() && slash != std::string::npos;
         slash = end.find('/')) {
        notes = notes_ending_in(end);
        end.erase(0, slash + 1);
    }
    if (notes.empty()) notes = notes_ending_in(end + "/" + end);
    if (notes.empty() && !is_of_tree(path)) notes = notes_that_moved(end);
    if (notes.empty()) return std::nullopt;
    const auto shared = [&](std::size_t note) {
        return std::ranges::mismatch(path_of(note), path_of(from)).in1 - path_of(note).begin();
    };
    std::ranges::reverse(notes);
    return *std::ranges::max_element(notes, {}, shared);
}

// The note of a name that says enough, and that no other has.
std::vector<std::size_t> Catalogue::notes_that_moved(const std::string& name) const {
    if (name.find_first_of("-_ ") == std::string::npos) return {};
    std::vector<std::size_t> notes = notes_ending_in(name);
    if (notes.size() > 1) notes.clear();
    return notes;
}

// Whether a path from the root can be meant for nothing but the tree.
bool Catalogue::is_of_tree(const std::string& path) const {
    const std::size_t slash = path.find('/');
    return slash == std::string::npos || without_note_suffix(path) != path ||
           files_.exists(path.substr(0, slash));
}

Resolution Catalogue::resolve(std::size_t from, const Link& link) const {
    const std::lock_guard lock(mutex_);
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

std::optional<std::size_t> Catalogue::note_called(std::size_t from, const Link& link) const {
    const std::lock_guard lock(mutex_);
    switch (link.kind) {
        case LinkKind::url: {
            if (has_scheme(link.destination)) return std::nullopt;
            const Address address = address_of(link, path_of(from));
            if (address.own) return from;
            return address.path ? note_at(from, link, *address.path) : std::nullopt;
        }
        case LinkKind::wiki: {
            const std::string name = wiki_name(link).name;
            return name.empty() ? std::optional(from) : find_named(name);
        }
        case LinkKind::ref:
            return note_of_ref(link);
        case LinkKind::doc:
            return note_of_doc(from, link);
        case LinkKind::image:
            break;
    }
    return std::nullopt;
}

Resolution Catalogue::resolve_url(std::size_t from, const Link& link) const {
    if (has_scheme(link.destination)) return {Resolution::Kind::web, std::nullopt, std::nullopt};
    const Address address = address_of(link, path_of(from));
    if (address.own) return resolve_fragment(from, link, from, address.fragment);
    if (!address.path) return outside(from, link);
    const bool image = link.kind == LinkKind::image;
    if (const auto note = image ? std::nullopt : find_note(*address.path)) {
        return resolve_fragment(from, link, *note, address.fragment);
    }
    OtherFile other = look_at(link, *address.path);
    if (const auto note = find_linked(other)) {
        Resolution resolution = resolve_fragment(from, link, *note, address.fragment);
        resolution.other = std::move(other);
        return resolution;
    }
    Resolution resolution = file(from, link, std::move(other));
    const bool of_site = link.destination.starts_with('/') && !image;
    if (resolution.kind != Resolution::Kind::missing || !of_site) return resolution;
    return resolve_site_path(from, link, *address.path, address.fragment, std::move(resolution));
}

// A path that counts from a root above the tree's, or from that of the site that the tree is a part
// of: taken for the one note that it may mean, else it leads out of the tree.
Resolution Catalogue::resolve_site_path(std::size_t from, const Link& link, const std::string& path,
                                        const std::string& fragment, Resolution missing) const {
    if (const auto note = find_mounted(from, path)) {
        Resolution resolution = resolve_fragment(from, link, *note, fragment);
        if (!resolution.problem) {
            resolution.problem =
                problem(from, link, ProblemKind::loose,
                        fmt::format("no note or file \"{}\"; taken for {}", path, path_of(*note)));
        }
        resolution.other = std::move(missing.other);
        return resolution;
    }
    if (is_of_tree(path)) return missing;
    Resolution resolution = outside(from, link);
    resolution.other = std::move(missing.other);
    return resolution;
}

Resolution Catalogue::resolve_fragment(std::size_t from, const Link& link, std::size_t note,
                                       const std::string& fragment) const {
    if (fragment.empty()) return found({note, 0});
    const SectionNames& names = anchors(note);
    if (const auto it = names.exact.find(fragment); it != names.exact.end()) {
        return found({note, it->second});
    }
    if (const auto it = names.folded.find(lower(fragment)); it != names.folded.end()) {
        return found({note, it->second});
    }
    if (const auto it = names.alphanumerics.find(alphanumeric(fragment));
        it != names.alphanumerics.end()) {
        const Target target{note, it->second};
        return style_ == AnchorStyle::github ? loose(from, link, target, fragment) : found(target);
    }
    if (const auto it = names.titles.find(fold(link.text)); it != names.titles.end()) {
        return loose(from, link, {note, it->second}, fragment);
    }
    return lost(from, link, note, fragment);
}

Resolution Catalogue::resolve_wiki(std::size_t from, const Link& link) const {
    const auto [name, heading] = wiki_name(link);
    const auto note = name.empty() ? std::optional(from) : find_named(name);
    if (!note) return file(from, link, look_at(link, name));
    if (heading.empty() || heading.starts_with('^')) return found({*note, 0});
    return resolve_title(from, link, *note, heading);
}

// A heading by its text, with or without the number before it.
Resolution Catalogue::resolve_title(std::size_t from, const Link& link, std::size_t note,
                                    const std::string& title) const {
    const SectionNames& names = anchors(note);
    if (const auto section = names.titles.find(fold(title)); section != names.titles.end()) {
        return found({note, section->second});
    }
    const auto section = names.alphanumerics.find(alphanumeric(title));
    if (section != names.alphanumerics.end()) {
        return loose(from, link, {note, section->second}, title);
    }
    return lost(from, link, note, title);
}

// A label, or `document:Section title` as autosectionlabel writes it.
Resolution Catalogue::resolve_ref(std::size_t from, const Link& link) const {
    const auto label = by_label().find(normal_name(link.destination));
    if (label != by_label().end()) return found(label->second);
    static constexpr auto built_in =
        std::to_array<std::string_view>({"genindex", "modindex", "search"});
    if (std::ranges::find(built_in, link.destination) != built_in.end()) {
        return {Resolution::Kind::web, std::nullopt, std::nullopt};
    }
    const std::size_t colon = link.destination.find(':');
    if (colon != std::string::npos) {
        if (const auto note = find_document(link.destination.substr(0, colon))) {
            return resolve_title(from, link, *note,
                                 without_rst_markup(link.destination.substr(colon + 1)));
        }
    }
    Resolution resolution{Resolution::Kind::missing, std::nullopt,
                          problem(from, link, ProblemKind::section,
                                  fmt::format("no label \"{}\"", link.destination))};
    Nearest nearest(normal_name(link.destination));
    for (const auto& entry : by_label()) nearest.offer(entry.first);
    resolution.problem->nearest = nearest.best();
    return resolution;
}

std::optional<std::size_t> Catalogue::note_of_ref(const Link& link) const {
    const auto label = by_label().find(normal_name(link.destination));
    if (label != by_label().end()) return label->second.note;
    const std::size_t colon = link.destination.find(':');
    return colon == std::string::npos ? std::nullopt
                                      : find_document(link.destination.substr(0, colon));
}

std::optional<std::size_t> Catalogue::note_of_doc(std::size_t from, const Link& link) const {
    const auto path = joined_path(folder_of(path_of(from)), link.destination);
    const bool inside = path && !link.destination.starts_with('/');
    return inside ? find_note(*path) : find_document(link.destination);
}

Resolution Catalogue::resolve_doc(std::size_t from, const Link& link) const {
    if (const auto note = note_of_doc(from, link)) return found({*note, 0});
    const auto path = joined_path(folder_of(path_of(from)), link.destination);
    return path ? missing(from, link, *path) : outside(from, link);
}

Resolution Catalogue::outside(std::size_t from, const Link& link) const {
    return {Resolution::Kind::outside, std::nullopt,
            problem(from, link, ProblemKind::outside,
                    fmt::format(R"("{}" leads out of the tree)", link.destination))};
}

// What is no note may be a file.
Resolution Catalogue::file(std::size_t from, const Link& link, OtherFile other) const {
    Resolution resolution{Resolution::Kind::file, std::nullopt, std::nullopt};
    if (!other.exists) resolution = missing(from, link, other.path);
    resolution.other = std::move(other);
    return resolution;
}

Resolution Catalogue::missing(std::size_t from, const Link& link, const std::string& path) const {
    Resolution resolution{
        Resolution::Kind::missing, std::nullopt,
        problem(from, link, ProblemKind::note, fmt::format("no note or file \"{}\"", path))};
    resolution.problem->nearest = nearest_note(path);
    return resolution;
}

// What was meant by the path of no note: one of that name in another folder, or one of that folder
// whose name is misspelt.
std::string Catalogue::nearest_note(const std::string& path) const {
    if (const auto namesakes = by_file_name().find(fold(file_name(path)));
        namesakes != by_file_name().end()) {
        Nearest nearest(path, static_cast<int>(path.size()));
        for (const std::size_t note : namesakes->second) nearest.offer(path_of(note));
        return nearest.best();
    }
    const auto neighbours = by_folder().find(folder_of(path));
    if (neighbours == by_folder().end()) return {};
    const std::size_t size = without_note_suffix(file_name(path)).size();
    Nearest nearest(file_name(path), std::max(1, static_cast<int>(size) / 3));
    for (const std::size_t note : neighbours->second) nearest.offer(file_name(path_of(note)));
    if (nearest.best().empty()) return {};
    return joined_path(folder_of(path), nearest.best()).value_or("");
}

// What leads to a section by more than its anchor.
Resolution Catalogue::loose(std::size_t from, const Link& link, Target target,
                            const std::string& fragment) const {
    const std::shared_ptr<const Note> note = read(target.note);
    const std::string& anchor = note->sections[target.section].anchor;
    Resolution resolution = found(target);
    resolution.problem = problem(
        from, link, ProblemKind::loose,
        fmt::format(R"(no section "{}" in {}; taken for "{}")", fragment, note->path, anchor));
    resolution.problem->nearest = anchor;
    return resolution;
}

Resolution Catalogue::lost(std::size_t from, const Link& link, std::size_t note,
                           const std::string& fragment) const {
    Resolution resolution{Resolution::Kind::lost_section, Target{note, 0},
                          problem(from, link, ProblemKind::section,
                                  fmt::format("no section \"{}\" in {}", fragment, path_of(note)))};
    Nearest nearest(fragment);
    for (const Section& section : read(note)->sections) nearest.offer(section.anchor);
    resolution.problem->nearest = nearest.best();
    return resolution;
}

Problem Catalogue::problem(std::size_t from, const Link& link, ProblemKind kind,
                           std::string message) const {
    return {path_of(from), link.place, kind, link.destination, std::move(message), ""};
}

}  // namespace crib
