#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "query/language/lexer.h"
#include "query/language/query_field.h"

namespace crib {

enum class QueryOperator { none, op_and, op_or, op_not };

// A part of a query as a person typed it. Nothing in it depends on the notes.
struct QueryNode {
    enum class Kind {
        word,      // one or more words of the tokenizer: lru_cache, list[0]
        phrase,    // "event loop"
        wildcard,  // decor*
        field,     // lang:c
        group,     // (thread lock)
        chain,     // operands that operators join
        stray,     // an operator that joins nothing
    };

    Kind kind = Kind::word;
    // The operator in front of it. It joins the node to the one before it in a chain. In front of
    // the first node of a chain, or of a single node, it joins nothing.
    QueryOperator before = QueryOperator::none;
    char sign = 0;                    // '+' or '-', or 0
    std::optional<QueryField> field;  // of a field
    std::string text;                 // without sign, field, quotes and star
    std::vector<QueryNode> inside;    // of a group or a chain

    bool operator==(const QueryNode&) const = default;
};

using QueryTree = std::vector<QueryNode>;

// Lexemes -> tree. Every list of lexemes whose parentheses match has a tree:
//
//   query    = { chain | stray }
//   chain    = [ operator ] operand { operator operand }
//   operand  = "(" query ")" | [ sign ] leaf
//   leaf     = wildcard | [ field ":" ] ( word | phrase )
//   operator = "AND" | "OR" | [ "AND" ] "NOT"
//   stray    = an operator that no operand follows
//   sign     = "+" | "-"
//
// AND and NOT bind more tightly than OR. A chain has at least two operands: a single operand stands
// by itself. The first operator of a chain has nothing in front of it, so it joins nothing, but its
// operand is read as if it did.
class Parser {
  public:
    // The lexemes must outlive the parser.
    explicit Parser(const std::vector<Lexeme>& lexemes) : lexemes_(lexemes) {}

    QueryTree tree();

  private:
    bool is_operator(std::size_t index) const;
    bool is_operand(std::size_t index) const;
    QueryOperator take_operator();
    QueryNode take_chain();
    QueryNode take_operand();

    const std::vector<Lexeme>& lexemes_;
    std::size_t at_ = 0;
};

// The tree of any text. If its parentheses do not match, all of it is words.
QueryTree parse_tree(std::string_view query);
// The tree of a text in which nothing is an operator.
QueryTree parse_plain(std::string_view query);

// The last piece of a query, which a person may still be typing. Null if there is none.
const QueryNode* last_piece(const QueryTree& tree);

// Whether the query names a field, at any depth.
bool has_fields(const QueryTree& tree);

// A line for each node, indented by its depth. The lines are safe for a terminal.
std::string outline(const QueryTree& tree);

}  // namespace crib
