#include "query/show/show.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "indexer/files/text_file.h"
#include "indexer/index/ids.h"
#include "indexer/index/record.h"
#include "indexer/index/schema.h"
#include "indexer/index/stored_record.h"
#include "indexer/index/tree_record.h"
#include "indexer/text/error.h"
#include "indexer/text/screen.h"
#include "query/show/relocate.h"

namespace crib {
namespace {

constexpr std::size_t longest_path = 4096;  // longest path that the system accepts

// The parts of a link's text: a path, with an anchor or a line.
struct Name {
    std::string_view path;
    std::string_view anchor;
    int line = 0;
};

// Removes `:digits` from the end of a text, and returns the number.
std::optional<int> take_number(std::string_view& text) {
    const std::size_t colon = text.rfind(':');
    if (colon == std::string_view::npos || colon + 1 == text.size() || text.size() - colon > 9 ||
        text.find_first_not_of("0123456789", colon + 1) != std::string_view::npos) {
        return std::nullopt;
    }
    const int number = std::stoi(std::string(text.substr(colon + 1)));
    text = text.substr(0, colon);
    return number;
}

void append_readings(std::vector<Name>& names, std::string_view link) {
    names.push_back({link, "", 0});
    for (std::size_t hash = link.find('#'); hash <= longest_path; hash = link.find('#', hash + 1)) {
        names.push_back({link.substr(0, hash), link.substr(hash + 1), 0});
    }
    std::string_view path = link;
    if (const auto last = take_number(path)) {
        names.push_back({path, "", *last});
        if (const auto line = take_number(path)) names.push_back({path, "", *line});
    }
}

// All ways to read a link, because a path may contain `#` or `:3`. It may also look escaped without
// being so: `printed` is the link with its escapes undone.
std::vector<Name> readings(std::string_view link, std::string_view printed) {
    std::vector<Name> names;
    append_readings(names, link);
    if (printed != link) append_readings(names, printed);
    return names;
}

// A note in the database.
struct FoundNote {
    TreeRecord tree;
    std::string path;
};

// The note that a path names. First takes the path as relative to `folder`, as a person means it;
// then as crib prints it.
std::optional<FoundNote> find_note(const Database& database, const std::string& path,
                                   const std::string& folder) {
    const std::string absolute = (std::filesystem::path(folder) / path).lexically_normal().string();
    std::vector<FoundNote> candidates;
    for (const TreeRecord& tree : database.trees()) {
        const std::string root = tree.root.ends_with('/') ? tree.root : tree.root + "/";
        if (absolute.starts_with(root)) candidates.push_back({tree, absolute.substr(root.size())});
    }
    for (const TreeRecord& tree : database.trees()) {
        candidates.push_back({tree, path});
        if (path.starts_with(tree.name + "/")) {
            candidates.push_back({tree, path.substr(tree.name.size() + 1)});
        }
    }
    for (const FoundNote& candidate : candidates) {
        if (database.xapian().term_exists(note_id(candidate.tree.name, candidate.path))) {
            return candidate;
        }
    }
    return std::nullopt;
}

// The sections of a note, in the order of the note, with their present places.
std::vector<Record> sections_of(const Database& database, const FoundNote& note) {
    Xapian::Enquire enquire(database.xapian());
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    enquire.set_sort_by_value(slot::order, false);
    const std::string term = note_term(note.tree.name, note.path);
    enquire.set_query(
        Xapian::Query(Xapian::Query::OP_AND, Xapian::Query(term),
                      Xapian::Query(make_term(prefix::kind, name_of(Kind::section)))));
    std::vector<Record> records;
    const Xapian::MSet set = enquire.get_mset(0, database.xapian().get_doccount());
    Relocator relocator(database);
    for (auto it = set.begin(); it != set.end(); ++it) {
        records.push_back(record_of(it.get_document()));
        relocator.relocate(records.back(), *it);
    }
    return records;
}

// The section with the given anchor, or the last one that begins at the given line or before.
const Record* find_record(const std::vector<Record>& records, const Name& name) {
    if (records.empty()) return nullptr;
    if (!name.anchor.empty()) {
        const auto named = std::ranges::find_if(records, [&](const Record& record) {
            return record.links.front().anchor == name.anchor;
        });
        return named == records.end() ? nullptr : &*named;
    }
    const auto after = std::ranges::upper_bound(
        records, name.line, {}, [](const Record& record) { return record.place.line; });
    return after == records.begin() ? &records.front() : &*std::prev(after);
}

std::string id_of(const Record& record) {
    return section_id(record.tree, record.path, record.links.front().anchor);
}

}  // namespace

ShownSection find_section(const Database& database, const std::string& link,
                          const std::string& folder) {
    const std::string printed = printed_name(link);
    for (const Name& name : readings(link, printed)) {
        const auto note = find_note(database, std::string(name.path), folder);
        if (!note) continue;
        const std::vector<Record> records = sections_of(database, *note);
        const Record* record = find_record(records, name);
        if (record == nullptr) continue;
        ShownSection shown;
        shown.path = note->tree.root + "/" + note->path;
        shown.line = record->links.front().line;
        shown.named_line = name.line > 0 ? name.line : shown.line;
        // The link names a whole note, not only the text before its first heading.
        const bool whole = name.anchor.empty() && name.line == 0;
        if (!whole) shown.end_line = record->links.front().end_line;
        for (const Record& other : records) {
            if (whole || &other == record) shown.ids.push_back(id_of(other));
        }
        return shown;
    }
    throw Error(
        fmt::format("{}: no such section in the index; name it as crib -f link prints it", link));
}

Xapian::Query leads_to(const ShownSection& section) {
    std::vector<Xapian::Query> targets;
    for (const std::string& id : section.ids) targets.emplace_back(make_term(prefix::target, id));
    return {Xapian::Query::OP_OR, targets.begin(), targets.end()};
}

std::string read_section(const ShownSection& section) {
    const std::string text = read_text(section.path);
    std::size_t begin = 0;
    for (int line = 1; line < section.line && begin < text.size(); ++line) {
        begin = std::min(text.find('\n', begin), text.size() - 1) + 1;
    }
    std::size_t end = begin;
    for (int line = section.line;
         end < text.size() && (section.end_line == 0 || line <= section.end_line); ++line) {
        end = std::min(text.find('\n', end), text.size() - 1) + 1;
    }
    std::string result = text.substr(begin, end - begin);
    result.erase(result.find_last_not_of(" \t\r\n") + 1);
    return result + "\n";
}

}  // namespace crib
