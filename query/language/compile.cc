#include "query/language/compile.h"

#include <utility>

#include "indexer/index/ids.h"
#include "indexer/index/schema.h"
#include "indexer/text/unicode.h"
#include "query/language/field_filter.h"
#include "query/language/phrase.h"
#include "query/language/plain_words.h"

namespace crib {
namespace {

using Op = Xapian::Query::op;

// With this many other words, a query finds the best answers without its small words. Small words
// are in most documents, so that they take the longest to match. They then count only when the best
// are weighed again.
constexpr std::size_t telling_words = 2;
constexpr std::size_t most_wildcards = 10;
constexpr std::size_t most_expansions = 100;  // for all wildcards together

Xapian::Query any_of(const std::vector<Xapian::Query>& queries) {
    return {Op::OP_OR, queries.begin(), queries.end()};
}

Xapian::Query all_of(const std::vector<Xapian::Query>& queries) {
    return {Op::OP_AND, queries.begin(), queries.end()};
}

// What a part of a query asks for.
struct Clauses {
    std::vector<Xapian::Query> must;
    std::vector<Xapian::Query> should;
    std::vector<Xapian::Query> stops;  // small words; see query()
    std::vector<Xapian::Query> must_not;
    std::vector<Xapian::Query> filters;  // must match, but do not rank

    bool is_empty() const {
        return must.empty() && should.empty() && stops.empty() && filters.empty();
    }

    // Small words match only if there is nothing else. They rank only if there is little else.
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

class Compiler {
  public:
    Compiler(const QueryTree& tree, bool ends_in_space, const Vocabulary& vocabulary,
             const Tokenizer& tokenizer, const ParseOptions& options)
        : vocabulary_(vocabulary),
          tokenizer_(tokenizer),
          tuning_(options.tuning),
          plain_(tree, ends_in_space, vocabulary, tokenizer, options) {}

    std::optional<Query> compile(const QueryTree& tree) {
        const Clauses clauses = all(tree);
        if (clauses.is_empty() && !clauses.must_not.empty()) return std::nullopt;
        if (!clauses.is_empty()) query_.matching = clauses.query();
        query_.corrections = plain_.corrections();
        query_.truncated = query_.truncated || plain_.are_too_many();
        return std::move(query_);
    }

  private:
    using Kind = QueryNode::Kind;

    Clauses all(const QueryTree& nodes) {
        Clauses clauses;
        for (const QueryNode& node : nodes) {
            if (node.kind == Kind::chain) {
                add_chain(node.inside, clauses);
            } else if (node.kind != Kind::stray) {
                merge(clauses, operand(node, false));
            }
        }
        return clauses;
    }

