#include "query/parse.h"

#include <algorithm>
#include <map>
#include <optional>
#include <unordered_set>

#include "indexer/language.h"
#include "indexer/schema.h"
#include "indexer/unicode.h"
#include "query/lexer.h"

namespace crib {
namespace {

using Op = Xapian::Query::op;

constexpr std::size_t longest_query = 8 * 1024;  // bytes
constexpr std::size_t most_words = 256;
constexpr std::size_t most_weighed = 64;  // of the words, the rarest
constexpr std::size_t most_wildcards = 10;
constexpr std::size_t most_expansions = 100;  // of all wildcards together
constexpr std::size_t most_completions = 30;
constexpr std::size_t most_corrections = 2;

constexpr double stop_weight = 0.2;
constexpr double letter_weight = 0.3;  // of a single letter
constexpr double tail_weight = 0.5;    // lru_cache for functools.lru_cache
constexpr double part_weight = 0.4;    // lru for lru_cache
constexpr double completion_weight = 0.8;
constexpr double correction_weight = 0.7;
constexpr double synonym_weight = 0.8;

Xapian::Query scaled(const Xapian::Query& query, double weight) {
    return weight == 1 ? query : Xapian::Query(weight, query);
}

Xapian::Query any_of(const std::vector<Xapian::Query>& queries) {
    return Xapian::Query(Op::OP_OR, queries.begin(), queries.end());
}

Xapian::Query all_of(const std::vector<Xapian::Query>& queries) {
    return Xapian::Query(Op::OP_AND, queries.begin(), queries.end());
}

// The variants of one word, as if they were one term.
Xapian::Query synonym(const std::vector<std::string>& terms) {
    return Xapian::Query(Op::OP_SYNONYM, terms.begin(), terms.end());
}

// What a list of words and groups comes to: what binds, what ranks, what is left out.
struct Clauses {
    std::vector<Xapian::Query> must;
    std::vector<Xapian::Query> should;
    std::vector<Xapian::Query> stops;  // rank, but never match by themselves
    std::vector<Xapian::Query> must_not;
    std::vector<Xapian::Query> filters;  // bind without ranking

    bool is_empty() const {
        return must.empty() && should.empty() && stops.empty() && filters.empty();
    }

    Xapian::Query query() const {
        std::vector<Xapian::Query> ranking = should;
        Xapian::Query result;
        if (!must.empty()) {
            result = all_of(must);
        } else if (!should.empty()) {
            result = any_of(should);
            ranking.clear();
        } else if (filters.empty()) {
            result = any_of(stops);
        } else {
            result = Xapian::Query(Op::OP_SCALE_WEIGHT, all_of(filters), 0);
        }
        const bool stops_rank = !(must.empty() && should.empty() && filters.empty());
        if (stops_rank) ranking.insert(ranking.end(), stops.begin(), stops.end());
        if (!ranking.empty()) {
            result = Xapian::Query(Op::OP_AND_MAYBE, result, any_of(ranking));
        }
        if (!filters.empty() && !(must.empty() && should.empty())) {
            result = Xapian::Query(Op::OP_FILTER, result, all_of(filters));
        }
        if (!must_not.empty()) {
            result = Xapian::Query(Op::OP_AND_NOT, result, any_of(must_not));
        }
        return result;
    }
};

class Parser {
  public:
    Parser(const Vocabulary& vocabulary, const Tokenizer& tokenizer, const ParseOptions& options)
        : vocabulary_(vocabulary),
          database_(vocabulary.database()),
          tokenizer_(tokenizer),
          options_(options) {}

    // Nothing where all of it is left out: then all of it is words.
    std::optional<Query> parse(const std::vector<Lexeme>& lexemes, bool ends_in_space) {
        lexemes_ = &lexemes;
        last_word_ = ends_in_space ? lexemes.size() : last_plain_word(lexemes);
        at_ = 0;
        if (options_.synonyms) find_synonyms();
        const Clauses clauses = parse_group();
        if (clauses.is_empty() && !clauses.must_not.empty()) return std::nullopt;
        if (!clauses.is_empty()) query_.matching = clauses.query();
        query_.only_filters = clauses.must.empty() && clauses.should.empty();
        return std::move(query_);
    }

  private:
    using Kind = Lexeme::Kind;

