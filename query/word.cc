#include "query/word.h"

#include <algorithm>

#include "indexer/schema.h"

namespace crib {
namespace {

using Op = Xapian::Query::op;

constexpr double stop_weight = 0.2;
constexpr double letter_weight = 0.3;  // of a single letter
constexpr double tail_weight = 0.5;    // lru_cache for functools.lru_cache
constexpr double part_weight = 0.4;    // lru for lru_cache
constexpr double completion_weight = 0.8;
constexpr double correction_weight = 0.7;
constexpr double synonym_weight = 0.8;
constexpr double phrase_share = 0.5;  // of a synonym's weight, where it is a phrase
constexpr std::size_t most_completions = 30;
constexpr std::size_t most_corrections = 2;
constexpr std::size_t longest_phrase = 3;  // in the thesaurus, in words

double weight_of(const Token& token) {
    if (token.stop) return stop_weight;
    const bool letter = token.terms.size() == 1 && token.written.size() == 1 &&
                        token.terms.front().kind == TermKind::word;
    return letter ? letter_weight : 1;
}

void add_variant(QueryWord& word, Variant variant) {
    std::vector<Variant>& variants = word.facets.front().variants;
    const auto same = [&](const Variant& other) { return other.terms == variant.terms; };
    if (std::ranges::any_of(variants, same)) return;
    word.terms.insert(word.terms.end(), variant.terms.begin(), variant.terms.end());
    variants.push_back(std::move(variant));
}

// An entry of the thesaurus, whose words are parted by spaces.
Variant variant_of(const std::string& entry) {
    Variant variant{{}, synonym_weight};
    for (std::size_t at = 0; at <= entry.size();) {
        const std::size_t end = std::min(entry.find(' ', at), entry.size());
        variant.terms.push_back(make_term("", entry.substr(at, end - at)));
        at = end + 1;
    }
    return variant;
}

Xapian::Query scaled(const Xapian::Query& query, double weight) {
    return weight == 1 ? query : Xapian::Query(weight, query);
}

// The variants of one facet; single terms as if they were one.
Xapian::Query query_of(const Facet& facet) {
    std::vector<std::string> single;
    std::vector<Xapian::Query> queries;
    for (const Variant& variant : facet.variants) {
        if (variant.terms.size() == 1) {
            single.push_back(variant.terms.front());
        } else {
            queries.push_back(
                scaled(Xapian::Query(Op::OP_AND, variant.terms.begin(), variant.terms.end()),
                       variant.weight * phrase_share));
        }
    }
    queries.push_back(single.size() == 1
                          ? Xapian::Query(single.front())
                          : Xapian::Query(Op::OP_SYNONYM, single.begin(), single.end()));
    return {Op::OP_OR, queries.begin(), queries.end()};
}

}  // namespace

QueryWord word_of(std::string written, const std::vector<std::string>& terms, double weight) {
    QueryWord word{std::move(written), terms, weight, false, {Facet{}}};
    for (const std::string& term : terms) word.facets.front().variants.push_back({{term}, 1});
    return word;
}

QueryWord WordReader::read_plain(const Token& token) {
    QueryWord word{token.written, {}, weight_of(token), token.stop, {}};
    for (const Term& term : token.terms) {
        if (term.stop && !word.facets.empty()) continue;  // the By of getElementById
        const double weight = word.facets.empty()           ? 1
                              : term.kind == TermKind::part ? part_weight
                                                            : tail_weight;
        word.terms.push_back(make_term("", term.text));
        word.facets.push_back({weight, {{{word.terms.back()}, 1}}});
    }
    return word;
}

QueryWord WordReader::read(const Token& token, bool unfinished,
                           const std::vector<std::string>& synonyms) {
    QueryWord word = read_plain(token);
    if (token.stop) return word;
    // What the thesaurus knows is spelt right, though the notes may have another word for it.
    add_guesses(word, token, unfinished, !synonyms.empty());
    for (const std::string& synonym : synonyms) add_variant(word, variant_of(synonym));
    return word;
}

// What a word may stand for that is unfinished, or that the notes don't know.
void WordReader::add_guesses(QueryWord& word, const Token& token, bool unfinished, bool spelt) {
    const TermKind kind = token.terms.front().kind;
    if (kind != TermKind::word && kind != TermKind::whole) return;
    const bool known = std::ranges::any_of(
        word.terms, [&](const std::string& term) { return vocabulary_.has_term(term); });
    if (unfinished && (options_.prefix || !known)) {
        const auto completions = vocabulary_.completions(token.written, most_completions);
        add_variants(word, completions, completion_weight);
        if (!completions.empty()) return;
    }
    if (known || spelt || !options_.spelling) return;
    const auto corrections = vocabulary_.corrections(token.written, most_corrections);
    add_variants(word, corrections, correction_weight);
    if (!corrections.empty()) corrections_.emplace_back(token.written, corrections.front());
}

void WordReader::add_variants(QueryWord& word, const std::vector<std::string>& guesses,
                              double weight) const {
    for (const std::string& guess : guesses) {
        add_variant(word, {{make_term("", vocabulary_.term_of(guess))}, weight});
    }
}

std::vector<std::vector<std::string>> WordReader::find_synonyms(
    const std::vector<std::string>& terms) const {
    std::vector<std::vector<std::string>> found(terms.size());
    if (!options_.synonyms) return found;
    for (std::size_t length = longest_phrase; length > 0; --length) {
        for (std::size_t i = 0; i + length <= terms.size(); ++i) {
            if (!found[i].empty() || !found[i + length - 1].empty()) continue;
            std::string key = terms[i];
            for (std::size_t j = i + 1; j < i + length; ++j) key += " " + terms[j];
            const std::vector<std::string> synonyms = vocabulary_.synonyms(key);
            for (std::size_t j = i; j < i + length; ++j) found[j] = synonyms;
        }
    }
    return found;
}

Xapian::Query query_of(const QueryWord& word, bool binds) {
    std::vector<Xapian::Query> wholes;
    std::vector<Xapian::Query> parts;
    for (const Facet& facet : word.facets) {
        const bool part = facet.weight == part_weight;
        const double weight = part && binds ? 1 : facet.weight;
        (part ? parts : wholes).push_back(scaled(query_of(facet), weight));
    }
    if (binds && !parts.empty()) {
        const Xapian::Query all(Op::OP_AND, parts.begin(), parts.end());
        wholes.push_back(scaled(all, part_weight));
    } else {
        wholes.insert(wholes.end(), parts.begin(), parts.end());
    }
    return scaled(Xapian::Query(Op::OP_OR, wholes.begin(), wholes.end()), word.weight);
}

}  // namespace crib
