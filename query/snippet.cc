#include "query/snippet.h"

#include <algorithm>
#include <set>
#include <unordered_map>

#include "indexer/schema.h"

namespace crib {
namespace {

constexpr std::string_view ellipsis = "…";

// The words of a query by the terms that stand for them.
class WordIndex {
  public:
    explicit WordIndex(const Query& query) {
        const bool only_stops =
            std::ranges::all_of(query.words, [](const QueryWord& word) { return word.stop; });
        for (std::size_t i = 0; i < query.words.size(); ++i) {
            if (query.words[i].stop && !only_stops) continue;
            for (const std::string& term : query.words[i].terms) words_.emplace(term, i);
        }
    }

    // The word that a token matches; -1 for none.
    int find(const Token& token) const {
        for (const Term& term : token.terms) {
            const auto word = words_.find(make_term("", term.text));
            if (word != words_.end()) return static_cast<int>(word->second);
        }
        return -1;
    }

  private:
    std::unordered_map<std::string, std::size_t> words_;
};

struct Match {
    Span span;
    int word = 0;
};

std::vector<Match> find_matches(std::string_view text, const WordIndex& words,
                                const Tokenizer& tokenizer) {
    std::vector<Match> found;
    tokenizer.each(text, [&](const Token& token) {
        const int word = words.find(token);
        if (word >= 0) found.push_back({{token.begin, token.end}, word});
    });
    return found;
}

// A stretch of a passage and how many words of the query it holds.
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
        std::set<int> words;
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

std::string on_one_line(std::string_view text) {
    std::string line;
    for (const char c : text) {
        const bool space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
        if (!space) line += c;
        if (space && !line.empty() && line.back() != ' ') line += ' ';
    }
    if (line.ends_with(' ')) line.pop_back();
    return line;
}

// Cuts the window out at words, a little of what stands before it included.
std::string cut(const Window& window, std::size_t length) {
    const std::string_view text = *window.passage;
    if (text.size() <= length) return on_one_line(text);
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
    std::string result = on_one_line(text.substr(begin, end - begin));
    if (begin > 0) result.insert(0, ellipsis);
    if (end < text.size()) result += ellipsis;
    return result;
}

}  // namespace

std::vector<Span> matches(std::string_view text, const Query& query, const Tokenizer& tokenizer) {
    std::vector<Span> spans;
    for (const Match& match : find_matches(text, WordIndex(query), tokenizer)) {
        spans.push_back(match.span);
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
