#include "indexer/index/stored_words.h"

#include "indexer/index/entries.h"
#include "indexer/index/schema.h"
#include "indexer/index/word_list.h"

namespace crib {
namespace {

constexpr std::size_t key_size = 2;  // the bytes of a word that name its list

// Calls `sink` with the words of one list that begin with `start`.
void each_in_list(std::string_view packed, std::string_view start,
                  const std::function<void(std::string_view, std::uint32_t)>& sink) {
    each_word(packed, [&](std::string_view word, std::uint32_t documents) {
        if (word.starts_with(start)) sink(word, documents);
        return word.substr(0, start.size()) <= start;
    });
}

}  // namespace

std::string words_key(std::string_view word) {
    return std::string(metadata::words).append(word.substr(0, key_size));
}

void each_stored_word(const Xapian::Database& database, std::string_view start,
                      const std::function<void(std::string_view, std::uint32_t)>& sink) {
    if (start.size() >= key_size) {
        each_in_list(database.get_metadata(words_key(start)), start, sink);
        return;
    }
    for (const std::string& key : metadata_with(database, words_key(start))) {
        each_in_list(database.get_metadata(key), start, sink);
    }
}

bool is_stored_word(const Xapian::Database& database, std::string_view word) {
    bool found = false;
    each_word(database.get_metadata(words_key(word)),
              [&](std::string_view known, std::uint32_t /*documents*/) {
                  found = known == word;
                  return known < word;
              });
    return found;
}

}  // namespace crib
