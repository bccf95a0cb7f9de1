#include "indexer/links/resolve.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "indexer/formats/rst/inline.h"
#include "indexer/links/link_path.h"
#include "indexer/links/link_problems.h"
#include "indexer/links/path_finder.h"
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
Resolution unknown() { return {Resolution::Kind::unknown, std::nullopt, std::nullopt}; }

// Whether what stands in double brackets can be no note, or marks the place of a table of contents.
bool is_no_name(std::string_view name) {
    const std::string folded = lower(name);
    return name.empty() || name.find_first_of(",;\"$=<>{}()") != std::string_view::npos ||
           folded == "toc" || folded == "_toc_";
}

// Finds where one link leads.
class LinkResolver {
  public:
    // The lookup and the link must outlive it. The link stands in the note `from`.
    LinkResolver(Lookup& lookup, std::size_t from, const Link& link)
        : lookup_(lookup),
          from_(from),
          link_(link),
          problems_(lookup.path_of(from), link),
          finder_(lookup, from, link.kind) {}

    Resolution resolution() const {
        Resolution resolution = by_kind();
        resolution.looked_for = finder_.take_looked_for();
        return resolution;
    }

    // The note that it leads into. The section does not matter.
    std::optional<std::size_t> note() const {
        switch (link_.kind) {
            case LinkKind::url:
                return note_of_url();
            case LinkKind::wiki:
                return note_of_wiki();
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
    Resolution by_kind() const {
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

    // One pair of methods for each kind of link: where it leads, and into which note.

    Resolution url() const;
    Resolution absent(const Address& address) const;
    std::optional<std::size_t> note_of_url() const;

    Resolution wiki() const;
    Resolution in_wiki_note(std::size_t note, const WikiName& written) const;
    std::optional<std::size_t> note_of_wiki() const;
    std::optional<std::size_t> note_of_wiki(const WikiName& written) const;

    Resolution ref() const;
    std::optional<std::size_t> note_of_ref() const;
    std::optional<std::size_t> document_of_ref() const;

    Resolution doc() const;
    std::optional<std::size_t> note_of_doc() const;
    std::optional<std::string> path_of_doc() const;

    // A section of a note, by the tiers. Then those that forges and Obsidian name in other ways.
    Resolution fragment(std::size_t note, const std::string& name) const;
    std::optional<Resolution> special(std::size_t note, const std::string& name) const;
    Resolution line(std::size_t note, int line) const;
    Resolution block(std::size_t note, const std::string& name) const;
    Resolution heading(std::size_t note, const WikiName& written) const;
    std::optional<std::size_t> section_below(std::size_t note,
                                             const std::vector<std::string>& steps) const;
    Resolution title(std::size_t note, const std::string& text) const;
    Resolution loose(Target target, const std::string& name) const;
    Resolution lost(std::size_t note, const std::string& name) const;

    // Places where no note stands.
    Resolution file(OtherFile other) const;
    Resolution missing(const std::string& path) const;
    Resolution outside() const;

    Lookup& lookup_;
    std::size_t from_;
    const Link& link_;
    LinkProblems problems_;
    mutable PathFinder finder_;
};

Resolution LinkResolver::url() const {
    if (has_scheme(link_.destination)) return web();
    const Address address = address_of(link_, lookup_.path_of(from_));
    if (address.kind == Address::Kind::unknown) return unknown();
    if (address.own) return fragment(from_, address.fragment);
    if (!address.path) return outside();
    FoundPath found = finder_.find(address);
    Resolution resolution{Resolution::Kind::file, std::nullopt, std::nullopt};
    if (found.note) {
        resolution = fragment(*found.note, address.fragment);
    } else if (!found.other.exists) {
        resolution = absent(address);
    }
    const std::string& actual = found.note ? lookup_.path_of(*found.note) : found.other.path;
    if (found.loose && !resolution.problem) {
        resolution.problem = problems_.taken_for_note(*address.path, actual);
    }
    if (!found.other.path.empty()) resolution.other = std::move(found.other);
    return resolution;
}

// A path that counts from a root above the tree's leads out of the tree.
Resolution LinkResolver::absent(const Address& address) const {
    const bool page_of_site = link_.destination.starts_with('/') && link_.kind != LinkKind::image;
    return page_of_site && !lookup_.is_of_tree(*address.path) ? outside() : missing(*address.path);
}

std::optional<std::size_t> LinkResolver::note_of_url() const {
    if (has_scheme(link_.destination)) return std::nullopt;
    const Address address = address_of(link_, lookup_.path_of(from_));
    if (address.own) return from_;
    return address.path ? finder_.find(address).note : std::nullopt;
}

Resolution LinkResolver::wiki() const {
    const WikiName written = wiki_name(link_);
    if (const auto note = note_of_wiki(written)) return in_wiki_note(*note, written);
    OtherFile other = finder_.find_attachment(written.name);
    if (!other.exists) {
        const auto behind = wiki_name_behind_bar(link_);
        const auto note = behind ? note_of_wiki(*behind) : std::nullopt;
        if (note) return in_wiki_note(*note, *behind);
        if (is_no_name(written.name)) return unknown();
    }
    return file(std::move(other));
}

Resolution LinkResolver::in_wiki_note(std::size_t note, const WikiName& written) const {
    if (written.heading.empty()) return found({note, 0});
    if (written.steps.back().starts_with('^')) return block(note, written.steps.back());
    return heading(note, written);
}

std::optional<std::size_t> LinkResolver::note_of_wiki() const {
    if (const auto note = note_of_wiki(wiki_name(link_))) return note;
    const auto behind = wiki_name_behind_bar(link_);
    const bool file = behind && finder_.find_attachment(wiki_name(link_).name).exists;
    return behind && !file ? note_of_wiki(*behind) : std::nullopt;
}

std::optional<std::size_t> LinkResolver::note_of_wiki(const WikiName& written) const {
    if (written.name.empty()) return written.heading.empty() ? std::nullopt : std::optional(from_);
    if (!is_relative(written.name)) return lookup_.note_named(written.name);
    const auto path = joined_path(folder_of(lookup_.path_of(from_)), written.name);
    return path ? lookup_.note_at(*path) : std::nullopt;
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
    if (auto resolution = special(note, name)) return *std::move(resolution);
    if (const auto it = names.of_github.find(lower(name)); it != names.of_github.end()) {
        return loose({note, it->second}, name);
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

// A fragment that leads somewhere without a heading, or to one in GitHub's own namespace.
std::optional<Resolution> LinkResolver::special(std::size_t note, const std::string& name) const {
    constexpr std::string_view of_user = "user-content-";
    if (name.starts_with(of_user)) return fragment(note, name.substr(of_user.size()));
    if (lower(name) == "top") return found({note, 0});
    if (const auto lines = lines_named_by(name)) return line(note, lines->first);
    if (name.starts_with('^')) return block(note, name);
    return std::nullopt;
}

// A line leads to the section that holds it, or to the last one.
Resolution LinkResolver::line(std::size_t note, int line) const {
    const std::vector<Section>& sections = lookup_.read(note)->sections;
    const auto after =
        std::partition_point(sections.begin() + 1, sections.end(),
                             [&](const Section& section) { return section.place.line <= line; });
    Resolution resolution = found({note, static_cast<std::size_t>(after - sections.begin()) - 1});
    resolution.line = std::clamp(line, 1, std::max(1, sections.back().last_line));
    return resolution;
}

// A block of Obsidian's, `^name`: the section that holds it.
Resolution LinkResolver::block(std::size_t note, const std::string& name) const {
    const SectionNames::Index& blocks = lookup_.sections(note).blocks;
    const std::string id = name.substr(1);
    if (const auto it = blocks.find(lower(id)); it != blocks.end()) {
        return found({note, it->second});
    }
    return {Resolution::Kind::lost_section, Target{note, 0},
            problems_.no_block(id, lookup_.path_of(note))};
}

// `#outer#inner` is the inner heading below the outer one. A heading may also hold a `#` itself.
Resolution LinkResolver::heading(std::size_t note, const WikiName& written) const {
    if (written.steps.size() == 1) return title(note, written.heading);
    if (const auto section = section_below(note, written.steps)) return found({note, *section});
    const SectionNames& names = lookup_.sections(note);
    const auto whole = names.titles.find(wiki_form(written.heading));
    if (whole != names.titles.end()) return found({note, whole->second});
    Resolution resolution = title(note, written.steps.back());
    const bool sound = resolution.kind == Resolution::Kind::section && !resolution.problem;
    return sound ? loose(*resolution.target, written.heading) : resolution;
}

std::optional<std::size_t> LinkResolver::section_below(
    std::size_t note, const std::vector<std::string>& steps) const {
    constexpr std::ptrdiff_t most = 100;  // sections of one title
    const std::shared_ptr<const Note> read = lookup_.read(note);
    const auto& titled = lookup_.sections(note).titled(*read, wiki_form(steps.back()));
    const auto holds = [&](std::size_t section) {
        std::size_t step = 0;
        for (const std::string& above : read->sections[section].breadcrumb) {
            if (step + 1 < steps.size() && wiki_form(above) == wiki_form(steps[step])) ++step;
        }
        return step + 1 == steps.size();
    };
    const auto end = titled.begin() + std::min(most, std::ssize(titled));
    const auto section = std::find_if(titled.begin(), end, holds);
    return section == end ? std::nullopt : std::optional(*section);
}

// A heading by its text, with or without the number before it.
Resolution LinkResolver::title(std::size_t note, const std::string& text) const {
    const SectionNames& names = lookup_.sections(note);
    for (const std::string& form : {fold(text), wiki_form(text)}) {
        const auto section = names.titles.find(form);
        if (section != names.titles.end()) return found({note, section->second});
    }
    const auto section = names.alphanumerics.find(alphanumeric(text));
    if (section != names.alphanumerics.end()) return loose({note, section->second}, text);
    return lost(note, text);
}

// A section that the link does not name by its anchor alone.
Resolution LinkResolver::loose(Target target, const std::string& name) const {
    Resolution resolution = found(target);
    resolution.problem = problems_.taken_for_section(
        name, lookup_.path_of(target.note), lookup_.sections(target.note).anchors[target.section]);
    return resolution;
}

Resolution LinkResolver::lost(std::size_t note, const std::string& name) const {
    Nearest nearest(name);
    return {Resolution::Kind::lost_section, Target{note, 0},
            problems_.no_section(name, lookup_.path_of(note),
                                 nearest.best_of(lookup_.sections(note).anchors))};
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
