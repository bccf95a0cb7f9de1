#pragma once

#include <string>
#include <vector>

#include "indexer/words/tokenizer.h"
#include "query/database/database.h"
#include "query/language/parse.h"
#include "query/options.h"
#include "query/printing/answer.h"

namespace crib {

// What a search found: all that is printed of it, for a writer may be at work.
struct Found {
    Query query;
    std::vector<Answer> answers;
    std::vector<AnswerLink> elsewhere;  // where to look next when there are no answers
    std::string explanation;            // where it was asked for
    std::size_t changed_notes = 0;  // that answers name and that were indexed as they are no more
};

// Taking a snippet costs more than finding the answer; not every format shows one.
enum class Snippets { wanted, left_out };

// The answers to a query; the questions when it is none. `folder` is the working directory. Throws
// Error where the options name a group or section that isn't there.
Found search(Database& database, const Tokenizer& tokenizer, const QueryOptions& options,
             const std::string& query, const std::string& folder,
             Snippets snippets = Snippets::wanted);

}  // namespace crib
