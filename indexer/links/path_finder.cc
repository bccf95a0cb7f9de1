#include "indexer/links/path_finder.h"

#include <array>
#include <string_view>

#include <fmt/format.h>

#include "indexer/note/note_format.h"
#include "indexer/text/unicode.h"

namespace crib {
namespace {

// Whether a path may be that of a file which is no page: it has a suffix of its own.
bool may_be_file(const std::string& path) {
    const std::string name = file_name(path);
    const std::size_t dot = name.rfind('.');
    return dot != std::string::npos && dot > 0 && dot + 1 < name.size() && !note_format(name) &&
           !name.ends_with(".html");
}

// Whether a destination is one word or name, such as Obsidian writes for a note of any folder.
bool is_bare_name(const std::string& written) {
    const std::string name = lower(written);
    return name.find_first_of("/.") == std::string::npos && name != "readme" && name != "index";
}

std::string below(const std::string& folder, const std::string& path) {
    return folder.empty() ? path : fmt::format("{}/{}", folder, path);
}

}  // namespace

FoundPath PathFinder::find(const Address& address) {
    if (address.kind == Address::Kind::reference) return find_reference(address);
    if (address.kind == Address::Kind::site) return find_below_root_of_site(address);
    FoundPath found = find_as_written(address);
    if (found.note || found.other.exists) return found;
    if (find_in_any_case(address, found) || find_in_vault(address, found)) return found;
    find_on_site(address, found);
    return found;
}

FoundPath PathFinder::find_as_written(const Address& address) const {
    FoundPath found;
    if (kind_ != LinkKind::image) found.note = lookup_.note_in_case(*address.path);
    if (found.note) return found;
    found.other = look_at(*address.path);
    found.note = note_behind(found.other);
    return found;
}

bool PathFinder::find_in_any_case(const Address& address, FoundPath& found) {
    const std::string& path = *address.path;
    found.loose = true;
    if (kind_ != LinkKind::image) found.note = lookup_.note_in_any_case(path);
    if (found.note) return true;
    const bool page_of_site = address.written.starts_with('/') && kind_ != LinkKind::image;
    if (page_of_site || !may_be_file(path)) return false;
    const auto actual = lookup_.files().in_any_case(path);
    looked_for_.push_back({path, actual.has_value(), std::nullopt, OtherFile::Search::any_case});
    if (actual) found.other = look_at(*actual);
    return actual.has_value();
}

// Obsidian finds what a link names in any folder.
bool PathFinder::find_in_vault(const Address& address, FoundPath& found) {
    const std::string& written = address.written;
    if (written.starts_with('/') || written.starts_with("../")) return false;
    const auto note = kind_ == LinkKind::image ? std::nullopt : lookup_.note_ending_in(written);
    const bool file = !note && may_be_file(written);
    if ((!note && !file) || (!is_vault() && !(note && is_bare_name(written)))) return false;
    found.note = note;
    found.loose = note && !is_vault();
    if (note) return true;
    const OtherFile other = find_attachment(written);
    if (other.exists) found = {std::nullopt, other, false};
    return other.exists;
}

bool PathFinder::find_on_site(const Address& address, FoundPath& found) {
    if (!address.written.starts_with('/')) return false;
    if (may_be_file(*address.path) && find_file_of_site(address, found)) return true;
    if (kind_ == LinkKind::image) return false;
    found.note = lookup_.note_on_site(*address.path, from_);
    found.loose = found.note.has_value();
    return found.loose;
}

// Generators serve the files of the folders `static` and `public` from the root of the site. That
// root is a folder above the note, or the folder that holds the tree.
bool PathFinder::find_file_of_site(const Address& address, FoundPath& found) {
    static constexpr auto served = std::to_array<std::string_view>({"static", "public"});
    std::vector<std::string> folders = folders_above();
    for (const std::string& folder : folders) {
        const std::string beside = below(folder, *address.path);
        found.loose = !folder.empty() && exists(beside);
        if (found.loose) found.other = look_at(beside);
        if (found.loose) return true;
    }
    folders.emplace_back("..");
    for (const std::string& folder : folders) {
        for (const std::string_view name : served) {
            const std::string path = below(below(folder, std::string(name)), *address.path);
            if (!exists(path)) continue;
            found.other = {path, true};
            return true;
        }
    }
    return false;
}

// What Hugo's shortcode `ref` names: a page by its path from the link's, from the root of the
// content, or by the end of its path.
FoundPath PathFinder::find_reference(const Address& address) {
    FoundPath found = find_below_root_of_site(address);
    found.loose = false;
    if (found.note) return found;
    const std::string& path = address.written;
    if (const auto beside = joined_path(folder_of(lookup_.path_of(from_)), path)) {
        found.note = lookup_.note_in_case(*beside);
    }
    if (!found.note) found.note = lookup_.note_ending_in(joined_path("", path).value_or(path));
    return found;
}

FoundPath PathFinder::find_below_root_of_site(const Address& address) {
    FoundPath found;
    found.other = {*address.path, false};
    found.loose = true;
    for (const std::string& folder : folders_above()) {
        for (const std::string_view content : {"", "content"}) {
            const std::string path =
                below(folder, content.empty() ? *address.path : below("content", *address.path));
            if (kind_ != LinkKind::image) found.note = lookup_.note_in_case(path);
            if (found.note) return found;
            if (!may_be_file(path) || !exists(path)) continue;
            found.other = look_at(path);
            return found;
        }
    }
    return found;
}

OtherFile PathFinder::find_attachment(const std::string& name) {
    const std::string path =
        is_relative(name) ? joined_path(folder_of(lookup_.path_of(from_)), name).value_or(name)
                          : name;
    OtherFile other = look_at(path);
    if (other.exists || !may_be_file(name)) return other;
    const auto found = lookup_.files().anywhere(path);
    if (found) return look_at(*found);
    looked_for_.push_back({path, false, std::nullopt, OtherFile::Search::anywhere});
    return other;
}

bool PathFinder::is_vault() { return lookup_.is_of_wiki(from_) || exists(".obsidian"); }

// Whether a file exists, as a later run must ask again.
bool PathFinder::exists(const std::string& path) {
    looked_for_.push_back({path, lookup_.files().exists(path)});
    return looked_for_.back().exists;
}

// The folders above the link's note, from the nearest to the root.
std::vector<std::string> PathFinder::folders_above() const {
    constexpr std::size_t most = 16;
    std::vector<std::string> folders;
    for (std::string path = lookup_.path_of(from_); !path.empty() && folders.size() < most;) {
        path = folder_of(path);
        folders.push_back(path);
    }
    return folders;
}

// A link of the file system may lead on from there to a note. A picture is never a note.
OtherFile PathFinder::look_at(const std::string& path) const {
    OtherFile other{path, lookup_.files().exists(path)};
    if (other.exists && kind_ == LinkKind::url) other.real_path = lookup_.files().real_path(path);
    return other;
}

std::optional<std::size_t> PathFinder::note_behind(const OtherFile& other) const {
    return other.is_linked() ? lookup_.note_at(*other.real_path) : std::nullopt;
}

}  // namespace crib