    static std::size_t last_plain_word(const std::vector<Lexeme>& lexemes) {
        const bool word = !lexemes.empty() && lexemes.back().kind == Kind::word &&
                          lexemes.back().field.empty() && lexemes.back().sign != '-';
        return word ? lexemes.size() - 1 : lexemes.size();
    }

    bool at_end() const { return at_ >= lexemes_->size() || (*lexemes_)[at_].kind == Kind::close; }
    bool is_operator(std::size_t index) const {
        if (index >= lexemes_->size()) return false;
        const Kind kind = (*lexemes_)[index].kind;
        return kind == Kind::and_ || kind == Kind::or_ || kind == Kind::not_;
    }
    bool is_operand(std::size_t index) const {
        return index < lexemes_->size() && !is_operator(index) &&
               (*lexemes_)[index].kind != Kind::close;
    }
    // An operator counts between two operands only; else it is a word.
    bool joins(std::size_t index) const { return is_operator(index) && is_operand(index + 1); }

    Clauses parse_group() {
        Clauses clauses;
        while (!at_end()) parse_chain(clauses);
        return clauses;
    }

    // Operands joined by AND, OR and NOT; most often a single one.
    void parse_chain(Clauses& clauses) {
        Clauses first = parse_operand();
        if (!joins(at_)) {
            merge(clauses, std::move(first));
            return;
        }
        std::vector<Xapian::Query> alternatives;
        bool binds = false;
        Xapian::Query joined = first.query();
        while (joins(at_)) {
            const Kind kind = (*lexemes_)[at_++].kind;
            const Xapian::Query next = parse_operand().query();
            if (next.empty()) continue;  // nothing but punctuation
            if (joined.empty()) joined = next;
            if (kind == Kind::or_) {
                alternatives.push_back(joined);
                joined = next;
            } else {
                binds = true;
                joined =
                    Xapian::Query(kind == Kind::and_ ? Op::OP_AND : Op::OP_AND_NOT, joined, next);
            }
        }
        if (alternatives.empty() && binds) {
            clauses.must.push_back(joined);
        } else {
            alternatives.push_back(joined);
            clauses.should.push_back(any_of(alternatives));
        }
    }

    static void merge(Clauses& into, Clauses from) {
        const auto append = [](auto& to, auto& what) {
            to.insert(to.end(), what.begin(), what.end());
        };
        append(into.must, from.must);
        append(into.should, from.should);
        append(into.stops, from.stops);
        append(into.must_not, from.must_not);
        append(into.filters, from.filters);
    }

    Clauses parse_operand() {
        const std::size_t index = at_++;
        const Lexeme& lexeme = (*lexemes_)[index];
        if (lexeme.kind == Kind::open) {
            const Clauses inside = parse_group();
            if (at_ < lexemes_->size()) ++at_;  // its close
            Clauses group;
            if (inside.is_empty()) return group;
            (inside.must.empty() ? group.should : group.must).push_back(inside.query());
            return group;
        }
        if (!lexeme.field.empty()) return signed_by(lexeme, field(lexeme));
        if (lexeme.kind == Kind::phrase) return signed_by(lexeme, phrase(lexeme.text));
        if (lexeme.kind == Kind::wildcard) return signed_by(lexeme, wildcard(lexeme.text));
        return signed_by(lexeme, words(lexeme, index));
    }

    // `+` makes a clause bind, `-` leaves out what matches it.
    Clauses signed_by(const Lexeme& lexeme, Clauses clauses) {
        if (lexeme.sign == 0 || clauses.is_empty()) return clauses;
        Clauses result;
        if (lexeme.sign == '-') {
            result.must_not.push_back(clauses.query());
        } else if (clauses.must.empty() && clauses.filters.empty()) {
            clauses.should.insert(clauses.should.end(), clauses.stops.begin(), clauses.stops.end());
            result.must = clauses.should;
        } else {
            return clauses;
        }
        return result;
    }

    Clauses words(const Lexeme& lexeme, std::size_t index) {
        Clauses clauses;
        const std::vector<Token> tokens = tokenizer_.tokens(lexeme.text);
        for (std::size_t i = 0; i < tokens.size() && query_.words.size() < most_words; ++i) {
            const Token& token = tokens[i];
            QueryWord word{token.written, {}, weight_of(token), token.stop, facets_of(token)};
            if (!token.stop && lexeme.sign != '-') {
                const bool unfinished = index == last_word_ && i + 1 == tokens.size();
                add_guesses(word, token, unfinished);
            }
            if (lexeme.sign == 0) add_synonyms(word, {index, i});
            for (const Facet& facet : word.facets) {
                for (const Variant& variant : facet.variants) {
                    word.terms.insert(word.terms.end(), variant.terms.begin(), variant.terms.end());
                }
            }
            const Xapian::Query query = query_of(word, lexeme.sign == '+');
            (token.stop ? clauses.stops : clauses.should).push_back(query);
            if (lexeme.sign != '-') query_.words.push_back(std::move(word));
        }
        return clauses;
    }

