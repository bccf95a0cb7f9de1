#include "query/language/plain_words.h"

#include <algorithm>
#include <tuple>

#include "indexer/index/ids.h"
#include "query/language/alternatives.h"

namespace crib {
namespace {

constexpr std::size_t most_weighed = 64;  // only the rarest words of a query count
// With this many words that the notes have, a query finds the best answers without synonyms.
constexpr std::size_t enough_words = 5;

using Pieces = std::vector<const QueryNode*>;

// Adds the nodes in the order in which they were typed, and nullptr for each operator and
// parenthesis.
void add_pieces(const QueryTree& nodes, Pieces& pieces) {
    for (const QueryNode& node : nodes) {
        const bool group = node.kind == QueryNode::Kind::group;
        if (node.before != QueryOperator::none || group) pieces.push_back(nullptr);
        if (node.kind != QueryNode::Kind::chain && !group) pieces.push_back(&node);
        add_pieces(node.inside, pieces);
        if (group) pieces.push_back(nullptr);
    }
}

bool is_word(const QueryNode* node) {
    return node != nullptr && node->kind == QueryNode::Kind::word;
}

// The index of the last piece if that is a word that may be unfinished. Else the number of pieces.
std::size_t last_plain_word(const Pieces& pieces) {
    const bool word = !pieces.empty() && is_word(pieces.back()) && pieces.back()->sign != '-';
    return word ? pieces.size() - 1 : pieces.size();
}

}  // namespace

PlainWords::PlainWords(const QueryTree& tree, bool ends_in_space, const Vocabulary& vocabulary,
                       const Tokenizer& tokenizer, const ParseOptions& options)
    : vocabulary_(vocabulary), options_(options), reader_(vocabulary, options) {
    Pieces pieces;
    add_pieces(tree, pieces);
    words_.resize(pieces.size());
    unfinished_ = ends_in_space ? pieces.size() : last_plain_word(pieces);
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        if (!is_word(pieces[i])) continue;
        pieces_.emplace(pieces[i], i);
        for (Token& token : tokenizer.tokens(pieces[i]->text)) {
            words_[i].push_back({std::move(token)});
        }
    }
    weigh_out();
    // A word with a sign is read alone. Other words are read together with their neighbours.
    std::size_t begin = 0;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        if (!words_[i].empty() && pieces[i]->sign == 0) continue;
        find_alternatives(begin, i);
        begin = i + 1;
        if (!words_[i].empty() && pieces[i]->sign != '-') guess(i);
    }
    find_alternatives(begin, pieces.size());
    enough_ = count_known() >= enough_words;
}

std::size_t PlainWords::count_known() const {
    std::size_t known = 0;
    for (const std::vector<Word>& words : words_) {
        known += static_cast<std::size_t>(
            std::ranges::count_if(words, [](const Word& word) { return word.guesses.known; }));
    }
    return known;
}

// Keeps only the rarest words of a very long query. The others cost time and change little.
void PlainWords::weigh_out() {
    std::vector<std::tuple<Xapian::doccount, std::size_t, std::size_t>> words;
    for (std::size_t i = 0; i < words_.size(); ++i) {
        for (std::size_t j = 0; j < words_[i].size(); ++j) words.emplace_back(0, i, j);
    }
    const auto leave_out = [&](std::size_t at) {
        words_[std::get<1>(words[at])][std::get<2>(words[at])].weighed_out = true;
    };
    too_many_ = words.size() > most_words;
    for (std::size_t i = most_words; i < words.size(); ++i) leave_out(i);
    words.resize(std::min(words.size(), most_words));
    if (words.size() <= most_weighed) return;
    for (auto& [frequency, piece, word] : words) {
        const Term& term = words_[piece][word].token.terms.front();
        // For an unknown word the difference wraps, so that the word comes last.
        frequency = vocabulary_.frequency(make_term("", term.text)) - 1;
    }
    std::ranges::sort(words);
    for (std::size_t i = most_weighed; i < words.size(); ++i) leave_out(i);
}

void PlainWords::guess(std::size_t piece) {
    for (std::size_t i = 0; i < words_[piece].size(); ++i) {
        Word& word = words_[piece][i];
        if (word.weighed_out) continue;
        const bool unfinished = is_unfinished(piece, i);
        word.guesses = reader_.guess(word.token, unfinished, word.alternatives.known);
    }
}

// Finds what stands for the words of the pieces from `begin` up to but not including `end`. A
// correction is a guess, so nothing else stands for it.
void PlainWords::find_alternatives(std::size_t begin, std::size_t end) {
    std::vector<Token> tokens;
    for (std::size_t i = begin; i < end; ++i) {
        for (const Word& word : words_[i]) tokens.push_back(word.token);
    }
    std::vector<Alternatives> found =
        crib::find_alternatives(tokens, vocabulary_, options_.synonyms, options_.tuning);
    auto next = found.begin();
    for (std::size_t i = begin; i < end; ++i) {
        for (Word& word : words_[i]) word.alternatives = std::move(*next++);
        guess(i);
    }
}

QueryWord PlainWords::read_plain(const QueryNode& node, std::size_t word) const {
    return reader_.read_plain(words_[piece(node)][word].token);
}

QueryWord PlainWords::read(const QueryNode& node, std::size_t word) {
    const Word& read = words_[piece(node)][word];
    if (is_corrected(read)) {
        corrections_.emplace_back(read.token.written, read.guesses.words.front());
    }
    return reader_.read(read.token, read.guesses, read.alternatives);
}

}  // namespace crib
