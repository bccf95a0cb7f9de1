#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <xapian.h>

#include "query/vocabulary.h"

namespace crib {

using Positions = std::vector<Xapian::termpos>;

// Where terms stand in a question or section, counted in words and ascending. Read from the
// passages in its record: few queries ask, and of few documents, and in the database the positions
// would be as large as all the rest.
class WordOrder {
  public:
    // Only of these terms. `passages` are the title and the texts of a record.
    WordOrder(const std::vector<std::string>& passages, const std::vector<std::string>& terms,
              const Vocabulary& vocabulary);

    // Empty where the term isn't there, or none of those asked for.
    const Positions& of(const std::string& term) const;
    // Of the first of some terms that stands anywhere.
    const Positions& of_first(const std::vector<std::string>& terms) const;

  private:
    void read(std::string_view text, const Vocabulary& vocabulary);
    void place(const std::string& term, Xapian::termpos at);

    std::unordered_map<std::string, Positions> positions_;
    Xapian::termpos end_ = 0;
};

// Terms that stand one behind the other.
struct Phrase {
    std::vector<std::string> terms;
    std::vector<int> offsets;  // of each from the first, in words
};

bool holds(const WordOrder& order, const Phrase& phrase);

// The documents that hold a phrase, weighed by its terms.
Xapian::Query phrase_query(const Phrase& phrase, const Vocabulary& vocabulary);

}  // namespace crib
