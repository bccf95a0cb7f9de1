#include "indexer/initials.h"

#include <set>

#include "indexer/unicode.h"

namespace crib {
namespace {

constexpr std::size_t least = 3;
constexpr std::size_t most = 6;

struct Initial {
    std::string letter;
    bool stop = false;
};

std::vector<Initial> initials_of_words(std::string_view title, const Tokenizer& tokenizer) {
    std::vector<Initial> words;
    tokenizer.each(title, [&](const Token& token) {
        for (const Term& term : token.terms) {
            const bool word = term.kind == TermKind::word || term.kind == TermKind::part;
            if (!word || term.written.empty() || term.written.front() < 'a') continue;
            const std::size_t size = rune_at(term.written, 0).size;
            words.push_back({term.written.substr(0, size), token.stop || term.stop});
        }
    });
    return words;
}

}  // namespace

std::vector<std::string> initials(std::string_view title, const Tokenizer& tokenizer) {
    const std::vector<Initial> words = initials_of_words(title, tokenizer);
    std::set<std::string> found;
    const auto add = [&](const std::string& acronym, std::size_t count) {
        if (count >= least && count <= most) found.insert(acronym);
    };
    for (std::size_t first = 0; first < words.size(); ++first) {
        if (words[first].stop) continue;
        std::string all;
        std::string telling;
        std::size_t count = 0;
        for (std::size_t i = first; i < words.size() && count < most; ++i) {
            all += words[i].letter;
            add(all, i - first + 1);
            if (words[i].stop) continue;
            telling += words[i].letter;
            add(telling, ++count);
        }
    }
    return {found.begin(), found.end()};
}

}  // namespace crib
