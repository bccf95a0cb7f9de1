#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "query/language/query_field.h"

namespace crib {

// A piece of a query as it was typed.
struct Lexeme {
    enum class Kind { word, phrase, wildcard, open, close, op_and, op_or, op_not };

    Kind kind = Kind::word;
    char sign = 0;                    // '+' or '-' before it
    std::optional<QueryField> field;  // before a colon
    std::string text;                 // without sign, field, quotes and star

    bool operator==(const Lexeme&) const = default;
};

// Cuts a query into its pieces. An operator counts only where it can be nothing else (a sign after
// white space and before a letter, a parenthesis after white space, a field of the table). Nothing
// where parentheses don't match or nest too deeply: all of it is plain words, then.
std::optional<std::vector<Lexeme>> lex(std::string_view query);

// The pieces of a query in which nothing is an operator.
std::vector<Lexeme> lex_plain(std::string_view query);

}  // namespace crib
