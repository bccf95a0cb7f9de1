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
          unfinished_(options.prefix && !ends_in_space ? last_piece(tree) : nullptr),
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
                return *node.field == QueryField::title
                           ? title(node.text, &node == unfinished_)
                           : field(*node.field, node.text, &node == unfinished_);
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

    // Words that stand together in this order.
    Clauses phrase(const std::string& text) {
        Phrase phrase;
        for (const Token& token : tokenizer_.tokens(text)) {
            phrase.words.push_back(ways_of(token));
            add_word(word_of(token.written, phrase.words.back()));
        }
        Clauses clauses;
        if (!phrase.words.empty()) clauses.must.push_back(phrase_query(phrase, vocabulary_));
        return clauses;
    }

    // How notes may write a token: as one word, or an identifier as its parts. Each may have other
    // stems in notes of another language.
    Phrase::Ways ways_of(const Token& token) const {
        Phrase::Ways ways;
        const auto add = [&](Phrase::Row row) {
            if (std::ranges::find(ways, row) == ways.end()) ways.push_back(std::move(row));
        };
        std::vector<Term> parts;
        for (const Term& term : token.terms) {
            if (term.kind == TermKind::part) parts.push_back(term);
        }
        const Term& first = token.terms.front();
        if (parts.empty()) parts.push_back(first);
        if (first.kind == TermKind::whole) add({first.text});
        add(row_of(parts, nullptr));
        for (const Xapian::Stem& stemmer : vocabulary_.foreign_stemmers()) {
            add(row_of(parts, &stemmer));
        }
        const std::string other = vocabulary_.written_otherwise(token);
        if (!other.empty()) add({other});
        return ways;
    }

    // A word of a phrase as it ranks: any of its ways counts as the word itself.
    static QueryWord word_of(const std::string& written, const Phrase::Ways& ways) {
        QueryWord word{written, {}, 1, false, {Facet{}}};
        for (const Phrase::Row& row : ways) {
            Variant variant;
            for (const std::string& term : row) variant.terms.push_back(make_term("", term));
            word.terms.insert(word.terms.end(), variant.terms.begin(), variant.terms.end());
            word.facets.front().variants.push_back(std::move(variant));
        }
        return word;
    }

    // Words in notes of one language: the tokenizer's, or that of the stemmer `foreign`.
    static Phrase::Row row_of(const std::vector<Term>& words, const Xapian::Stem* foreign) {
        Phrase::Row row;
        for (const Term& word : words) {
            const bool stemmed = foreign != nullptr && !word.written.empty();
            row.push_back(stemmed ? (*foreign)(word.written) : word.text);
        }
        return row;
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
        QueryWord word = crib::word_of(folded + "*", terms, tuning_.wildcard);
        Clauses clauses;
        clauses.should.push_back(query_of(word, false, vocabulary_, tuning_));
        add_word(std::move(word));
        return clauses;
    }

    Clauses title(const std::string& text, bool unfinished) {
        Clauses clauses;
        const std::vector<Token> tokens = tokenizer_.tokens(text);
        for (const Token& token : tokens) {
            std::vector<std::string> terms =
                title_terms(token, unfinished && &token == &tokens.back());
            std::vector<Xapian::Query> titles;
            std::vector<Xapian::Query> anywhere;
            for (std::string& term : terms) {
                titles.emplace_back(make_term(prefix::title, term));
                term = make_term("", term);
                anywhere.emplace_back(term);
            }
            clauses.filters.push_back(any_of(titles));
            clauses.must.push_back(any_of(anywhere));
            add_word(crib::word_of(token.written, terms));
        }
        return clauses;
    }

    // The terms by which a title holds a word, or one that begins so.
    std::vector<std::string> title_terms(const Token& token, bool unfinished) const {
        const Term& word = token.terms.front();
        std::vector<std::string> terms = {word.text};
        const auto add = [&](const std::vector<std::string>& more) {
            terms.insert(terms.end(), more.begin(), more.end());
        };
        add(vocabulary_.foreign_terms(word.written));
        if (const std::string other = vocabulary_.written_otherwise(token); !other.empty()) {
            terms.push_back(other);
        }
        if (!unfinished) return terms;
        for (const std::string& begun : vocabulary_.completions(token.written, most_expansions)) {
            add(vocabulary_.terms_of(begun));
            add(vocabulary_.foreign_terms(begun));
        }
        return terms;
    }

    Clauses field(QueryField field, const std::string& text, bool unfinished) const {
        const Xapian::Query filter = field_filter(field, text, unfinished, vocabulary_.database());
        Clauses clauses;
        // An empty filter would match everything, so this uses a term that no document has.
        clauses.filters.push_back(filter.empty() ? Xapian::Query(std::string(prefix::id)) : filter);
        return clauses;
    }

    const Vocabulary& vocabulary_;
    const Tokenizer& tokenizer_;
    const Tuning& tuning_;
    const QueryNode* unfinished_;  // the piece that a person may be typing
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
