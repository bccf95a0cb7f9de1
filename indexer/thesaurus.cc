#include "indexer/thesaurus.h"

#include <algorithm>

#include "indexer/unicode.h"

namespace crib {

std::string thesaurus_key(std::string_view phrase, const Tokenizer& tokenizer) {
    std::string key;
    tokenizer.each(phrase, [&](const Token& token) {
        if (!key.empty()) key += ' ';
        key += token.terms.front().text;
    });
    return key;
}

namespace {

void add_key(std::string key, std::vector<std::string>& group) {
    if (!key.empty() && std::ranges::find(group, key) == group.end()) {
        group.push_back(std::move(key));
    }
}

}  // namespace

void Thesaurus::add(std::string_view groups, const Tokenizer& tokenizer) {
    for (std::size_t at = 0; at < groups.size();) {
        const std::size_t end = std::min(groups.find('\n', at), groups.size());
        const std::string_view line = groups.substr(at, end - at);
        at = end + 1;
        if (line.starts_with('#')) continue;
        std::vector<std::string> group;
        for (std::size_t from = 0; from <= line.size();) {
            const std::size_t comma = std::min(line.find(',', from), line.size());
            const std::string_view entry = line.substr(from, comma - from);
            add_key(thesaurus_key(entry, tokenizer), group);
            // Who types toList means it also in small letters, where it is a word like others.
            add_key(thesaurus_key(fold(entry), tokenizer), group);
            from = comma + 1;
        }
        add_group(group);
    }
}

void Thesaurus::add_group(const std::vector<std::string>& group) {
    for (const std::string& entry : group) {
        std::vector<std::string>& others = entries_[entry];
        for (const std::string& other : group) {
            const bool known = std::ranges::find(others, other) != others.end();
            if (other != entry && !known) others.push_back(other);
        }
    }
}

}  // namespace crib
