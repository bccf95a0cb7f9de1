#include "indexer/links/resolve.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "indexer/formats/rst/inline.h"
#include "indexer/links/link_path.h"
#include "indexer/links/link_problems.h"
#include "indexer/text/nearest.h"
#include "indexer/text/unicode.h"

namespace crib {
namespace {

// A title as it is written in a reference of reStructuredText, without its markup.
std::string without_rst_markup(const std::string& title) {
    RstReferences none;
    return read_rst_inline({{title, {}}}, none).text;
}

// The pages that Sphinx makes itself.
bool is_built_in(std::string_view label) {
    static constexpr auto built_in =
        std::to_array<std::string_view>({"genindex", "modindex", "search"});
    return std::ranges::find(built_in, label) != built_in.end();
}

Resolution found(Target target) { return {Resolution::Kind::section, target, std::nullopt}; }
Resolution web() { return {Resolution::Kind::web, std::nullopt, std::nullopt}; }

// Finds where one link leads.
class LinkResolver {
  public:
    // The lookup and the link must outlive it. The link stands in the note `from`.
    LinkResolver(Lookup& lookup, std::size_t from, const Link& link)
        : lookup_(lookup), from_(from), link_(link), problems_(lookup.path_of(from), link) {}

    Resolution resolution() const {
        switch (link_.kind) {
            case LinkKind::wiki:
                return wiki();
            case LinkKind::ref:
                return ref();
            case LinkKind::doc:
                return doc();
            case LinkKind::url:
            case LinkKind::image:
                break;
        }
        return url();
    }

    // The note that it leads into. The section does not matter.
    std::optional<std::size_t> note() const {
        switch (link_.kind) {
            case LinkKind::url:
                return note_of_url();
            case LinkKind::wiki:
                return note_of_wiki(wiki_name(link_).name);
            case LinkKind::ref:
                return note_of_ref();
            case LinkKind::doc:
                return note_of_doc();
            case LinkKind::image:
                break;
        }
        return std::nullopt;
    }

  private:
    // One pair of methods for each kind of link: where it leads, and into which note.

    Resolution url() const;
    Resolution site_path(const Address& address, Resolution missing) const;
    std::optional<std::size_t> note_of_url() const;

    Resolution wiki() const;
    std::optional<std::size_t> note_of_wiki(const std::string& name) const;

    Resolution ref() const;
    std::optional<std::size_t> note_of_ref() const;
    std::optional<std::size_t> document_of_ref() const;

    Resolution doc() const;
    std::optional<std::size_t> note_of_doc() const;
    std::optional<std::string> path_of_doc() const;

    // A section of a note, by the tiers.
    Resolution fragment(std::size_t note, const std::string& name) const;
    Resolution title(std::size_t note, const std::string& text) const;
    Resolution loose(Target target, const std::string& name) const;
    Resolution lost(std::size_t note, const std::string& name) const;

    // Places where no note stands.
    OtherFile look_at(const std::string& path) const;
    std::optional<std::size_t> note_behind(const OtherFile& other) const;
    Resolution file(OtherFile other) const;
    Resolution missing(const std::string& path) const;
    Resolution outside() const;

