#include "query/language/parse.h"

#include <algorithm>
#include <optional>
#include <set>
#include <unordered_set>
#include <utility>

#include <fmt/format.h>

#include "indexer/index/schema.h"
#include "indexer/note/code_language.h"
#include "indexer/text/unicode.h"
#include "query/language/lexer.h"
#include "query/language/phrase.h"
#include "query/language/plain_words.h"

namespace crib {
namespace {

using Op = Xapian::Query::op;

constexpr std::size_t longest_query = 8UL * 1024;  // bytes
// So many other words find the best by themselves. Small ones, which are in most documents and take
// the longest to match, count only where these are weighed again.
constexpr std::size_t telling_words = 2;
constexpr std::size_t most_wildcards = 10;
constexpr std::size_t most_expansions = 100;  // of all wildcards together

Xapian::Query any_of(const std::vector<Xapian::Query>& queries) {
    return {Op::OP_OR, queries.begin(), queries.end()};
}

Xapian::Query all_of(const std::vector<Xapian::Query>& queries) {
    return {Op::OP_AND, queries.begin(), queries.end()};
}

// What a list of words and groups comes to: what binds, what ranks, what is left out.
struct Clauses {
    std::vector<Xapian::Query> must;
    std::vector<Xapian::Query> should;
    std::vector<Xapian::Query> stops;  // rank, at most, what the others match
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
        const std::size_t others = must.size() + should.size();
        const bool stops_rank = others < telling_words && (others > 0 || !filters.empty());
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
          tuning_(options.tuning),
          options_(options) {}

    // Nothing where all of it is left out: then all of it is words.
    std::optional<Query> parse(const std::vector<Lexeme>& lexemes, bool ends_in_space) {
        lexemes_ = &lexemes;
        plain_.emplace(lexemes, ends_in_space, vocabulary_, tokenizer_, options_);
        at_ = 0;
        const Clauses clauses = parse_group();
        if (clauses.is_empty() && !clauses.must_not.empty()) return std::nullopt;
        if (!clauses.is_empty()) query_.matching = clauses.query();
        query_.has_fields = std::ranges::any_of(
            lexemes, [](const Lexeme& lexeme) { return lexeme.field.has_value(); });
        query_.corrections = plain_->corrections();
        query_.truncated = query_.truncated || plain_->are_too_many();
        return std::move(query_);
    }

  private:
    using Kind = Lexeme::Kind;

    bool at_end() const { return at_ >= lexemes_->size() || (*lexemes_)[at_].kind == Kind::close; }
    bool is_operator(std::size_t index) const {
        if (index >= lexemes_->size()) return false;
        const Kind kind = (*lexemes_)[index].kind;
        return kind == Kind::op_and || kind == Kind::op_or || kind == Kind::op_not;
    }
    bool is_operand(std::size_t index) const {
        return index < lexemes_->size() && !is_operator(index) &&
               (*lexemes_)[index].kind != Kind::close;
    }
    bool is_kind(std::size_t index, Kind kind) const {
        return index < lexemes_->size() && (*lexemes_)[index].kind == kind;
    }
    bool is_and_not(std::size_t index) const {
        return is_kind(index, Kind::op_and) && is_kind(index + 1, Kind::op_not);
    }
    // An operator counts between two operands only; else it is a word.
    bool joins(std::size_t index) const {
        return is_operator(index) && is_operand(index + (is_and_not(index) ? 2 : 1));
    }
    // Whether AND or NOT joins an operand to another.
    bool is_bound(std::size_t index) const {
        const auto joined_by = [&](std::size_t at) {
            return joins(at) && !is_kind(at, Kind::op_or);
        };
        return joined_by(index + 1) || (index > 0 && joined_by(index - 1));
    }

    Clauses parse_group() {
        Clauses clauses;
        while (!at_end()) parse_chain(clauses);
        return clauses;
    }

