#pragma once

#include <optional>
#include <string>
#include <vector>

#include <xapian.h>

#include "indexer/index/schema.h"
#include "query/language/parse.h"
#include "query/language/tuning.h"
#include "query/ranking/reasons.h"

namespace crib {

// An answer as the database has it.
struct Hit {
    Xapian::docid document = 0;
    double score = 0;
    Record record;
    std::vector<std::string> passages;  // texts that a snippet can be taken from
    std::optional<Reasons> reasons;     // where they were asked for, of the best

    bool operator==(const Hit&) const = default;
};

struct RankOptions {
    std::size_t limit = 10;    // 0 is all
    std::optional<Kind> kind;  // only these
    Xapian::Query filter;      // further conditions; empty for none
    bool passages = true;      // whether hits are to have any
    bool explain = false;      // whether hits are to have reasons
    Tuning tuning = {};
};

// The answers to a query, best first. Ties go by path and line. A section is left out when a
// question above it leads to it; what equals the query in full comes first. The first N are the
// same whatever the limit.
std::vector<Hit> rank(const Vocabulary& vocabulary, const Query& query, const RankOptions& options);

// All questions in the order of their notes; with options.kind also the sections.
std::vector<Hit> list_all(const Xapian::Database& database, const RankOptions& options);

}  // namespace crib