    static double weight_of(const Token& token) {
        if (token.stop) return stop_weight;
        const bool letter = token.terms.size() == 1 && token.written.size() == 1 &&
                            token.terms.front().kind == TermKind::word;
        return letter ? letter_weight : 1;
    }

    static std::vector<Facet> facets_of(const Token& token) {
        std::vector<Facet> facets;
        for (const Term& term : token.terms) {
            const double weight = facets.empty()                ? 1
                                  : term.kind == TermKind::part ? part_weight
                                                                : tail_weight;
            facets.push_back({weight, {{{make_term("", term.text)}, 1}}});
        }
        return facets;
    }

    // What a word may stand for that is unfinished, or that the notes don't know.
    void add_guesses(QueryWord& word, const Token& token, bool unfinished) {
        const bool known = std::ranges::any_of(word.facets, [&](const Facet& facet) {
            return vocabulary_.has_term(facet.variants.front().terms.front());
        });
        const TermKind kind = token.terms.front().kind;
        if (kind != TermKind::word && kind != TermKind::whole) return;
        std::vector<std::string> completions;
        if (unfinished && (options_.prefix || !known)) {
            completions = vocabulary_.completions(token.written, most_completions);
            add_variants(word, completions, completion_weight);
        }
        if (known || !completions.empty() || !options_.spelling) return;
        const auto corrections = vocabulary_.corrections(token.written, most_corrections);
        add_variants(word, corrections, correction_weight);
        if (corrections.empty()) return;
        query_.corrections.emplace_back(token.written, corrections.front());
    }

    void add_variants(QueryWord& word, const std::vector<std::string>& guesses,
                      double weight) const {
        for (const std::string& guess : guesses) {
            add_variant(word, {{make_term("", vocabulary_.term_of(guess))}, weight});
        }
    }

    static void add_variant(QueryWord& word, Variant variant) {
        std::vector<Variant>& variants = word.facets.front().variants;
        const auto same = [&](const Variant& other) { return other.terms == variant.terms; };
        if (std::ranges::none_of(variants, same)) variants.push_back(std::move(variant));
    }

    // A token by its place among the lexemes.
    struct TokenPlace {
        std::size_t lexeme = 0;
        std::size_t token = 0;

        auto operator<=>(const TokenPlace&) const = default;
    };

    // Looks up what stands for each word, and each two and three in a row, of those that are plain.
    // Where a phrase stands for something its words don't for themselves.
    void find_synonyms() {
        std::vector<TokenPlace> places;
        std::vector<std::string> terms;
        for (std::size_t i = 0; i < lexemes_->size(); ++i) {
            const Lexeme& lexeme = (*lexemes_)[i];
            const bool plain =
                lexeme.kind == Kind::word && lexeme.sign == 0 && lexeme.field.empty();
            if (!plain) find_synonyms(places, terms);
            const std::vector<Token> tokens = tokenizer_.tokens(plain ? lexeme.text : "");
            for (std::size_t j = 0; j < tokens.size(); ++j) {
                places.push_back({i, j});
                terms.push_back(tokens[j].terms.front().text);
            }
        }
        find_synonyms(places, terms);
    }

    // The same for one run of words, which is used up.
    void find_synonyms(std::vector<TokenPlace>& places, std::vector<std::string>& terms) {
        constexpr std::size_t longest_phrase = 3;
        std::vector<bool> taken(terms.size(), false);
        for (std::size_t length = longest_phrase; length > 0; --length) {
            for (std::size_t i = 0; i + length <= terms.size(); ++i) {
                if (taken[i] || taken[i + length - 1]) continue;
                std::string key = terms[i];
                for (std::size_t j = 1; j < length; ++j) key += " " + terms[i + j];
                const std::vector<std::string> others = vocabulary_.synonyms(key);
                for (std::size_t j = i; !others.empty() && j < i + length; ++j) {
                    synonyms_[places[j]] = others;
                    taken[j] = true;
                }
            }
        }
        places.clear();
        terms.clear();
    }

