#include "query/language/query_tree.h"

#include <algorithm>

#include <fmt/format.h>

#include "indexer/text/screen.h"

namespace crib {
namespace {

using Kind = QueryNode::Kind;

QueryOperator operator_of(Lexeme::Kind kind) {
    switch (kind) {
        case Lexeme::Kind::op_and:
            return QueryOperator::op_and;
        case Lexeme::Kind::op_or:
            return QueryOperator::op_or;
        case Lexeme::Kind::op_not:
            return QueryOperator::op_not;
        default:
            return QueryOperator::none;
    }
}

std::string_view name_of(QueryOperator joins) {
    switch (joins) {
        case QueryOperator::none:
            return "";
        case QueryOperator::op_and:
            return "AND";
        case QueryOperator::op_or:
            return "OR";
        case QueryOperator::op_not:
            return "NOT";
    }
    return "";
}

Kind kind_of(const Lexeme& lexeme) {
    if (lexeme.field) return Kind::field;
    if (lexeme.kind == Lexeme::Kind::phrase) return Kind::phrase;
    if (lexeme.kind == Lexeme::Kind::wildcard) return Kind::wildcard;
    return Kind::word;
}

std::string label_of(const QueryNode& node) {
    const std::string sign = node.sign == 0 ? "" : std::string(1, node.sign);
    switch (node.kind) {
        case Kind::word:
            return fmt::format("word {}{}", sign, node.text);
        case Kind::phrase:
            return fmt::format("phrase {}\"{}\"", sign, node.text);
        case Kind::wildcard:
            return fmt::format("wildcard {}{}*", sign, node.text);
        case Kind::field:
            return fmt::format("field {}{}:{}", sign, name_of(*node.field), node.text);
        case Kind::group:
            return "group";
        case Kind::chain:
            return "chain";
        case Kind::stray:
            return fmt::format("{} joins nothing", name_of(node.before));
    }
    return "";
}

class Outline {
  public:
    void add(const QueryTree& nodes, std::size_t depth, bool are_joined) {
        for (const QueryNode& node : nodes) {
            const bool joined = are_joined && &node != &nodes.front();
            add(node, depth, joined);
        }
    }

    std::string take() { return std::move(text_); }

  private:
    void add(const QueryNode& node, std::size_t depth, bool joined) {
        const std::string_view before = name_of(node.before);
        if (node.kind == Kind::stray || before.empty()) {
            add_line(depth, label_of(node));
        } else if (joined) {
            add_line(depth, fmt::format("{} {}", before, label_of(node)));
        } else {
            add_line(depth, fmt::format("{} joins nothing", before));
            add_line(depth, label_of(node));
        }
        add(node.inside, depth + 1, node.kind == Kind::chain);
    }

    void add_line(std::size_t depth, const std::string& label) {
        text_ += fmt::format("{}{}\n", std::string(2 * depth, ' '), one_line(label));
    }

    std::string text_;
};

}  // namespace

bool Parser::is_operator(std::size_t index) const {
    return index < lexemes_.size() && operator_of(lexemes_[index].kind) != QueryOperator::none;
}

bool Parser::is_operand(std::size_t index) const {
    return index < lexemes_.size() && !is_operator(index) &&
           lexemes_[index].kind != Lexeme::Kind::close;
}

// The operator at this place if an operand follows it, else none. Takes nothing else.
QueryOperator Parser::take_operator() {
    if (!is_operator(at_)) return QueryOperator::none;
    const bool and_not = lexemes_[at_].kind == Lexeme::Kind::op_and && is_operator(at_ + 1) &&
                         lexemes_[at_ + 1].kind == Lexeme::Kind::op_not;
    const std::size_t last = and_not ? at_ + 1 : at_;
    if (!is_operand(last + 1)) return QueryOperator::none;
    at_ = last + 1;
    return operator_of(lexemes_[last].kind);
}

QueryTree Parser::tree() {
    QueryTree nodes;
    while (at_ < lexemes_.size() && lexemes_[at_].kind != Lexeme::Kind::close) {
        nodes.push_back(take_chain());
    }
    return nodes;
}

QueryNode Parser::take_chain() {
    const QueryOperator before = take_operator();
    if (is_operator(at_)) {
        QueryNode stray;
        stray.kind = Kind::stray;
        stray.before = operator_of(lexemes_[at_++].kind);
        return stray;
    }
    QueryNode first = take_operand();
    first.before = before;
    QueryNode chain;
    chain.kind = Kind::chain;
    chain.inside.push_back(std::move(first));
    for (;;) {
        const QueryOperator joins = take_operator();
        if (joins == QueryOperator::none) break;
        QueryNode next = take_operand();
        next.before = joins;
        chain.inside.push_back(std::move(next));
    }
    if (chain.inside.size() > 1) return chain;
    QueryNode single = std::move(chain.inside.front());
    return single;
}

QueryNode Parser::take_operand() {
    const Lexeme& lexeme = lexemes_[at_++];
    QueryNode node;
    if (lexeme.kind == Lexeme::Kind::open) {
        node.kind = Kind::group;
        node.inside = tree();
        if (at_ < lexemes_.size()) ++at_;  // its close
        return node;
    }
    node.kind = kind_of(lexeme);
    node.sign = lexeme.sign;
    node.field = lexeme.field;
    node.text = lexeme.text;
    return node;
}

QueryTree parse_tree(std::string_view query) {
    const auto lexemes = lex(query);
    return lexemes ? Parser(*lexemes).tree() : parse_plain(query);
}

QueryTree parse_plain(std::string_view query) {
    const std::vector<Lexeme> lexemes = lex_plain(query);
    return Parser(lexemes).tree();
}

const QueryNode* last_piece(const QueryTree& tree) {
    if (tree.empty()) return nullptr;
    const QueryNode& last = tree.back();
    return last.kind == Kind::chain ? last_piece(last.inside) : &last;
}

bool has_fields(const QueryTree& tree) {
    return std::ranges::any_of(
        tree, [](const QueryNode& node) { return node.field || has_fields(node.inside); });
}

std::string outline(const QueryTree& tree) {
    Outline outline;
    outline.add(tree, 1, false);
    return outline.take();
}

}  // namespace crib