    Lookup& lookup_;
    std::size_t from_;
    const Link& link_;
    LinkProblems problems_;
};

Resolution LinkResolver::url() const {
    if (has_scheme(link_.destination)) return web();
    const Address address = address_of(link_, lookup_.path_of(from_));
    if (address.own) return fragment(from_, address.fragment);
    if (!address.path) return outside();
    const bool image = link_.kind == LinkKind::image;
    if (const auto note = image ? std::nullopt : lookup_.note_at(*address.path)) {
        return fragment(*note, address.fragment);
    }
    OtherFile other = look_at(*address.path);
    if (const auto note = note_behind(other)) {
        Resolution resolution = fragment(*note, address.fragment);
        resolution.other = std::move(other);
        return resolution;
    }
    Resolution resolution = file(std::move(other));
    const bool of_site = link_.destination.starts_with('/') && !image;
    if (resolution.kind != Resolution::Kind::missing || !of_site) return resolution;
    return site_path(address, std::move(resolution));
}

// A path that counts from a root above the tree's, or from the root of the site that the tree is a
// part of. It is taken for the one note that it may mean; if there is none, it leads out of the
// tree.
Resolution LinkResolver::site_path(const Address& address, Resolution missing) const {
    const std::string& path = *address.path;
    if (const auto note = lookup_.note_on_site(path, from_)) {
        Resolution resolution = fragment(*note, address.fragment);
        if (!resolution.problem) {
            resolution.problem = problems_.taken_for_note(path, lookup_.path_of(*note));
        }
        resolution.other = std::move(missing.other);
        return resolution;
    }
    if (lookup_.is_of_tree(path)) return missing;
    Resolution resolution = outside();
    resolution.other = std::move(missing.other);
    return resolution;
}

std::optional<std::size_t> LinkResolver::note_of_url() const {
    if (has_scheme(link_.destination)) return std::nullopt;
    const Address address = address_of(link_, lookup_.path_of(from_));
    if (address.own) return from_;
    if (!address.path) return std::nullopt;
    if (const auto note = lookup_.note_at(*address.path)) return note;
    const OtherFile other = look_at(*address.path);
    if (const auto note = note_behind(other)) return note;
    const bool of_site = link_.destination.starts_with('/') && !other.exists;
    return of_site ? lookup_.note_on_site(*address.path, from_) : std::nullopt;
}

Resolution LinkResolver::wiki() const {
    const auto [name, heading] = wiki_name(link_);
    const auto note = note_of_wiki(name);
    if (!note) return file(look_at(name));
    if (heading.empty() || heading.starts_with('^')) return found({*note, 0});
    return title(*note, heading);
}

std::optional<std::size_t> LinkResolver::note_of_wiki(const std::string& name) const {
    return name.empty() ? std::optional(from_) : lookup_.note_named(name);
}

// A label, or `document:Section title` as autosectionlabel writes it.
Resolution LinkResolver::ref() const {
    if (const auto target = lookup_.labelled(link_.destination)) return found(*target);
    if (is_built_in(link_.destination)) return web();
    if (const auto note = document_of_ref()) {
        const std::string written = link_.destination.substr(link_.destination.find(':') + 1);
        return title(*note, without_rst_markup(written));
    }
    return {Resolution::Kind::missing, std::nullopt,
            problems_.no_label(lookup_.nearest_label(link_.destination))};
}

std::optional<std::size_t> LinkResolver::note_of_ref() const {
    const auto target = lookup_.labelled(link_.destination);
    return target ? std::optional(target->note) : document_of_ref();
}

std::optional<std::size_t> LinkResolver::document_of_ref() const {
    const std::size_t colon = link_.destination.find(':');
    return colon == std::string::npos ? std::nullopt
                                      : lookup_.document(link_.destination.substr(0, colon));
}

Resolution LinkResolver::doc() const {
    if (const auto note = note_of_doc()) return found({*note, 0});
    const auto path = path_of_doc();
    return path ? missing(*path) : outside();
}

std::optional<std::size_t> LinkResolver::note_of_doc() const {
    const auto path = path_of_doc();
    const bool inside = path && !link_.destination.starts_with('/');
    return inside ? lookup_.note_at(*path) : lookup_.document(link_.destination);
}

std::optional<std::string> LinkResolver::path_of_doc() const {
    return joined_path(folder_of(lookup_.path_of(from_)), link_.destination);
}

Resolution LinkResolver::fragment(std::size_t note, const std::string& name) const {
    if (name.empty()) return found({note, 0});
    const SectionNames& names = lookup_.sections(note);
    if (const auto it = names.exact.find(name); it != names.exact.end()) {
        return found({note, it->second});
    }
    if (const auto it = names.folded.find(lower(name)); it != names.folded.end()) {
        return found({note, it->second});
    }
    if (const auto it = names.alphanumerics.find(alphanumeric(name));
        it != names.alphanumerics.end()) {
        const Target target{note, it->second};
        return lookup_.style() == AnchorStyle::github ? loose(target, name) : found(target);
    }
    if (const auto it = names.titles.find(fold(link_.text)); it != names.titles.end()) {
        return loose({note, it->second}, name);
    }
    return lost(note, name);
}

// A heading by its text, with or without the number before it.
Resolution LinkResolver::title(std::size_t note, const std::string& text) const {
    const SectionNames& names = lookup_.sections(note);
    if (const auto section = names.titles.find(fold(text)); section != names.titles.end()) {
        return found({note, section->second});
    }
    const auto section = names.alphanumerics.find(alphanumeric(text));
    if (section != names.alphanumerics.end()) return loose({note, section->second}, text);
    return lost(note, text);
}

// A section that the link does not name by its anchor alone.
Resolution LinkResolver::loose(Target target, const std::string& name) const {
    Resolution resolution = found(target);
    resolution.problem =
        problems_.taken_for_section(name, lookup_.path_of(target.note),
                                    lookup_.read(target.note)->sections[target.section].anchor);
    return resolution;
}

Resolution LinkResolver::lost(std::size_t note, const std::string& name) const {
    const std::shared_ptr<const Note> read = lookup_.read(note);
    Nearest nearest(name);
    for (const Section& section : read->sections) nearest.offer(section.anchor);
    return {Resolution::Kind::lost_section, Target{note, 0},
            problems_.no_section(name, lookup_.path_of(note), nearest.best())};
}

// A link of the file system may lead on from there to a note. A picture is never a note.
OtherFile LinkResolver::look_at(const std::string& path) const {
    OtherFile other{path, lookup_.files().exists(path), std::nullopt};
    if (other.exists && link_.kind == LinkKind::url) {
        other.real_path = lookup_.files().real_path(path);
    }
    return other;
}

std::optional<std::size_t> LinkResolver::note_behind(const OtherFile& other) const {
    return other.is_linked() ? lookup_.note_at(*other.real_path) : std::nullopt;
}

Resolution LinkResolver::file(OtherFile other) const {
    Resolution resolution{Resolution::Kind::file, std::nullopt, std::nullopt};
    if (!other.exists) resolution = missing(other.path);
    resolution.other = std::move(other);
    return resolution;
}

Resolution LinkResolver::missing(const std::string& path) const {
    return {Resolution::Kind::missing, std::nullopt,
            problems_.no_note(path, lookup_.nearest_note(path))};
}

Resolution LinkResolver::outside() const {
    return {Resolution::Kind::outside, std::nullopt, problems_.outside()};
}

}  // namespace

Catalogue::Catalogue(std::vector<NoteNames> notes, std::shared_ptr<const NoteSource> source,
                     OtherFiles files, AnchorStyle style)
    : lookup_(std::move(notes), std::move(source), std::move(files), style) {}

Resolution Catalogue::resolve(std::size_t from, const Link& link) const {
    const std::lock_guard lock(mutex_);
    return LinkResolver(lookup_, from, link).resolution();
}

std::optional<std::size_t> Catalogue::note_called(std::size_t from, const Link& link) const {
    const std::lock_guard lock(mutex_);
    return LinkResolver(lookup_, from, link).note();
}

}  // namespace crib