    void add_synonyms(QueryWord& word, TokenPlace place) const {
        const auto found = synonyms_.find(place);
        if (found == synonyms_.end() || word.stop) return;
        for (const std::string& synonym : found->second) {
            Variant variant{{}, synonym_weight};
            for (std::size_t at = 0; at <= synonym.size();) {
                const std::size_t end = std::min(synonym.find(' ', at), synonym.size());
                variant.terms.push_back(make_term("", synonym.substr(at, end - at)));
                at = end + 1;
            }
            add_variant(word, std::move(variant));
        }
    }

    // A word as Xapian looks for it. Of an identifier any part will do where it only ranks; where
    // it has to match, the whole or all of the parts.
    static Xapian::Query query_of(const QueryWord& word, bool binds) {
        std::vector<Xapian::Query> wholes;
        std::vector<Xapian::Query> parts;
        for (const Facet& facet : word.facets) {
            const bool part = facet.weight == part_weight && word.facets.size() > 1;
            (part ? parts : wholes)
                .push_back(scaled(query_of(facet), part && binds ? 1 : facet.weight));
        }
        if (binds && !parts.empty()) {
            wholes.push_back(scaled(all_of(parts), part_weight));
        } else {
            wholes.insert(wholes.end(), parts.begin(), parts.end());
        }
        return scaled(any_of(wholes), word.weight);
    }

    static Xapian::Query query_of(const Facet& facet) {
        std::vector<std::string> single;
        std::vector<Xapian::Query> queries;
        for (const Variant& variant : facet.variants) {
            if (variant.terms.size() == 1) {
                single.push_back(variant.terms.front());
            } else {
                queries.push_back(
                    scaled(Xapian::Query(Op::OP_AND, variant.terms.begin(), variant.terms.end()),
                           variant.weight / 2));
            }
        }
        queries.push_back(single.size() == 1 ? Xapian::Query(single.front()) : synonym(single));
        return any_of(queries);
    }

    // Words that stand together, in this order. Of an identifier its words, where it has any.
    Clauses phrase(const std::string& text) {
        std::vector<std::string> terms;
        int first = 0;
        int last = 0;
        for (const Token& token : tokenizer_.tokens(text)) {
            const bool has_parts = std::ranges::any_of(
                token.terms, [](const Term& term) { return term.kind == TermKind::part; });
            QueryWord word{token.written, {}, weight_of(token), token.stop};
            for (const Term& term : token.terms) {
                if (has_parts ? term.kind != TermKind::part : &term != &token.terms.front())
                    continue;
                if (terms.empty()) first = token.position + term.offset;
                last = token.position + term.offset;
                terms.push_back(make_term("", term.text));
                word.terms.push_back(terms.back());
                word.facets.push_back({1, {{{terms.back()}, 1}}});
            }
            query_.words.push_back(std::move(word));
        }
        Clauses clauses;
        if (terms.empty()) return clauses;
        const auto window = static_cast<Xapian::termcount>(last - first + 1);
        clauses.must.push_back(
            terms.size() == 1 ? Xapian::Query(terms.front())
                              : Xapian::Query(Op::OP_PHRASE, terms.begin(), terms.end(), window));
        return clauses;
    }

    Clauses wildcard(const std::string& start) {
        Clauses clauses;
        const std::string folded = fold(start);
        QueryWord word{folded + "*", {}, 1, false};
        if (++wildcards_ <= most_wildcards && expansions_ < most_expansions) {
            for (const std::string& found :
                 vocabulary_.completions(folded, most_expansions - expansions_)) {
                ++expansions_;
                word.terms.push_back(make_term("", vocabulary_.term_of(found)));
            }
        }
        // A wildcard of nothing known still asks for something: the word itself.
        if (word.terms.empty()) word.terms.push_back(make_term("", tokenizer_.stem(folded)));
        clauses.should.push_back(synonym(word.terms));
        word.facets.push_back({});
        for (const std::string& term : word.terms) {
            word.facets.front().variants.push_back({{term}, completion_weight});
        }
        query_.words.push_back(std::move(word));
        return clauses;
    }