    // Operands joined by AND, OR and NOT; most often a single one.
    void parse_chain(Clauses& clauses) {
        const bool is_word = is_operator(at_);  // nothing stands before it that it could join
        Clauses first = parse_operand();
        if (is_word || !joins(at_)) {
            merge(clauses, std::move(first));
            return;
        }
        std::vector<Xapian::Query> alternatives;
        bool binds = false;
        Xapian::Query joined = take_query(first, clauses);
        while (joins(at_)) {
            if (is_and_not(at_)) ++at_;
            const Kind kind = (*lexemes_)[at_++].kind;
            const Xapian::Query next = take_query(parse_operand(), clauses);
            if (next.empty()) continue;  // nothing but punctuation
            if (joined.empty() && kind == Kind::op_not) {
                clauses.must_not.push_back(next);
            } else if (joined.empty()) {
                joined = next;
            } else if (kind == Kind::op_or) {
                alternatives.push_back(joined);
                joined = next;
            } else {
                binds = true;
                joined =
                    Xapian::Query(kind == Kind::op_and ? Op::OP_AND : Op::OP_AND_NOT, joined, next);
            }
        }
        if (joined.empty()) return;
        if (alternatives.empty() && binds) {
            clauses.must.push_back(joined);
        } else {
            alternatives.push_back(joined);
            clauses.should.push_back(any_of(alternatives));
        }
    }

    // What an operand asks for; if it only leaves out, that is left out of the whole.
    static Xapian::Query take_query(const Clauses& operand, Clauses& clauses) {
        if (!operand.is_empty()) return operand.query();
        clauses.must_not.insert(clauses.must_not.end(), operand.must_not.begin(),
                                operand.must_not.end());
        return {};
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
        const bool negated = index > 0 && is_kind(index - 1, Kind::op_not) && joins(index - 1);
        const bool outer = std::exchange(left_out_, left_out_ || negated || lexeme.sign == '-');
        Clauses clauses = lexeme.kind == Kind::open ? group() : operand(lexeme, index);
        left_out_ = outer;
        return clauses;
    }

    Clauses group() {
        const Clauses inside = parse_group();
        if (at_ < lexemes_->size()) ++at_;  // its close
        Clauses group;
        if (inside.is_empty()) {
            group.must_not = inside.must_not;
        } else if (!inside.must.empty() || !inside.filters.empty()) {
            group.must.push_back(inside.query());
        } else {
            (inside.should.empty() ? group.stops : group.should).push_back(inside.query());
        }
        return group;
    }

    Clauses operand(const Lexeme& lexeme, std::size_t index) {
        if (lexeme.field) return signed_by(lexeme, field(lexeme));
        if (lexeme.kind == Kind::phrase) return signed_by(lexeme, phrase(lexeme.text));
        if (lexeme.kind == Kind::wildcard) return signed_by(lexeme, wildcard(lexeme.text));
        return signed_by(lexeme, words(lexeme, index));
    }

    // What is left out neither ranks nor shows what matched.
    void add_word(QueryWord word) {
        if (!left_out_) query_.words.push_back(std::move(word));
    }

    // `+` makes a clause bind, `-` leaves out what matches it.
    static Clauses signed_by(const Lexeme& lexeme, Clauses clauses) {
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
        const bool binds = lexeme.sign != 0 || is_bound(index);
        for (std::size_t i = 0; i < plain_->size(index); ++i) {
            if (plain_->is_weighed_out(index, i)) continue;
            if (query_.words.size() == most_words) {
                query_.truncated = true;
                break;
            }
            QueryWord word = left_out_ ? plain_->read_plain(index, i) : plain_->read(index, i);
            const Xapian::Query query = finding(word, index, i, binds);
            // Of a word that is begun the first letter tells no more than a small word.
            const bool begun = plain_->is_unfinished(index, i) && word.written.size() == 1 &&
                               word.terms.size() > 1;
            (word.stop || begun ? clauses.stops : clauses.should).push_back(query);
            add_word(std::move(word));
        }
        return clauses;
    }

    // What finds a plain word: all that it stands for, unless the word will do.
    Xapian::Query finding(const QueryWord& word, std::size_t lexeme, std::size_t place,
                          bool binds) const {
        if (binds || !plain_->suffices(lexeme, place)) {
            return query_of(word, binds, vocabulary_, tuning_);
        }
        return query_of(plain_->read_plain(lexeme, place), false, vocabulary_, tuning_);
    }

