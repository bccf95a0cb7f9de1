#include "indexer/store/word_changes.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <utility>

#include "indexer/index/ids.h"
#include "indexer/index/passages.h"
#include "indexer/index/schema.h"
#include "indexer/index/stored_record.h"
#include "indexer/index/stored_words.h"
#include "indexer/index/word_list.h"
#include "indexer/store/document.h"

namespace crib {
namespace {

WordCounts unpack_words(std::string_view packed) {
    WordCounts words;
    each_word(packed, [&](std::string_view word, std::uint32_t documents) {
        words[std::string(word)] += documents;
        return true;
    });
    return words;
}

}  // namespace

void WordChanges::count(const WordTally& tally, int sign) {
    for (const auto& [word, count] : tally.counts()) {
        changes_[word] += sign * static_cast<int>(count.documents);
    }
}

// A note's own document has no words.
void WordChanges::count(const Xapian::Document& document, int sign) {
    if (has_term(document, make_term(prefix::kind, "note"))) return;
    WordTally tally;
    tally.add(record_of(document).title, passages_of(document), tokenizer_);
    count(tally, sign);
}

void WordChanges::write_to(Xapian::WritableDatabase& database) {
    std::map<std::string, std::vector<std::pair<std::string, int>>> by_key;
    for (const auto& [word, documents] : changes_) {
        if (documents != 0) by_key[words_key(word)].emplace_back(word, documents);
    }
    changes_.clear();
    for (const auto& [key, changes] : by_key) {
        WordCounts words = unpack_words(database.get_metadata(key));
        for (const auto& [word, documents] : changes) {
            std::uint32_t& count = words[word];
            const std::int64_t now = std::int64_t{count} + documents;
            count = static_cast<std::uint32_t>(std::max<std::int64_t>(now, 0));
            if (count == 0) words.erase(word);
        }
        database.set_metadata(key, pack_words(words));
    }
}

std::string merge_words(const std::vector<std::string>& lists) {
    WordCounts all;
    for (const std::string& list : lists) {
        for (const auto& [word, documents] : unpack_words(list)) all[word] += documents;
    }
    return pack_words(all);
}

}  // namespace crib
