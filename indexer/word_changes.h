#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include <xapian.h>

namespace crib {

// What writing notes changes of the words that a database knows, see stored_words.h.
class WordChanges {
  public:
    // A note's own document is added, or goes; of others nothing is counted.
    void add(const Xapian::Document& document) { count(document, 1); }
    void remove(const Xapian::Document& document) { count(document, -1); }

    // Writes all that was counted, and forgets it.
    void write_to(Xapian::WritableDatabase& database);

  private:
    void count(const Xapian::Document& document, int notes);

    std::unordered_map<std::string, int> changes_;
};

// One list of the lists that several databases have of the same words.
std::string merge_words(const std::vector<std::string>& lists);

}  // namespace crib
