#include "query/language/lexer.h"

#include <random>
#include <string>
#include <vector>

#include "tests/catch.h"

using crib::Lexeme;
using crib::QueryField;

template <>
struct Catch::StringMaker<Lexeme> {
    static std::string convert(const Lexeme& lexeme) {
        static const std::vector<std::string> kinds = {"word",  "phrase", "wildcard", "open",
                                                       "close", "and",    "or",       "not"};
        return kinds[static_cast<std::size_t>(lexeme.kind)] + " " +
               (lexeme.sign == 0 ? "" : std::string(1, lexeme.sign)) +
               (lexeme.field ? std::string(crib::name_of(*lexeme.field)) : "") + ":" + lexeme.text;
    }
};

namespace {

using Kind = Lexeme::Kind;
using Lexemes = std::vector<Lexeme>;

Lexeme word(const std::string& text) { return {Kind::word, 0, {}, text}; }
Lexeme phrase(const std::string& text) { return {Kind::phrase, 0, {}, text}; }
Lexeme wildcard(const std::string& text) { return {Kind::wildcard, 0, {}, text}; }
Lexeme field(QueryField name, const std::string& text) { return {Kind::word, 0, name, text}; }
Lexeme with_sign(char sign, Lexeme lexeme) {
    lexeme.sign = sign;
    return lexeme;
}

const Lexeme opening{Kind::open, 0, {}, ""};
const Lexeme closing{Kind::close, 0, {}, ""};
const Lexeme and_{Kind::op_and, 0, {}, "AND"};
const Lexeme or_{Kind::op_or, 0, {}, "OR"};
const Lexeme not_{Kind::op_not, 0, {}, "NOT"};

// The lexemes of a query whose parentheses match.
Lexemes lex(std::string_view query) {
    const auto lexemes = crib::lex(query);
    REQUIRE(lexemes);
    return *lexemes;
}

std::string repeated(const std::string& text, int times) {
    std::string result;
    for (int i = 0; i < times; ++i) result += text;
    return result;
}

}  // namespace

TEST_CASE("words are parted by white space") {
    CHECK(lex(" what is\ta\nlist? ") ==
          Lexemes{word("what"), word("is"), word("a"), word("list?")});
    CHECK(lex("").empty());
    CHECK(lex(" \t\r\n").empty());
}

TEST_CASE("a text in quotes is a phrase, and not an operator") {
    CHECK(lex("\"copy a list\"") == Lexemes{phrase("copy a list")});
    CHECK(lex("\"a AND (b\" c") == Lexemes{phrase("a AND (b"), word("c")});
    CHECK(lex("\"-x title:y z*\"") == Lexemes{phrase("-x title:y z*")});
}

TEST_CASE("quotes that do not closing, or close within a word, are of the word") {
    CHECK(lex("\"copy a") == Lexemes{word("\"copy"), word("a")});
    CHECK(lex("a \"") == Lexemes{word("a"), word("\"")});
    CHECK(lex("\"a\"b") == Lexemes{word("\"a\"b")});
    CHECK(lex("print(\"x y\")") == Lexemes{word("print(\"x"), word("y\")")});
    CHECK(lex("\"\" x") == Lexemes{word("\"\""), word("x")});
    CHECK(lex("\" \" x") == Lexemes{word("\""), word("\""), word("x")});
}

TEST_CASE("a sign counts before a letter or a quote, after white space") {
    CHECK(lex("+a -b") == Lexemes{with_sign('+', word("a")), with_sign('-', word("b"))});
    CHECK(lex("-été") == Lexemes{with_sign('-', word("été"))});
    CHECK(lex("+\"a b\" -\"c\"") ==
          Lexemes{with_sign('+', phrase("a b")), with_sign('-', phrase("c"))});
    for (const std::string plain :
         {"a-b", "a+b", "C++", "--no-edit", "-1", "+=", "-", "+", "->", "-_x", "+(a"}) {
        CHECK(lex(plain) == Lexemes{word(plain)});
    }
}

TEST_CASE("a star after at least two letters makes a wildcard") {
    CHECK(lex("ab*") == Lexemes{wildcard("ab")});
    CHECK(lex("lru_c* été*") == Lexemes{wildcard("lru_c"), wildcard("été")});
    CHECK(lex("-ab*") == Lexemes{with_sign('-', wildcard("ab"))});
    for (const std::string plain :
         {"*", "**", "a*", "é*", "字*", "*args", "a*b", "f(x)*", "a.b*"}) {
        CHECK(lex(plain) == Lexemes{word(plain)});
    }
}

