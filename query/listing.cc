#include "query/listing.h"

#include <algorithm>
#include <random>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "indexer/index/ids.h"
#include "indexer/index/record.h"
#include "indexer/index/schema.h"

namespace crib {
namespace {

constexpr std::size_t most_indices = 8;

// The notes that carry a mark, sorted by path.
std::vector<std::pair<Xapian::docid, NoteRecord>> marked_notes(const Xapian::Database& database,
                                                               std::string_view mark) {
    std::vector<std::pair<Xapian::docid, NoteRecord>> notes;
    const std::string term = make_term(prefix::mark, mark);
    for (auto it = database.postlist_begin(term); it != database.postlist_end(term); ++it) {
        notes.emplace_back(*it, decode_note(database.get_document(*it).get_data()));
    }
    std::ranges::sort(notes, {}, [](const auto& note) {
        const std::string& path = note.second.path;
        return std::tuple(std::ranges::count(path, '/'), note.second.tree, path);
    });
    return notes;
}

bool make_a_map(const std::vector<Hit>& questions, std::size_t sections) {
    constexpr std::size_t several = 4;
    constexpr std::size_t fair_part = 10;
    if (questions.size() * fair_part >= sections) return !questions.empty();
    std::unordered_map<std::string, std::size_t> counts;
    return std::ranges::any_of(questions, [&](const Hit& hit) {
        return ++counts[hit.record.tree + "/" + hit.record.path] >= several;
    });
}

}  // namespace

std::vector<Hit> list_map(const Database& database, const RankOptions& options) {
    RankOptions wanted = options;
    wanted.limit = 0;
    std::vector<Hit> hits = list_all(database.xapian(), wanted);
    const bool chosen = options.kind || !options.filter.empty();
    const std::string section = make_term(prefix::kind, name_of(Kind::section));
    if (!chosen && !make_a_map(hits, database.xapian().get_termfreq(section))) {
        wanted.kind = Kind::section;
        hits = list_all(database.xapian(), wanted);
    }
    if (options.limit != 0 && hits.size() > options.limit) hits.resize(options.limit);
    return hits;
}

std::vector<Group> list_groups(const Database& database) {
    std::vector<Group> groups;
    std::unordered_map<std::string, std::size_t> known;
    for (const Hit& hit : list_all(database.xapian(), {0, Kind::question, {}})) {
        const std::string& name = hit.record.group;
        const auto [group, is_new] = known.emplace(exact_form(name), groups.size());
        if (is_new) groups.push_back({name, 0});
        ++groups[group->second].questions;
    }
    return groups;
}

void shuffle(std::vector<Hit>& hits, std::uint64_t seed) {
    // std::shuffle is not used, because its result for an engine differs between libraries.
    std::mt19937_64 engine(seed);
    for (std::size_t left = hits.size(); left > 1; --left) {
        std::swap(hits[left - 1], hits[engine() % left]);
    }
}

std::vector<AnswerLink> where_to_look(const Database& database, const Paths& paths) {
    std::vector<AnswerLink> links;
    for (const auto& [document, note] : marked_notes(database.xapian(), mark_see_also)) {
        const std::string root = database.root(document, note.tree);
        for (const RecordLink& link : note.see_also) {
            links.push_back(make_link(link, note.tree, root, paths));
        }
    }
    if (!links.empty()) return links;
    for (const auto& [document, note] : marked_notes(database.xapian(), mark_index)) {
        if (links.size() == most_indices) break;
        RecordLink link;
        link.title = note.title;
        link.path = note.path;
        link.line = 1;
        links.push_back(make_link(link, note.tree, database.root(document, note.tree), paths));
    }
    return links;
}

}  // namespace crib
