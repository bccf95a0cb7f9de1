#include "indexer/links/note_names.h"

#include <algorithm>
#include <iterator>

#include "indexer/links/link_path.h"
#include "indexer/note/note_format.h"
#include "indexer/text/spaces.h"
#include "indexer/text/unicode.h"

namespace crib {
namespace {

// The page of a site stands for the note that it was made of.
void add_file_name(std::vector<std::string>& names, const std::string& path) {
    names.push_back(fold(file_name(path)));
    if (path.ends_with(".html")) names.push_back(fold(file_name(path.substr(0, path.size() - 5))));
}

void add_wiki_name(std::vector<std::string>& names, const std::string& name) {
    if (name.empty()) return;
    add_file_name(names, name);
    const std::string stem = fold(without_note_suffix(name));
    names.insert(names.end(), {fold(name), stem, file_name(stem), page_name(file_name(stem))});
}

}  // namespace

std::string page_name(std::string name) {
    std::ranges::replace(name, ' ', '-');
    return name;
}

std::string normal_name(std::string_view name) { return single_spaced(lower(name)); }

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
                                      const std::optional<OtherFile>& other) {
    std::vector<std::string> names;
    if (other && other->is_linked()) add_file_name(names, *other->real_path);
    switch (link.kind) {
        case LinkKind::url: {
            if (has_scheme(link.destination)) break;
            if (const auto path = address_of(link, from).path) add_file_name(names, *path);
            break;
        }
        case LinkKind::wiki: {
            add_wiki_name(names, wiki_name(link).name);
            if (const auto behind = wiki_name_behind_bar(link)) add_wiki_name(names, behind->name);
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
            return link.destination.find('#') != std::string::npos;
        case LinkKind::ref:
            return true;
        default:
            return link.destination.find('#') != std::string::npos;
    }
}

}  // namespace crib