    // Words that stand together, in this order. Of an identifier its words, where it has any.
    Clauses phrase(const std::string& text) {
        std::vector<Term> words;
        std::vector<int> places;
        for (const Token& token : tokenizer_.tokens(text)) {
            for (const Term& term : words_of(token)) {
                words.push_back(term);
                places.push_back(token.position + term.offset);
                std::vector<std::string> terms = vocabulary_.foreign_terms(term.written);
                terms.insert(terms.begin(), make_term("", term.text));
                add_word(word_of(token.written, terms));
            }
        }
        Clauses clauses;
        if (words.empty()) return clauses;
        std::vector<Xapian::Query> languages{phrase_of(words, places, nullptr)};
        for (const Xapian::Stem& stemmer : vocabulary_.foreign_stemmers()) {
            languages.push_back(phrase_of(words, places, &stemmer));
        }
        clauses.must.push_back(any_of(languages));
        return clauses;
    }

    // Words that stand together in notes of one language: that of the tokenizer, or another's.
    Xapian::Query phrase_of(const std::vector<Term>& words, const std::vector<int>& places,
                            const Xapian::Stem* foreign) const {
        Phrase phrase;
        for (const Term& word : words) {
            const bool stemmed = foreign != nullptr && !word.written.empty();
            phrase.terms.push_back(stemmed ? (*foreign)(word.written) : word.text);
        }
        for (const int place : places) phrase.offsets.push_back(place - places.front());
        return phrase_query(phrase, vocabulary_);
    }

    // The terms of a token that stand one behind the other: its parts, else itself.
    static std::vector<Term> words_of(const Token& token) {
        std::vector<Term> words;
        for (const Term& term : token.terms) {
            if (term.kind == TermKind::part) words.push_back(term);
        }
        if (words.empty()) words.push_back(token.terms.front());
        return words;
    }

    Clauses wildcard(const std::string& start) {
        const std::string folded = fold(start);
        std::vector<std::string> terms;
        if (++wildcards_ <= most_wildcards && expansions_ < most_expansions) {
            for (const std::string& found :
                 vocabulary_.completions(folded, most_expansions - expansions_)) {
                ++expansions_;
                const auto own = vocabulary_.terms_of(found);
                terms.insert(terms.end(), own.begin(), own.end());
                const auto foreign = vocabulary_.foreign_terms(found);
                terms.insert(terms.end(), foreign.begin(), foreign.end());
            }
        }
        // A wildcard of nothing known still asks for something: the word itself.
        if (terms.empty()) terms.push_back(make_term("", tokenizer_.stem(folded)));
        QueryWord word = word_of(folded + "*", terms, tuning_.wildcard);
        Clauses clauses;
        clauses.should.push_back(query_of(word, false, vocabulary_, tuning_));
        add_word(std::move(word));
        return clauses;
    }

    Clauses field(const Lexeme& lexeme) {
        Clauses clauses;
        if (lexeme.field == QueryField::title) {
            for (const Token& token : tokenizer_.tokens(lexeme.text)) {
                const Term& word = token.terms.front();
                std::vector<std::string> terms = vocabulary_.foreign_terms(word.written);
                terms.insert(terms.begin(), word.text);
                std::vector<Xapian::Query> titles;
                std::vector<Xapian::Query> anywhere;
                for (std::string& term : terms) {
                    titles.emplace_back(make_term(prefix::title, term));
                    term = make_term("", term);
                    anywhere.emplace_back(term);
                }
                clauses.filters.push_back(any_of(titles));
                clauses.must.push_back(any_of(anywhere));
                add_word(word_of(token.written, terms));
            }
            return clauses;
        }
        const Xapian::Query filter = filter_of(*lexeme.field, lexeme.text);
        // What is nowhere matches nothing, rather than everything.
        clauses.filters.push_back(filter.empty() ? Xapian::Query(std::string(prefix::id)) : filter);
        return clauses;
    }

    Xapian::Query filter_of(QueryField field, const std::string& text) const {
        switch (field) {
            case QueryField::title:
                break;  // ranks, too: see above
            case QueryField::group:
                return group_filter(database_, text);
            case QueryField::path:
                return path_filter(text);
            case QueryField::lang:
                return {make_term(prefix::language, code_language(text))};
            case QueryField::tag:
                return {make_term(prefix::tag, exact_form(text))};
            case QueryField::kind:
                return {make_term(prefix::kind, lower(text))};
        }
        return {};
    }