    // Compiles operands that AND, OR and NOT join.
    void add_chain(const QueryTree& operands, Clauses& clauses) {
        std::vector<Xapian::Query> alternatives;
        bool binds = false;
        Xapian::Query joined;
        for (std::size_t i = 0; i < operands.size(); ++i) {
            const bool next_binds = i + 1 < operands.size() && is_binding(operands[i + 1].before);
            const Xapian::Query next = take_query(operand(operands[i], next_binds), clauses);
            const QueryOperator before = i == 0 ? QueryOperator::none : operands[i].before;
            if (next.empty()) continue;  // the operand is only punctuation
            if (joined.empty() && before == QueryOperator::op_not) {
                clauses.must_not.push_back(next);
            } else if (joined.empty()) {
                joined = next;
            } else if (before == QueryOperator::op_or) {
                alternatives.push_back(joined);
                joined = next;
            } else {
                binds = true;
                const Op op = before == QueryOperator::op_and ? Op::OP_AND : Op::OP_AND_NOT;
                joined = Xapian::Query(op, joined, next);
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

    static bool is_binding(QueryOperator joins) {
        return joins == QueryOperator::op_and || joins == QueryOperator::op_not;
    }

    // The query of an operand. If the operand only leaves something out, the whole query leaves it
    // out.
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

    // `next_binds` says that AND or NOT joins the next operand to this one.
    Clauses operand(const QueryNode& node, bool next_binds) {
        const bool negated = node.before == QueryOperator::op_not || node.sign == '-';
        const bool outer = std::exchange(left_out_, left_out_ || negated);
        Clauses clauses = signed_by(node.sign, unsigned_operand(node, next_binds));
        left_out_ = outer;
        return clauses;
    }

    Clauses unsigned_operand(const QueryNode& node, bool next_binds) {
        switch (node.kind) {
            case Kind::word:
                return words(node, next_binds || is_binding(node.before) || node.sign != 0);
            case Kind::phrase:
                return phrase(node.text);
            case Kind::wildcard:
                return wildcard(node.text);
            case Kind::field:
                return *node.field == QueryField::title ? title(node.text)
                                                        : field(*node.field, node.text);
            case Kind::group:
                return group(node.inside);
            case Kind::chain:
            case Kind::stray:
                break;  // they are no operands
        }
        return {};
    }

    Clauses group(const QueryTree& nodes) {
        const Clauses inside = all(nodes);
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

    // A word that is left out does not rank and is not highlighted.
    void add_word(QueryWord word) {
        if (!left_out_) query_.words.push_back(std::move(word));
    }

    // With `+`, an answer must match the clauses. With `-`, it must not.
    static Clauses signed_by(char sign, Clauses clauses) {
        if (sign == 0 || clauses.is_empty()) return clauses;
        Clauses result;
        if (sign == '-') {
            result.must_not.push_back(clauses.query());
        } else if (clauses.must.empty() && clauses.filters.empty()) {
            clauses.should.insert(clauses.should.end(), clauses.stops.begin(), clauses.stops.end());
            result.must = clauses.should;
        } else {
            return clauses;
        }
        return result;
    }

    Clauses words(const QueryNode& node, bool binds) {
        Clauses clauses;
        for (std::size_t i = 0; i < plain_.size(node); ++i) {
            if (plain_.is_weighed_out(node, i)) continue;
            if (query_.words.size() == most_words) {
                query_.truncated = true;
                break;
            }
            QueryWord word = left_out_ ? plain_.read_plain(node, i) : plain_.read(node, i);
            const Xapian::Query query = finding(word, node, i, binds);
            // The first letter of an unfinished word says as little as a small word.
            const bool begun =
                plain_.is_unfinished(node, i) && word.written.size() == 1 && word.terms.size() > 1;
            (word.stop || begun ? clauses.stops : clauses.should).push_back(query);
            add_word(std::move(word));
        }
        return clauses;
    }

    // Finds a plain word by all that it stands for, or only as it was typed if that is enough.
    Xapian::Query finding(const QueryWord& word, const QueryNode& node, std::size_t place,
                          bool binds) const {
        if (binds || !plain_.suffices(node, place)) {
            return query_of(word, binds, vocabulary_, tuning_);
        }
        return query_of(plain_.read_plain(node, place), false, vocabulary_, tuning_);
    }

    // Words that stand together in this order. An identifier counts as its parts.
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

    // The phrase in notes of one language: the tokenizer's, or that of the stemmer `foreign`.
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

    // The terms of a token that stand one after the other: its parts, or the token itself if it has
    // none.
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
        // A wildcard that matches no word of the notes searches for the word in front of the star.
        if (terms.empty()) terms.push_back(make_term("", tokenizer_.stem(folded)));
        QueryWord word = word_of(folded + "*", terms, tuning_.wildcard);
        Clauses clauses;
        clauses.should.push_back(query_of(word, false, vocabulary_, tuning_));
        add_word(std::move(word));
        return clauses;
    }

    Clauses title(const std::string& text) {
        Clauses clauses;
        for (const Token& token : tokenizer_.tokens(text)) {
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

    Clauses field(QueryField field, const std::string& text) const {
        const Xapian::Query filter = field_filter(field, text, vocabulary_.database());
        Clauses clauses;
        // An empty filter would match everything, so this uses a term that no document has.
        clauses.filters.push_back(filter.empty() ? Xapian::Query(std::string(prefix::id)) : filter);
        return clauses;
    }

    const Vocabulary& vocabulary_;
    const Tokenizer& tokenizer_;
    const Tuning& tuning_;
    PlainWords plain_;
    bool left_out_ = false;  // the part being compiled is left out of the answers
    std::size_t wildcards_ = 0;
    std::size_t expansions_ = 0;
    Query query_;
};

}  // namespace

std::optional<Query> compile(const QueryTree& tree, bool ends_in_space,
                             const Vocabulary& vocabulary, const Tokenizer& tokenizer,
                             const ParseOptions& options) {
    return Compiler(tree, ends_in_space, vocabulary, tokenizer, options).compile(tree);
}

}  // namespace crib