TEST_CASE("the six fields are known before their colon, and nothing else is") {
    CHECK(lex("title:x") == Lexemes{field(QueryField::title, "x")});
    CHECK(lex("group:x") == Lexemes{field(QueryField::group, "x")});
    CHECK(lex("path:x") == Lexemes{field(QueryField::path, "x")});
    CHECK(lex("lang:x") == Lexemes{field(QueryField::lang, "x")});
    CHECK(lex("tag:x") == Lexemes{field(QueryField::tag, "x")});
    CHECK(lex("kind:x") == Lexemes{field(QueryField::kind, "x")});
    CHECK(lex("-tag:old") == Lexemes{with_sign('-', field(QueryField::tag, "old"))});
    CHECK(lex("path:a/b.md") == Lexemes{field(QueryField::path, "a/b.md")});
    CHECK(lex("group:\"data types\"") ==
          Lexemes{{Kind::phrase, 0, QueryField::group, "data types"}});
    for (const std::string plain : {"title:", "title::x", "std::move", "http://x", "Title:x",
                                    "subtitle:x", "language:x", "a:b"}) {
        CHECK(lex(plain) == Lexemes{word(plain)});
    }
    CHECK(lex("title: x") == Lexemes{word("title:"), word("x")});
}

TEST_CASE("AND, OR and NOT are operators in capitals, bare") {
    CHECK(lex("a AND b") == Lexemes{word("a"), and_, word("b")});
    CHECK(lex("a OR b NOT c") == Lexemes{word("a"), or_, word("b"), not_, word("c")});
    CHECK(lex("a and b or not") ==
          Lexemes{word("a"), word("and"), word("b"), word("or"), word("not")});
    CHECK(lex("+AND ANDy AND,") ==
          Lexemes{with_sign('+', word("AND")), word("ANDy"), word("AND,")});
}

TEST_CASE(
    "a parenthesis opens at the start or after white space, and closes where it ends a word") {
    CHECK(lex("(a b)") == Lexemes{opening, word("a"), word("b"), closing});
    CHECK(lex("a (b OR (c))") ==
          Lexemes{word("a"), opening, word("b"), or_, opening, word("c"), closing, closing});
    CHECK(lex("( a )") == Lexemes{opening, word("a"), closing});
    CHECK(lex("(\"a b\" title:c)") ==
          Lexemes{opening, phrase("a b"), field(QueryField::title, "c"), closing});
    CHECK(lex("(\"a\") b") == Lexemes{opening, phrase("a"), closing, word("b")});
}

TEST_CASE("parentheses of a call are of the word") {
    CHECK(lex("f(x)") == Lexemes{word("f(x)")});
    CHECK(lex("(f(x) g())") == Lexemes{opening, word("f(x)"), word("g()"), closing});
    CHECK(lex("(f(x))") == Lexemes{opening, word("f(x)"), closing});
    CHECK(lex("print(\"x\")") == Lexemes{word("print(\"x\")")});
    CHECK(lex("a) b") == Lexemes{word("a)"), word("b")});
    CHECK(lex(")") == Lexemes{word(")")});
}

TEST_CASE("parentheses that do not match, or nest too deeply, are no operators anywhere") {
    CHECK_FALSE(crib::lex("(a b"));
    CHECK_FALSE(crib::lex("a (b AND (c)"));
    CHECK_FALSE(crib::lex("("));
    CHECK(crib::lex(repeated("(", 50) + "a" + repeated(")", 50)));
    CHECK_FALSE(crib::lex(repeated("(", 51) + "a" + repeated(")", 51)));
    CHECK_FALSE(crib::lex(repeated("(", 1'000'000)));
}

TEST_CASE("in plain words nothing is an operator") {
    CHECK(crib::lex_plain("+a (b AND \"c d\" title:e f*\t") ==
          Lexemes{word("+a"), word("(b"), word("AND"), word("\"c"), word("d\""), word("title:e"),
                  word("f*")});
    CHECK(crib::lex_plain("  ").empty());
}

TEST_CASE("any bytes are cut into pieces that hold something") {
    std::mt19937 random(1234);
    const std::string alphabet = std::string("ab\"()+-*: \t\xC3\xFF", 13) + '\0';
    for (int round = 0; round < 20000; ++round) {
        std::string query(random() % 24, '\0');
        for (char& c : query) c = alphabet[random() % alphabet.size()];
        if (round % 4 == 0) query += " title:\"x\" AND OR NOT";
        int depth = 0;
        const auto lexemes = crib::lex(query);
        for (const Lexeme& lexeme : lexemes ? *lexemes : crib::lex_plain(query)) {
            if (lexeme.kind == Kind::open) ++depth;
            if (lexeme.kind == Kind::close) --depth;
            const bool parenthesis = lexeme.kind == Kind::open || lexeme.kind == Kind::close;
            if (depth < 0 || parenthesis != lexeme.text.empty()) FAIL("round " << round);
        }
        if (depth != 0) FAIL("round " << round);
    }
}