    Clauses field(const Lexeme& lexeme) {
        Clauses clauses;
        if (lexeme.field == "title") {
            for (const Token& token : tokenizer_.tokens(lexeme.text)) {
                const Term& term = token.terms.front();
                clauses.filters.emplace_back(make_term(prefix::title, term.text));
                clauses.must.emplace_back(make_term("", term.text));
                const std::string text = make_term("", term.text);
                query_.words.push_back({token.written, {text}, 1, false, {{1, {{{text}, 1}}}}});
            }
            return clauses;
        }
        const Xapian::Query filter = filter_of(lexeme);
        // What is nowhere matches nothing, rather than everything.
        clauses.filters.push_back(filter.empty() ? Xapian::Query(std::string(prefix::id)) : filter);
        return clauses;
    }

    Xapian::Query filter_of(const Lexeme& lexeme) const {
        if (lexeme.field == "group") return group_filter(database_, lexeme.text);
        if (lexeme.field == "path") return path_filter(lexeme.text);
        if (lexeme.field == "lang") {
            return Xapian::Query(make_term(prefix::language, code_language(lexeme.text)));
        }
        if (lexeme.field == "tag") {
            return Xapian::Query(make_term(prefix::tag, exact_form(lexeme.text)));
        }
        return Xapian::Query(make_term(prefix::kind, lower(lexeme.text)));
    }

    // Folders and files whose path ends in what was typed, at a slash; a suffix may be left out.
    Xapian::Query path_filter(std::string typed) const {
        while (typed.ends_with('/')) typed.pop_back();
        while (typed.starts_with('/') || typed.starts_with("./"))
            typed.erase(0, typed.find('/') + 1);
        std::vector<Xapian::Query> paths;
        const std::string prefix(prefix::path);
        for (auto it = database_.allterms_begin(prefix); it != database_.allterms_end(prefix);
             ++it) {
            const std::string term = *it;
            const std::string_view path = std::string_view(term).substr(prefix.size());
            const std::size_t dot = path.find('.', path.rfind('/') + 1);
            if (ends_at_slash(path, typed) || ends_at_slash(path.substr(0, dot), typed)) {
                paths.emplace_back(term);
            }
        }
        return any_of(paths);
    }

    static bool ends_at_slash(std::string_view path, std::string_view end) {
        return path.ends_with(end) &&
               (path.size() == end.size() || path[path.size() - end.size() - 1] == '/');
    }

    const Vocabulary& vocabulary_;
    const Xapian::Database& database_;
    const Tokenizer& tokenizer_;
    const ParseOptions& options_;
    const std::vector<Lexeme>* lexemes_ = nullptr;
    std::size_t at_ = 0;
    std::size_t last_word_ = 0;
    std::size_t wildcards_ = 0;
    std::size_t expansions_ = 0;
    std::map<TokenPlace, std::vector<std::string>> synonyms_;
    Query query_;
};

bool is_plain(const std::vector<Lexeme>& lexemes) {
    return std::ranges::all_of(lexemes, [](const Lexeme& lexeme) {
        return lexeme.kind == Lexeme::Kind::word && lexeme.sign == 0 && lexeme.field.empty();
    });
}

}  // namespace

Query parse(std::string_view text, const Vocabulary& vocabulary, const Tokenizer& tokenizer,
            const ParseOptions& options) {
    const bool truncated = text.size() > longest_query;
    text = text.substr(0, longest_query);
    const bool ends_in_space = !text.empty() && (text.back() == ' ' || text.back() == '\t');
    const auto lexemes = lex(text);
    std::optional<Query> query;
    if (lexemes) {
        query = Parser(vocabulary, tokenizer, options).parse(*lexemes, ends_in_space);
    }
    if (!query)
        query = Parser(vocabulary, tokenizer, options).parse(lex_plain(text), ends_in_space);
    if (!lexemes || is_plain(*lexemes)) query->exact = exact_form(text);
    query->truncated = truncated || query->words.size() >= most_words;
    return *query;
}

Xapian::Query group_filter(const Xapian::Database& database, std::string_view name) {
    const std::string wanted = exact_form(name);
    const std::string whole = make_term(prefix::group, wanted);
    if (database.term_exists(whole)) return Xapian::Query(whole);
    std::vector<Xapian::Query> groups;
    const std::string prefix(prefix::group);
    for (auto it = database.allterms_begin(prefix); it != database.allterms_end(prefix); ++it) {
        const std::string padded = " " + (*it).substr(prefix.size()) + " ";
        if (padded.find(" " + wanted) != std::string::npos) groups.emplace_back(*it);
    }
    return any_of(groups);
}

}  // namespace crib
