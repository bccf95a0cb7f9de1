#include "query/ranking/snippet.h"

#include <algorithm>
#include <optional>
#include <set>
#include <unordered_map>
#include <utility>

#include "indexer/index/ids.h"
#include "indexer/text/spaces.h"

namespace crib {
namespace {

constexpr std::string_view ellipsis = "…";

// A part of a text that is a word of the query, and the number of that word.
struct Match {
    Span span;
    std::size_t word = 0;
};

// Finds words of a query by the terms and phrases that stand for them.
class WordIndex {
  public:
    explicit WordIndex(const Query& query) {
        const bool only_stops =
            std::ranges::all_of(query.words, [](const QueryWord& word) { return word.stop; });
        for (std::size_t i = 0; i < query.words.size(); ++i) {
            if (query.words[i].stop && !only_stops) continue;
            for (const Facet& facet : query.words[i].facets) {
                for (const Variant& variant : facet.variants) add(variant, i);
            }
        }
    }

    // The match that begins at the token `at`.
    std::optional<Match> find(const std::vector<Token>& tokens, std::size_t at) const {
        std::optional<Match> phrase;
        for (const Term& term : tokens[at].terms) {
            const std::string text = make_term("", term.text);
            const auto word = words_.find(text);
            if (word != words_.end()) return Match{span_of(tokens, at, 1), word->second};
            const auto [first, last] = phrases_.equal_range(text);
            for (auto it = first; it != last && !phrase; ++it) {
                const std::vector<std::string>& terms = it->second.first;
                if (!begins(terms, tokens, at)) continue;
                phrase = Match{span_of(tokens, at, terms.size()), it->second.second};
            }
        }
        return phrase;
    }

  private:
    void add(const Variant& variant, std::size_t word) {
        if (variant.terms.size() == 1) {
            words_.emplace(variant.terms.front(), word);
        } else {
            phrases_.emplace(variant.terms.front(), std::pair(variant.terms, word));
        }
    }

    static bool begins(const std::vector<std::string>& terms, const std::vector<Token>& tokens,
                       std::size_t at) {
        if (at + terms.size() > tokens.size()) return false;
        for (std::size_t i = 0; i < terms.size(); ++i) {
            const auto same = [&](const Term& term) {
                return make_term("", term.text) == terms[i];
            };
            if (std::ranges::none_of(tokens[at + i].terms, same)) return false;
        }
        return true;
    }

    static Span span_of(const std::vector<Token>& tokens, std::size_t at, std::size_t count) {
        return {tokens[at].begin, tokens[at + count - 1].end};
    }

    std::unordered_map<std::string, std::size_t> words_;
    // The key is the first term.
    std::unordered_multimap<std::string, std::pair<std::vector<std::string>, std::size_t>> phrases_;
};

std::vector<Match> find_matches(std::string_view text, const WordIndex& words,
                                const Tokenizer& tokenizer) {
    std::vector<Match> found;
    const std::vector<Token> tokens = tokenizer.tokens(text);
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (const auto match = words.find(tokens, i)) found.push_back(*match);
    }
    return found;
}

// A part of a passage, and how many words of the query it holds.
struct Window {
    const std::string* passage = nullptr;
    std::size_t begin = 0;
    std::size_t words = 0;
    std::size_t matches = 0;

    bool is_better_than(const Window& other) const {
        return words != other.words ? words > other.words : matches > other.matches;
    }
};

Window best_window(const std::string& passage, const std::vector<Match>& found,
                   std::size_t length) {
    Window best{&passage, 0, 0, 0};
    for (std::size_t i = 0; i < found.size(); ++i) {
        std::set<std::size_t> words;
        std::size_t count = 0;
        for (std::size_t j = i; j < found.size(); ++j) {
            if (found[j].span.end > found[i].span.begin + length) break;
            words.insert(found[j].word);
            ++count;
        }
        const Window window{&passage, found[i].span.begin, words.size(), count};
        if (window.is_better_than(best)) best = window;
    }
    return best;
}

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

bool ends_sentence(std::string_view text) {
    return text.ends_with('.') || text.ends_with('!') || text.ends_with('?');
}

// Cuts the window out between words, together with a little of the text in front of it.
std::string cut(const Window& window, std::size_t length) {
    const std::string_view text = *window.passage;
    if (text.size() <= length) return single_spaced(text);
    const std::size_t room = length - 2 * ellipsis.size();
    std::size_t begin = window.begin > room / 4 ? window.begin - room / 4 : 0;
    if (text.size() - begin < room) begin = text.size() - room;
    if (begin > 0) {
        const std::size_t space = text.find_first_of(" \n", begin);
        if (space != std::string_view::npos && space < window.begin) begin = space + 1;
        while (begin < text.size() && is_continuation(text[begin])) ++begin;
    }
    std::size_t end = std::min(begin + room, text.size());
    if (end < text.size()) {
        const std::size_t space = text.find_last_of(" \n", end);
        if (space != std::string_view::npos && space > begin + room / 2) end = space;
        while (end > begin && is_continuation(text[end])) --end;
    }
    std::string result = single_spaced(text.substr(begin, end - begin));
    if (begin > 0) result.insert(0, ellipsis);
    if (end < text.size() && !ends_sentence(result)) result += ellipsis;
    return result;
}

}  // namespace

std::vector<Span> matches(std::string_view text, const Query& query, const Tokenizer& tokenizer) {
    std::vector<Span> spans;
    for (const Match& match : find_matches(text, WordIndex(query), tokenizer)) {
        // A sigil such as ** is a token, and also a part of the next token, **kwargs.
        if (!spans.empty() && match.span.begin < spans.back().end) {
            spans.back().end = std::max(spans.back().end, match.span.end);
        } else {
            spans.push_back(match.span);
        }
    }
    return spans;
}

std::string snippet(const std::vector<std::string>& passages, const Query& query,
                    const Tokenizer& tokenizer, std::size_t length) {
    const WordIndex words(query);
    Window best;
    for (const std::string& passage : passages) {
        const Window window = best_window(passage, find_matches(passage, words, tokenizer), length);
        if (best.passage == nullptr || window.is_better_than(best)) best = window;
    }
    return best.passage == nullptr ? std::string() : cut(best, length);
}

}  // namespace crib
