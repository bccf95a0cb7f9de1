#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "query/database/database.h"
#include "query/printing/answer.h"

namespace crib {

// A heading of a question map and how many questions stand under it.
struct Group {
    std::string name;
    std::size_t questions = 0;

    bool operator==(const Group&) const = default;
};

// The groups in the order of the map.
std::vector<Group> list_groups(const Database& database);

// Puts hits in a random order, the same everywhere for one seed.
void shuffle(std::vector<Hit>& hits, std::uint64_t seed);

// Where to look when nothing matches: the links of the map's See Also, else up to eight notes
// called index or README, those nearest to the top first.
std::vector<AnswerLink> where_to_look(const Database& database, const Paths& paths);

}  // namespace crib
