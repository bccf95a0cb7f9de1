#pragma once

#include <string>
#include <vector>

#include "indexer/words/tokenizer.h"
#include "query/database/database.h"
#include "query/language/parse.h"
#include "query/options.h"
#include "query/printing/answer.h"

namespace crib {

// The result of a search. It holds all that is printed, because a writer may change the database.
struct Found {
    Query query;
    std::vector<Answer> answers;
    std::vector<AnswerLink> elsewhere;  // links to offer when there are no answers
    std::string explanation;            // set if it was asked for
    std::size_t changed_notes = 0;      // notes in the answers that changed since they were indexed
};

// Whether to make snippets. A snippet costs more than finding its answer, and not every format
// shows it.
enum class Snippets { wanted, left_out };

// The answers to a query; all questions if the query is empty. `folder` is the working directory.
// Throws Error if the options name a group or section that does not exist.
Found search(Database& database, const Tokenizer& tokenizer, const QueryOptions& options,
             const std::string& query, const std::string& folder,
             Snippets snippets = Snippets::wanted);

}  // namespace crib
