#include "indexer/links/lookup.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "indexer/links/link_path.h"
#include "indexer/note/note_format.h"
#include "indexer/text/nearest.h"
#include "indexer/text/unicode.h"

namespace crib {
namespace {

// What all paths begin with that are meant by a path.
std::string_view common_beginning(std::string_view path) {
    constexpr std::string_view page = ".html";
    return path.substr(0, path.size() - (path.ends_with(page) ? page.size() : 0));
}

}  // namespace

Lookup::Lookup(std::vector<NoteNames> notes, std::shared_ptr<const NoteSource> source,
               OtherFiles files, AnchorStyle style)
    : notes_(std::move(notes)),
      source_(std::move(source)),
      files_(std::move(files)),
      style_(style) {}

std::optional<std::size_t> Lookup::note_at_exactly(const std::string& path) const {
    const auto note = std::ranges::lower_bound(notes_, path, {}, &NoteNames::path);
    if (note == notes_.end() || note->path != path) return std::nullopt;
    return static_cast<std::size_t>(note - notes_.begin());
}

// The other paths at which a note may lie that is meant by a path.
std::vector<std::string> Lookup::paths_meant_by(const std::string& path) {
    std::vector<std::string> candidates;
    const auto add_with_suffixes = [&](const std::string& stem) {
        for (const NoteSuffix& known : note_suffixes()) {
            candidates.push_back(stem + std::string(known.suffix));
        }
    };
    if (const auto stem = common_beginning(path); stem != path)
        add_with_suffixes(std::string(stem));
    if (!path.empty()) add_with_suffixes(path);
    for (const std::string_view index : {"index", "README", "_index"}) {
        add_with_suffixes(path.empty() ? std::string(index) : path + "/" + std::string(index));
    }
    return candidates;
}

std::optional<std::size_t> Lookup::note_in_case(const std::string& path) const {
    if (const auto note = note_at_exactly(path)) return note;
    // Most links that lead to no note are the beginning of no path either.
    const std::string_view begun = common_beginning(path);
    const auto next = std::ranges::lower_bound(notes_, begun, {}, &NoteNames::path);
    if (next == notes_.end() || !next->path.starts_with(begun)) return std::nullopt;
    for (const std::string& candidate : paths_meant_by(path)) {
        if (const auto note = note_at_exactly(candidate)) return note;
    }
    return std::nullopt;
}

std::optional<std::size_t> Lookup::note_in_any_case(const std::string& path) {
    const auto& notes = by_folded_path();
    const std::string begun = fold(common_beginning(path));
    const auto next = notes.lower_bound(begun);
    if (next == notes.end() || !next->first.starts_with(begun)) return std::nullopt;
    if (const auto note = notes.find(fold(path)); note != notes.end()) return note->second;
    for (const std::string& candidate : paths_meant_by(path)) {
        const auto note = notes.find(fold(candidate));
        if (note != notes.end()) return note->second;
    }
    return std::nullopt;
}

std::optional<std::size_t> Lookup::note_at(const std::string& path) {
    const auto note = note_in_case(path);
    return note ? note : note_in_any_case(path);
}

std::optional<std::size_t> Lookup::document(std::string path) {
    while (!path.empty()) {
        if (const auto note = note_at(path)) return note;
        const std::size_t slash = path.find('/');
        path.erase(0, slash == std::string::npos ? slash : slash + 1);
    }
    return std::nullopt;
}

std::optional<std::size_t> Lookup::note_named(const std::string& name) {
    if (const auto note = note_at(name)) return note;
    if (const auto note = by_name().find(fold(name)); note != by_name().end()) return note->second;
    const std::string stem = fold(without_note_suffix(name));
    if (const auto note = by_name().find(stem); note != by_name().end()) return note->second;
    if (const auto note = note_ending_in(name)) return note;
    return stem.find(' ') == std::string::npos ? std::nullopt : note_ending_in(page_name(name));
}

std::optional<std::size_t> Lookup::note_ending_in(const std::string& path) {
    const std::vector<std::size_t> notes = notes_ending_in(fold(without_note_suffix(path)));
    if (notes.empty()) return std::nullopt;
    return *std::ranges::min_element(
        notes, {}, [&](std::size_t note) { return std::ranges::count(path_of(note), '/'); });
}

// The notes whose path, without suffix and folded, ends in whole parts of `stem`.
std::vector<std::size_t> Lookup::notes_ending_in(const std::string& stem) {
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

std::optional<std::size_t> Lookup::note_on_site(const std::string& path, std::size_t from) {
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

// At most one note: the only one of this name, if the name has several words.
std::vector<std::size_t> Lookup::notes_that_moved(const std::string& name) {
    if (name.find_first_of("-_ ") == std::string::npos) return {};
    std::vector<std::size_t> notes = notes_ending_in(name);
    if (notes.size() > 1) notes.clear();
    return notes;
}

std::optional<Target> Lookup::labelled(const std::string& name) {
    const auto label = by_label().find(normal_name(name));
    return label == by_label().end() ? std::nullopt : std::optional(label->second);
}

bool Lookup::is_of_wiki(std::size_t note) {
    if (!of_wiki_ || of_wiki_->first != note) {
        const bool wiki = std::ranges::any_of(
            read(note)->links, [](const Link& link) { return link.kind == LinkKind::wiki; });
        of_wiki_.emplace(note, wiki);
    }
    return of_wiki_->second;
}

SectionNames& Lookup::sections(std::size_t note) {
    constexpr std::size_t most_held = 256;  // notes; most links lead to notes nearby
    const auto held = sections_.find(note);
    if (held != sections_.end()) return *held->second;
    if (sections_.size() == most_held) sections_.clear();
    return *sections_.emplace(note, std::make_unique<SectionNames>(*read(note), style_))
                .first->second;
}

bool Lookup::is_of_tree(const std::string& path) const {
    const std::size_t slash = path.find('/');
    return slash == std::string::npos || without_note_suffix(path) != path ||
           files_.exists(path.substr(0, slash));
}

// A note of the same name in another folder, or a note of the same folder whose name is like it.
std::string Lookup::nearest_note(const std::string& path) {
    if (const auto namesakes = by_file_name().find(fold(file_name(path)));
        namesakes != by_file_name().end()) {
        Nearest nearest(path, static_cast<int>(path.size()));
        return nearest.best_of(namesakes->second, [&](std::size_t note) { return path_of(note); });
    }
    const auto neighbours = by_folder().find(folder_of(path));
    if (neighbours == by_folder().end()) return {};
    const std::size_t size = without_note_suffix(file_name(path)).size();
    Nearest nearest(file_name(path), std::max(1, static_cast<int>(size) / 3));
    nearest.best_of(neighbours->second, [&](std::size_t note) { return file_name(path_of(note)); });
    if (nearest.best().empty()) return {};
    return joined_path(folder_of(path), nearest.best()).value_or("");
}

std::string Lookup::nearest_label(const std::string& name) {
    Nearest nearest(normal_name(name));
    return nearest.best_of(by_label(), [](const auto& entry) { return entry.first; });
}

const std::map<std::string, std::size_t>& Lookup::by_folded_path() {
    if (by_folded_path_) return *by_folded_path_;
    by_folded_path_.emplace();
    for (std::size_t i = 0; i < notes_.size(); ++i) by_folded_path_->emplace(fold(path_of(i)), i);
    return *by_folded_path_;
}

// A file's name wins over any title.
const Lookup::Index& Lookup::by_name() {
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

const Lookup::Groups& Lookup::by_folder() {
    if (by_folder_) return *by_folder_;
    by_folder_.emplace();
    for (std::size_t i = 0; i < notes_.size(); ++i) {
        (*by_folder_)[folder_of(path_of(i))].push_back(i);
    }
    return *by_folder_;
}

const Lookup::Groups& Lookup::by_file_name() {
    if (by_file_name_) return *by_file_name_;
    by_file_name_.emplace();
    for (std::size_t i = 0; i < notes_.size(); ++i) {
        (*by_file_name_)[fold(file_name(path_of(i)))].push_back(i);
    }
    return *by_file_name_;
}

const std::map<std::string, Target>& Lookup::by_label() {
    if (by_label_) return *by_label_;
    by_label_.emplace();
    for (std::size_t i = 0; i < notes_.size(); ++i) {
        for (const Label& label : notes_[i].labels) {
            by_label_->emplace(label.name, Target{i, label.section});
        }
    }
    return *by_label_;
}

}  // namespace crib
