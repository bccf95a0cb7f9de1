#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "query/database/database.h"
#include "query/printing/answer.h"
#include "query/ranking/rank.h"

namespace crib {

// A heading of a question map, and the number of questions under it.
struct Group {
    std::string name;
    std::size_t questions = 0;

    bool operator==(const Group&) const = default;
};

// The groups, in the order of the map.
std::vector<Group> list_groups(const Database& database);

// What stands in the notes, in the order of the map. If the options do not say what, these are the
// questions if they make a map, and else the sections. They make one if a note has several, or if
// they are a fair part of all there is.
std::vector<Hit> list_map(const Database& database, const RankOptions& options);

// Puts hits in a random order. A seed gives the same order on every machine.
void shuffle(std::vector<Hit>& hits, std::uint64_t seed);

// Links to offer when nothing matches: those under the map's See Also. If there are none, at most
// eight notes named index or README, those nearest to the root first.
std::vector<AnswerLink> where_to_look(const Database& database, const Paths& paths);

}  // namespace crib
