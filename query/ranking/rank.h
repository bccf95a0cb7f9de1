#pragma once

#include <optional>
#include <string>
#include <vector>

#include <xapian.h>

#include "indexer/index/record.h"
#include "query/language/parse.h"
#include "query/language/tuning.h"
#include "query/ranking/reasons.h"

namespace crib {

// An answer with what the database holds of it.
struct Hit {
    Xapian::docid document = 0;
    double score = 0;
    Record record;
    std::optional<Reasons> reasons;  // only if asked for, and only for the best

    bool operator==(const Hit&) const = default;
};

struct RankOptions {
    std::size_t limit = 10;    // 0 is all
    std::optional<Kind> kind;  // all kinds if empty
    Xapian::Query filter;      // a further condition; empty for none
    bool explain = false;      // whether hits get reasons
    Tuning tuning = {};
};

// The answers to a query, best first. Answers of equal score are in the order of path and line. A
// section is left out if a question above it leads to it. An answer whose title equals the query
// comes first. The first N answers are the same for every limit.
std::vector<Hit> rank(const Vocabulary& vocabulary, const Query& query, const RankOptions& options);

// The texts that an answer's snippet comes from, up to `most` bytes: its own, and those of the
// sections it leads to. Ask for those of one answer at a time, because they may be long.
std::vector<std::string> texts_behind(const Xapian::Database& database, Xapian::docid answer,
                                      std::size_t most);

// All questions in the order of their notes. options.kind can ask for the sections instead.
std::vector<Hit> list_all(const Xapian::Database& database, const RankOptions& options);

}  // namespace crib
