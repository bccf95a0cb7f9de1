#include "indexer/word_changes.h"

#include <cstdint>
#include <map>
#include <utility>

#include "indexer/document.h"
#include "indexer/schema.h"
#include "indexer/stored_words.h"
#include "indexer/word_list.h"

namespace crib {
namespace {

WordCounts unpack_words(std::string_view packed) {
    WordCounts words;
    each_word(packed, [&](std::string_view word, std::uint32_t notes) {
        words[std::string(word)] += notes;
        return true;
    });
    return words;
}

}  // namespace

void WordChanges::count(const Xapian::Document& document, int notes) {
    if (!has_term(document, make_term(prefix::kind, "note"))) return;
    each_word(decode_note(document.get_data()).words,
              [&](std::string_view word, std::uint32_t /*notes*/) {
                  changes_[std::string(word)] += notes;
                  return true;
              });
}

void WordChanges::write_to(Xapian::WritableDatabase& database) {
    std::map<std::string, std::vector<std::pair<std::string, int>>> by_key;
    for (const auto& [word, notes] : changes_) {
        if (notes != 0) by_key[words_key(word)].emplace_back(word, notes);
    }
    changes_.clear();
    for (const auto& [key, changes] : by_key) {
        WordCounts words = unpack_words(database.get_metadata(key));
        for (const auto& [word, notes] : changes) {
            std::uint32_t& count = words[word];
            count += static_cast<std::uint32_t>(notes);  // a negative one wraps around to the less
            if (count == 0) words.erase(word);
        }
        database.set_metadata(key, pack_words(words));
    }
}

std::string merge_words(const std::vector<std::string>& lists) {
    WordCounts all;
    for (const std::string& list : lists) {
        for (const auto& [word, notes] : unpack_words(list)) all[word] += notes;
    }
    return pack_words(all);
}

}  // namespace crib
