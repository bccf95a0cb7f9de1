#include "query/language/word.h"

#include <algorithm>

#include "indexer/index/ids.h"
#include "indexer/words/everyday.h"

namespace crib {
namespace {

using Op = Xapian::Query::op;

constexpr std::size_t most_completions = 30;
constexpr std::size_t completions_a_letter = 8;  // a short word says little
constexpr std::size_t most_corrections = 2;
// How many unknown words of a query are looked up. Each is compared with all words of the notes.
constexpr std::size_t most_looked_up = 16;

double weight_of(const Token& token, const Tuning& tuning) {
    if (token.stop) return tuning.small_word;
    return is_everyday_word(token.written) ? tuning.everyday : 1;
}

void add_variant(QueryWord& word, Variant variant) {
    std::vector<Variant>& variants = word.facets.front().variants;
    const auto same = [&](const Variant& other) { return other.terms == variant.terms; };
    if (std::ranges::any_of(variants, same)) return;
    word.terms.insert(word.terms.end(), variant.terms.begin(), variant.terms.end());
    variants.push_back(std::move(variant));
}

Xapian::Query scaled(const Xapian::Query& query, double weight) {
    return weight == 1 ? query : Xapian::Query(weight, query);
}

// Each variant of a facet counts by its weight. A variant never counts more because it is rarer
// than what was typed. Xapian's OP_SYNONYM would treat the variants as one term, but it takes the
// frequency from each shard alone. So the order of the same notes would depend on the shards.
Xapian::Query query_of(const Facet& facet, const Vocabulary& vocabulary, const Tuning& tuning) {
    const double cap = vocabulary.idf(facet.variants.front().terms.front());
    std::vector<Xapian::Query> queries;
    for (const Variant& variant : facet.variants) {
        const bool phrase = variant.terms.size() > 1;
        const double share = phrase ? tuning.synonym_phrase
                                    : std::min(1.0, cap / vocabulary.idf(variant.terms.front()));
        queries.push_back(
            scaled(Xapian::Query(Op::OP_AND, variant.terms.begin(), variant.terms.end()),
                   variant.weight * share));
    }
    return {Op::OP_OR, queries.begin(), queries.end()};
}

}  // namespace

QueryWord word_of(std::string written, const std::vector<std::string>& terms, double weight) {
    QueryWord word{std::move(written), terms, weight, false, {Facet{}}};
    for (const std::string& term : terms) word.facets.front().variants.push_back({{term}, 1});
    return word;
}

QueryWord WordReader::read_plain(const Token& token) const {
    const Tuning& tuning = options_.tuning;
    QueryWord word{token.written, {}, weight_of(token, tuning), token.stop, {}};
    for (const Term& term : token.terms) {
        if (term.stop && !word.facets.empty()) continue;  // such as By in getElementById
        const bool part = !word.facets.empty() && term.kind == TermKind::part;
        const double weight = word.facets.empty() ? 1 : part ? tuning.part : tuning.tail;
        word.terms.push_back(make_term("", term.text));
        word.facets.push_back({weight, {{{word.terms.back()}, 1}}, part});
        if (word.facets.size() == 1) add_other_writing(word, token);
        if (term.written.empty()) continue;
        for (const std::string& foreign : vocabulary_.foreign_terms(term.written)) {
            word.terms.push_back(foreign);
            word.facets.back().variants.push_back({{foreign}, 1});
        }
    }
    return word;
}

// The more frequent way to write the word comes first, because no variant counts more than that.
void WordReader::add_other_writing(QueryWord& word, const Token& token) const {
    const std::string other = vocabulary_.written_otherwise(token);
    if (other.empty()) return;
    std::vector<Variant>& variants = word.facets.front().variants;
    const bool more = vocabulary_.frequency(other) > vocabulary_.frequency(word.terms.front());
    word.terms.insert(more ? word.terms.begin() : word.terms.end(), other);
    variants.insert(more ? variants.begin() : variants.end(), {{other}, 1});
}

// Whether it is an identifier that the notes do not have, and one of its words is not theirs
// either.
bool WordReader::has_unknown_part(const Token& token) const {
    const auto is_known = [&](const Term& term) {
        return vocabulary_.has_term(make_term("", term.text));
    };
    return token.terms.size() > 1 && !is_known(token.terms.front()) &&
           std::ranges::any_of(token.terms, [&](const Term& term) {
               return term.kind == TermKind::part && !is_known(term);
           });
}

// A word of the thesaurus is spelt right, even if the notes use another word for it.
Guesses WordReader::guess(const Token& token, bool unfinished, bool spelt) {
    const TermKind kind = token.terms.front().kind;
    if (token.stop) return guess_begun(token, unfinished);
    if ((kind != TermKind::word && kind != TermKind::whole)) return {};
    const std::vector<std::string> terms = read_plain(token).terms;
    const bool known = std::ranges::any_of(
        terms, [&](const std::string& term) { return vocabulary_.has_term(term); });
    if (unfinished && (options_.prefix || !known || has_unknown_part(token))) {
        auto completions = vocabulary_.completions(
            token.written, std::min(most_completions, completions_a_letter * token.written.size()));
        if (!completions.empty()) {
            return {std::move(completions), options_.tuning.completion, false, known};
        }
    }
    if (known && !has_unknown_part(token)) return {.known = true};
    if (spelt || !options_.spelling || looked_up_ == most_looked_up) return {};
    ++looked_up_;
    std::vector<std::string> corrections = vocabulary_.corrections(token.written, most_corrections);
    if (known && corrections.empty()) return {.known = true};
    return {std::move(corrections), options_.tuning.correction, true};
}

QueryWord WordReader::read(const Token& token, const Guesses& guesses,
                           const Alternatives& alternatives) const {
    if (token.stop && !guesses.words.empty()) return read_begun(token, guesses);
    QueryWord word = read_plain(token);
    if (token.stop) return word;
    add_guesses(word, guesses);
    for (const Variant& alternative : alternatives.variants) add_variant(word, alternative);
    return word;
}

// A small word that is unfinished may be the beginning of another word: `as` of async.
Guesses WordReader::guess_begun(const Token& token, bool unfinished) const {
    if (!unfinished || !options_.prefix) return {};
    std::vector<std::string> words = vocabulary_.completions(
        token.written, std::min(most_completions, completions_a_letter * token.written.size()));
    std::erase_if(words, [](const std::string& word) { return is_small_word(word); });
    return {std::move(words), options_.tuning.completion, false, true};
}

// A small word that may be the beginning of others counts as these. The word itself is in most
// documents and would hide them.
QueryWord WordReader::read_begun(const Token& token, const Guesses& guesses) const {
    QueryWord word{token.written, {}, options_.tuning.everyday, false, {Facet{}}};
    add_guesses(word, guesses);
    return word;
}

void WordReader::add_guesses(QueryWord& word, const Guesses& guesses) const {
    for (const std::string& guess : guesses.words) {
        for (const std::string& term : vocabulary_.terms_of(guess)) {
            add_variant(word, {{term}, guesses.weight});
        }
        for (const std::string& foreign : vocabulary_.foreign_terms(guess)) {
            add_variant(word, {{foreign}, guesses.weight});
        }
    }
}

Xapian::Query query_of(const QueryWord& word, bool binds, const Vocabulary& vocabulary,
                       const Tuning& tuning) {
    std::vector<Xapian::Query> wholes;
    std::vector<Xapian::Query> parts;
    for (const Facet& facet : word.facets) {
        const double weight = facet.part && binds ? 1 : facet.weight;
        (facet.part ? parts : wholes)
            .push_back(scaled(query_of(facet, vocabulary, tuning), weight));
    }
    if (binds && !parts.empty()) {
        const Xapian::Query all(Op::OP_AND, parts.begin(), parts.end());
        wholes.push_back(scaled(all, tuning.part));
    } else {
        wholes.insert(wholes.end(), parts.begin(), parts.end());
    }
    return scaled(Xapian::Query(Op::OP_OR, wholes.begin(), wholes.end()), word.weight);
}

}  // namespace crib
