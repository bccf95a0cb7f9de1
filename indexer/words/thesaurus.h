#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace crib {

class Tokenizer;

// Words and phrases that stand for each other, as their terms: stems joined by a space, so that
// `global interpreter lock` is "global interpret lock".
class Thesaurus {
  public:
    // Groups are lines of entries separated by commas; `#` begins a comment line. What is longer
    // than a key may be is left out.
    void add(std::string_view groups, const Tokenizer& tokenizer);

    // Every entry with the others of its groups.
    std::map<std::string, std::vector<std::string>> entries() const;

    // Where different words have one stem (terminal and terminate have), each of them by its
    // written_key, with the others of its own groups alone.
    std::map<std::string, std::vector<std::string>> entries_as_written() const;

  private:
    struct Entry {
        std::string key;
        std::string written;  // if it is one word
    };
    using Group = std::vector<Entry>;

    static void add_others(const Group& group, const std::string& key,
                           std::vector<std::string>& others);

    std::vector<Group> groups_;
};

// The groups that crib brings along.
std::string_view built_in_synonyms();

// In bytes: Xapian takes keys of 255.
inline constexpr std::size_t longest_thesaurus_key = 200;

// The key of a word or phrase among a thesaurus' entries; empty where it has no terms.
std::string thesaurus_key(std::string_view phrase, const Tokenizer& tokenizer);

// The key of a word that shares its stem with others; `word` is folded.
std::string written_key(std::string_view word);

}  // namespace crib
