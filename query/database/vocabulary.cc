#include "query/database/vocabulary.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "indexer/index/entries.h"
#include "indexer/index/ids.h"
#include "indexer/index/schema.h"
#include "indexer/index/stored_words.h"
#include "indexer/text/bytes.h"
#include "indexer/text/distance.h"
#include "indexer/words/thesaurus.h"
#include "indexer/words/tokenizer.h"
#include "indexer/words/word_rules.h"

namespace crib {
namespace {

struct Candidate {
    std::string word;
    int distance = 0;
    Xapian::doccount documents = 0;
};

// How many edits a typo may have in a word of this length.
int tolerance(std::size_t length) {
    if (length < 4) return 0;
    return length < 7 ? 1 : 2;
}

// Adds up the documents of a word that several shards hold.
void merge_shards(std::vector<Candidate>& candidates) {
    std::ranges::sort(candidates, {}, &Candidate::word);
    std::vector<Candidate> merged;
    for (Candidate& candidate : candidates) {
        if (!merged.empty() && merged.back().word == candidate.word) {
            merged.back().documents += candidate.documents;
        } else {
            merged.push_back(std::move(candidate));
        }
    }
    candidates = std::move(merged);
}

std::vector<std::string> best_words(std::vector<Candidate> candidates, std::size_t limit,
                                    const std::string& typed) {
    const auto rank = [&](const Candidate& candidate) {
        // People seldom mistype the first letter.
        const bool other_start = typed.empty() || candidate.word.front() != typed.front();
        return std::tuple(candidate.distance + (other_start ? 1 : 0),
                          -static_cast<long>(candidate.documents),
                          std::string_view(candidate.word));
    };
    const auto best = std::ssize(candidates) > static_cast<std::ptrdiff_t>(limit)
                          ? candidates.begin() + static_cast<std::ptrdiff_t>(limit)
                          : candidates.end();
    std::ranges::partial_sort(candidates, best, {}, rank);
    candidates.erase(best, candidates.end());
    std::vector<std::string> words;
    words.reserve(candidates.size());
    for (Candidate& candidate : candidates) words.push_back(std::move(candidate.word));
    return words;
}

}  // namespace

double idf(Xapian::doccount frequency, Xapian::doccount documents) {
    const double holding = frequency;
    return std::log(1 + (documents - holding + 0.5) / (holding + 0.5));
}

Vocabulary::Vocabulary(const Xapian::Database& database, std::vector<Xapian::Database> shards,
                       bool has_servers, const Tokenizer& tokenizer)
    : database_(database),
      shards_(std::move(shards)),
      has_servers_(has_servers),
      tokenizer_(tokenizer) {
    for (const std::string& language : languages_of(database)) {
        if (language != "en" && has_stemmer(language)) foreign_.emplace_back(language);
    }
}

bool Vocabulary::has_word(std::string_view word) const {
    return std::ranges::any_of(
        shards_, [&](const Xapian::Database& shard) { return is_stored_word(shard, word); });
}

std::vector<std::string> Vocabulary::completions(std::string_view start, std::size_t limit) const {
    std::vector<Candidate> candidates;
    for (const Xapian::Database& shard : shards_) {
        each_stored_word(shard, start, [&](std::string_view word, Xapian::doccount documents) {
            candidates.push_back({std::string(word), 0, documents});
        });
    }
    if (shards_.size() > 1) merge_shards(candidates);
    return best_words(std::move(candidates), limit, std::string(start));
}

std::vector<std::string> Vocabulary::corrections(const std::string& word, std::size_t limit) const {
    int most = tolerance(word.size());
    if (most == 0) return {};
    std::vector<Candidate> candidates;
    const auto consider = [&](std::string_view known, Xapian::doccount documents) {
        const int distance = edit_distance(word, known, most);
        if (distance > most || is_small_word(known)) return;
        // Drops candidates that are more than one edit worse than this one.
        if (distance < most)
            std::erase_if(candidates, [&](const Candidate& candidate) {
                return candidate.distance > distance + 1;
            });
        most = std::min(most, distance + 1);
        candidates.push_back({std::string(known), distance, documents});
    };
    for (const Xapian::Database& shard : shards_) each_stored_word(shard, "", consider);
    if (shards_.size() > 1) merge_shards(candidates);
    return best_words(std::move(candidates), limit, word);
}

std::vector<std::string> Vocabulary::synonyms(const std::string& key,
                                              std::string_view written) const {
    if (key.empty() || key.size() > longest_thesaurus_key) return {};
    const std::string exact = written_key(written);
    std::vector<std::string> synonyms;
    for (const Xapian::Database& shard : shards_) {
        const auto stored = [&](const std::string& entry) {
            return shard.get_metadata(std::string(metadata::synonym) + entry);
        };
        std::string packed = stored(key);
        if (!packed.empty() && !written.empty() && exact.size() <= longest_thesaurus_key) {
            std::string own = stored(exact);
            if (!own.empty()) packed = std::move(own);
        }
        std::vector<std::string> more = unpack(packed);
        synonyms.insert(synonyms.end(), std::move_iterator(more.begin()),
                        std::move_iterator(more.end()));
    }
    const std::size_t known = synonyms.size();
    const std::string prefix = make_term(prefix::synonym, key + "\t");
    for (const std::string& term : terms_with(database_, prefix)) {
        synonyms.push_back(term.substr(prefix.size()));
    }
    if (shards_.size() > 1 || synonyms.size() > known) {
        std::ranges::sort(synonyms);
        synonyms.erase(std::unique(synonyms.begin(), synonyms.end()), synonyms.end());
    }
    return synonyms;
}

std::vector<std::string> Vocabulary::foreign_terms(const std::string& word) const {
    std::vector<std::string> terms;
    for (const Xapian::Stem& stemmer : foreign_) {
        std::string term = make_term("", stemmer(word));
        const bool known = std::ranges::find(terms, term) != terms.end();
        if (!known && term != tokenizer_.stem(word) && has_term(term)) {
            terms.push_back(std::move(term));
        }
    }
    return terms;
}

std::string Vocabulary::written_otherwise(const Token& token) const {
    const bool letters = std::ranges::all_of(
        token.written, [](unsigned char c) { return c >= 0x80 || (c >= 'a' && c <= 'z'); });
    const Term& first = token.terms.front();
    if (!letters || token.stop || first.kind == TermKind::gram) return "";
    const bool is_word = first.kind == TermKind::word;
    std::string other = make_term("", is_word ? token.written : tokenizer_.stem(token.written));
    return other != first.text && has_term(other) ? other : "";
}

std::vector<std::string> Vocabulary::terms_of(const std::string& word) const {
    const std::vector<Token> tokens = tokenizer_.tokens(word);
    std::string whole = make_term("", word);
    // A sigil is a token of its own before the token that includes it: @ and @property
    std::string stem = tokens.empty() ? whole : make_term("", tokens.back().terms.front().text);
    if (stem == whole || !has_term(whole)) return {std::move(stem)};
    if (!has_term(stem)) return {std::move(whole)};
    return {std::move(stem), std::move(whole)};
}

}  // namespace crib
