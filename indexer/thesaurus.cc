#include "indexer/thesaurus.h"

#include <algorithm>

namespace crib {

std::string thesaurus_key(std::string_view phrase, const Tokenizer& tokenizer) {
    std::string key;
    tokenizer.each(phrase, [&](const Token& token) {
        if (!key.empty()) key += ' ';
        key += token.terms.front().text;
    });
    return key;
}

void Thesaurus::add(std::string_view groups, const Tokenizer& tokenizer) {
    for (std::size_t at = 0; at < groups.size();) {
        const std::size_t end = std::min(groups.find('\n', at), groups.size());
        const std::string_view line = groups.substr(at, end - at);
        at = end + 1;
        if (line.starts_with('#')) continue;
        std::vector<std::string> group;
        for (std::size_t from = 0; from <= line.size();) {
            const std::size_t comma = std::min(line.find(',', from), line.size());
            std::string key = thesaurus_key(line.substr(from, comma - from), tokenizer);
            if (!key.empty()) group.push_back(std::move(key));
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
