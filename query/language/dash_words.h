#pragma once

#include <string>
#include <vector>

#include "query/database/vocabulary.h"
#include "query/language/query_tree.h"
#include "query/language/word.h"

namespace crib {

// A word with a dash in front, such as -rf or -thread, and how it was read.
struct DashWord {
    std::string text;       // with its dash
    bool left_out = false;  // answers must not have the word; else it was searched as it stands

    bool operator==(const DashWord&) const = default;
};

// Decides for each word with a dash whether it leaves something out. It stays a word with a sign if
// so, and else becomes a word that begins with a dash. It is searched as it stands if the notes
// hold it so, dash included. Single letters and small words are searched too, because most sections
// have them. If a query does not `end_in_space`, its last word may be unfinished.
std::vector<DashWord> read_dash_words(QueryTree& tree, bool ends_in_space,
                                      const Vocabulary& vocabulary, const ParseOptions& options);

}  // namespace crib
