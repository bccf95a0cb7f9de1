#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace crib {

class Tokenizer;

// Words and phrases that stand for each other. The key of each is its stems joined by spaces: that
// of `global interpreter lock` is "global interpret lock".
class Thesaurus {
  public:
    // Groups are lines of entries separated by commas; `#` begins a comment line. Leaves out
    // entries whose keys are too long.
    void add(std::string_view groups, const Tokenizer& tokenizer);

    // Every entry with the others of its groups.
    std::map<std::string, std::vector<std::string>> entries() const;

    // Words that share a stem but are not forms of one word, such as terminal and terminate. Each
    // is found by its written_key, and has only the others of its own groups.
    std::map<std::string, std::vector<std::string>> entries_as_written() const;

  private:
    struct Entry {
        std::string key;
        std::string written;  // empty unless it is one word
    };
    using Group = std::vector<Entry>;

    static void add_others(const Group& group, const std::string& key,
                           std::vector<std::string>& others);

    std::vector<Group> groups_;
};

// The groups that are compiled into crib.
std::string_view built_in_synonyms();

// In bytes; Xapian takes keys of at most 255 bytes.
inline constexpr std::size_t longest_thesaurus_key = 200;

// The key of a word or phrase; empty if it has no terms.
std::string thesaurus_key(std::string_view phrase, const Tokenizer& tokenizer);

// The key of a word that shares its stem with other words; `word` is folded.
std::string written_key(std::string_view word);

}  // namespace crib