    // Folders and files whose path ends in what was typed, at a slash; a suffix may be left out.
    Xapian::Query path_filter(std::string typed) const {
        while (typed.ends_with('/')) typed.pop_back();
        while (typed.starts_with('/') || typed.starts_with("./"))
            typed.erase(0, typed.find('/') + 1);
        std::vector<Xapian::Query> paths;
        std::set<std::string> folders;
        const std::string prefix(prefix::path);
        for (auto it = database_.allterms_begin(prefix); it != database_.allterms_end(prefix);
             ++it) {
            const std::string term = *it;
            const std::string_view path = std::string_view(term).substr(prefix.size());
            if (ends_in(path, typed)) paths.emplace_back(note_term(path));
            for (auto slash = path.find('/'); slash != std::string_view::npos;
                 slash = path.find('/', slash + 1))
                if (ends_in(path.substr(0, slash), typed)) folders.emplace(path.substr(0, slash));
        }
        for (const std::string& folder : folders) {
            const auto [first, last] = order_keys_below(folder);
            paths.emplace_back(Xapian::Query::OP_VALUE_RANGE, slot::order, first, last);
        }
        return any_of(paths);
    }

    static bool ends_in(std::string_view path, std::string_view typed) {
        const std::size_t dot = path.find('.', path.rfind('/') + 1);
        return ends_at_slash(path, typed) || ends_at_slash(path.substr(0, dot), typed);
    }

    static bool ends_at_slash(std::string_view path, std::string_view end) {
        return path.ends_with(end) &&
               (path.size() == end.size() || path[path.size() - end.size() - 1] == '/');
    }

    const Vocabulary& vocabulary_;
    const Xapian::Database& database_;
    const Tokenizer& tokenizer_;
    const Tuning& tuning_;
    const ParseOptions& options_;
    const std::vector<Lexeme>* lexemes_ = nullptr;
    std::size_t at_ = 0;
    bool left_out_ = false;  // what is being parsed
    std::size_t wildcards_ = 0;
    std::size_t expansions_ = 0;
    std::optional<PlainWords> plain_;
    Query query_;
};

// What a title has to be to equal a query: the words without the fields beside them. All of it
// where it has anything else.
std::string text_to_equal(std::string_view text, const std::vector<Lexeme>& lexemes) {
    std::string words;
    bool has_fields = false;
    for (const Lexeme& lexeme : lexemes) {
        if (lexeme.field && lexeme.field != QueryField::title && lexeme.sign != '-') {
            has_fields = true;
        } else if (lexeme.kind == Lexeme::Kind::word && !lexeme.field && lexeme.sign == 0) {
            words += words.empty() ? "" : " ";
            words += lexeme.text;
        } else {
            return std::string(text);
        }
    }
    return has_fields ? words : std::string(text);
}

// Whether each word of `wanted` begins a word of `padded`, in which a space stands before each.
bool has_words(const std::string& padded, const std::string& wanted) {
    for (std::size_t at = 0; at < wanted.size();) {
        const std::size_t end = std::min(wanted.find(' ', at), wanted.size());
        if (padded.find(fmt::format(" {}", wanted.substr(at, end - at))) == std::string::npos) {
            return false;
        }
        at = end + 1;
    }
    return true;
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
    query->exact = exact_form(lexemes ? text_to_equal(text, *lexemes) : text);
    query->truncated = query->truncated || truncated;
    return *query;
}

Xapian::Query group_filter(const Xapian::Database& database, std::string_view name) {
    const std::string wanted = exact_form(name);
    if (wanted.empty()) return {};
    const std::string whole = make_term(prefix::group, wanted);
    if (database.term_exists(whole)) return {whole};
    std::vector<Xapian::Query> groups;
    const std::string prefix(prefix::group);
    for (auto it = database.allterms_begin(prefix); it != database.allterms_end(prefix); ++it) {
        const std::string padded = fmt::format(" {}", (*it).substr(prefix.size()));
        if (has_words(padded, wanted)) groups.emplace_back(*it);
    }
    return any_of(groups);
}

}  // namespace crib
