#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "query/language/query_field.h"

namespace crib {

// A piece of a query as a person typed it.
struct Lexeme {
    enum class Kind { word, phrase, wildcard, open, close, op_and, op_or, op_not };

    Kind kind = Kind::word;
    char sign = 0;                    // '+' or '-', or 0
    std::optional<QueryField> field;  // the field in front of the text
    std::string text;                 // without sign, field, quotes and star

    bool operator==(const Lexeme&) const = default;
};

// Cuts a query into its pieces. An operator counts only if it cannot be anything else: a sign after
// white space and before a letter or quote, a parenthesis after white space, a field of the table.
// Returns nothing if parentheses do not match or nest too deeply. Such a query is all plain words.
std::optional<std::vector<Lexeme>> lex(std::string_view query);

// Cuts a query at white space. Nothing in it is an operator.
std::vector<Lexeme> lex_plain(std::string_view query);

}  // namespace crib
