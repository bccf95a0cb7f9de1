#include "indexer/words/thesaurus.h"

#include <algorithm>
#include <array>

#include "indexer/text/unicode.h"
#include "indexer/words/tokenizer.h"

namespace crib {
namespace {

// Whether two words with the same stem are forms of one word: run and running are, terminal and
// terminate are not.
bool are_forms(std::string_view a, std::string_view b) {
    constexpr std::array<std::string_view, 10> endings = {"",   "e",   "s", "es",  "d",
                                                          "ed", "ing", "y", "ies", "ied"};
    const std::size_t common = std::ranges::mismatch(a, b).in1 - a.begin();
    const auto is_ending = [&](std::string_view rest) {
        const bool doubled = common > 0 && rest.size() > 1 && rest.front() == a[common - 1];
        return std::ranges::find(endings, rest.substr(doubled ? 1 : 0)) != endings.end();
    };
    return is_ending(a.substr(common)) && is_ending(b.substr(common));
}

void add_once(const std::string& key, std::vector<std::string>& keys) {
    if (std::ranges::find(keys, key) == keys.end()) keys.push_back(key);
}

bool are_all_forms(const std::vector<std::string>& words) {
    return std::ranges::all_of(words, [&](const std::string& word) {
        return std::ranges::all_of(
            words, [&](const std::string& other) { return are_forms(word, other); });
    });
}

}  // namespace

std::string thesaurus_key(std::string_view phrase, const Tokenizer& tokenizer) {
    std::string key;
    tokenizer.each(phrase, [&](const Token& token) {
        if (!key.empty()) key += ' ';
        key += token.terms.front().text;
    });
    return key;
}

std::string written_key(std::string_view word) { return "=" + std::string(word); }

void Thesaurus::add(std::string_view groups, const Tokenizer& tokenizer) {
    for (std::size_t at = 0; at < groups.size();) {
        const std::size_t end = std::min(groups.find('\n', at), groups.size());
        const std::string_view line = groups.substr(at, end - at);
        at = end + 1;
        if (line.starts_with('#')) continue;
        Group group;
        const auto add_entry = [&](std::string_view phrase) {
            const std::vector<Token> tokens = tokenizer.tokens(phrase);
            const bool is_word = tokens.size() == 1 && tokens.front().terms.size() == 1;
            std::string key = thesaurus_key(phrase, tokenizer);
            std::string written = is_word ? tokens.front().written : "";
            if (key.empty() || key.size() > longest_thesaurus_key ||
                written_key(written).size() > longest_thesaurus_key) {
                return;
            }
            group.push_back({std::move(key), std::move(written)});
        };
        for (std::size_t from = 0; from <= line.size();) {
            const std::size_t comma = std::min(line.find(',', from), line.size());
            const std::string_view entry = line.substr(from, comma - from);
            add_entry(entry);
            // An entry such as toList also counts in small letters, where it is a plain word.
            add_entry(fold(entry));
            from = comma + 1;
        }
        groups_.push_back(std::move(group));
    }
}

std::map<std::string, std::vector<std::string>> Thesaurus::entries() const {
    std::map<std::string, std::vector<std::string>> entries;
    for (const Group& group : groups_) {
        for (const Entry& entry : group) add_others(group, entry.key, entries[entry.key]);
    }
    return entries;
}

std::map<std::string, std::vector<std::string>> Thesaurus::entries_as_written() const {
    std::map<std::string, std::vector<std::string>> words;  // by stem
    for (const Group& group : groups_) {
        for (const Entry& entry : group) {
            if (!entry.written.empty()) add_once(entry.written, words[entry.key]);
        }
    }
    std::erase_if(words, [](const auto& stem) { return are_all_forms(stem.second); });
    std::map<std::string, std::vector<std::string>> entries;
    for (const Group& group : groups_) {
        for (const Entry& entry : group) {
            const auto shared = words.find(entry.key);
            if (entry.written.empty() || shared == words.end()) continue;
            for (const std::string& word : shared->second) {
                if (!are_forms(word, entry.written)) continue;
                add_others(group, entry.key, entries[written_key(word)]);
            }
        }
    }
    return entries;
}

// Adds the entries of a group that stand for the one with this key.
void Thesaurus::add_others(const Group& group, const std::string& key,
                           std::vector<std::string>& others) {
    for (const Entry& other : group) {
        if (other.key != key) add_once(other.key, others);
    }
}

}  // namespace crib
