#include "query/language/query_tree.h"

#include <string>
#include <string_view>
#include <vector>

#include "tests/catch.h"

using crib::outline;
using crib::QueryField;
using crib::QueryNode;
using crib::QueryOperator;
using crib::QueryTree;

template <>
struct Catch::StringMaker<QueryTree> {
    static std::string convert(const QueryTree& tree) { return "\n" + outline(tree); }
};

namespace {

QueryTree tree(std::string_view query) { return crib::parse_tree(query); }

using Kind = QueryNode::Kind;

QueryNode leaf(Kind kind, const std::string& text) {
    return {kind, QueryOperator::none, 0, {}, text, {}};
}
QueryNode word(const std::string& text) { return leaf(Kind::word, text); }
QueryNode phrase(const std::string& text) { return leaf(Kind::phrase, text); }
QueryNode wildcard(const std::string& text) { return leaf(Kind::wildcard, text); }
QueryNode field(QueryField field, const std::string& text) {
    return {Kind::field, QueryOperator::none, 0, field, text, {}};
}
QueryNode group(const QueryTree& inside) {
    return {Kind::group, QueryOperator::none, 0, {}, "", inside};
}
QueryNode chain(const QueryTree& operands) {
    return {Kind::chain, QueryOperator::none, 0, {}, "", operands};
}
QueryNode stray(QueryOperator joins) { return {Kind::stray, joins, 0, {}, "", {}}; }

QueryNode plus(QueryNode node) {
    node.sign = '+';
    return node;
}
QueryNode minus(QueryNode node) {
    node.sign = '-';
    return node;
}
QueryNode and_(QueryNode node) {
    node.before = QueryOperator::op_and;
    return node;
}
QueryNode or_(QueryNode node) {
    node.before = QueryOperator::op_or;
    return node;
}
QueryNode not_(QueryNode node) {
    node.before = QueryOperator::op_not;
    return node;
}

std::string repeated(const std::string& text, int times) {
    std::string result;
    for (int i = 0; i < times; ++i) result += text;
    return result;
}

}  // namespace

TEST_CASE("a query of words has a node for each word") {
    CHECK(tree("").empty());
    CHECK(tree(" \t").empty());
    CHECK(tree("How do you copy a list?") ==
          QueryTree{word("How"), word("do"), word("you"), word("copy"), word("a"), word("list?")});
    CHECK(tree("lru_cache [[]] * n :=") ==
          QueryTree{word("lru_cache"), word("[[]]"), word("*"), word("n"), word(":=")});
}

TEST_CASE("what stands in quotes is one node, and no operator") {
    CHECK(tree("\"event loop\" lock") == QueryTree{phrase("event loop"), word("lock")});
    CHECK(tree("\"a AND (b\"") == QueryTree{phrase("a AND (b")});
    CHECK(tree("\"-a b* tag:c\"") == QueryTree{phrase("-a b* tag:c")});
    CHECK(tree("\"event loop") == QueryTree{word("\"event"), word("loop")});
}

TEST_CASE("a sign is part of its node") {
    CHECK(tree("+lock -thread") == QueryTree{plus(word("lock")), minus(word("thread"))});
    CHECK(tree("-\"event loop\" +dec* -tag:old") ==
          QueryTree{minus(phrase("event loop")), plus(wildcard("dec")),
                    minus(field(QueryField::tag, "old"))});
    CHECK(tree("--no-edit well-known -1 ->") ==
          QueryTree{word("--no-edit"), word("well-known"), word("-1"), word("->")});
    CHECK(tree("-(a)") == QueryTree{word("-(a)")});
}

TEST_CASE("a wildcard has at least two letters before the star") {
    CHECK(tree("de*") == QueryTree{wildcard("de")});
    CHECK(tree("d* *args **") == QueryTree{word("d*"), word("*args"), word("**")});
}

TEST_CASE("only fields of the table are fields") {
    CHECK(tree("title:copy") == QueryTree{field(QueryField::title, "copy")});
    CHECK(tree("group:\"data types\"") == QueryTree{field(QueryField::group, "data types")});
    CHECK(tree("path:a/b.md") == QueryTree{field(QueryField::path, "a/b.md")});
    CHECK(tree("lang:c") == QueryTree{field(QueryField::lang, "c")});
    CHECK(tree("tag:x*") == QueryTree{field(QueryField::tag, "x*")});
    CHECK(tree("kind:question") == QueryTree{field(QueryField::kind, "question")});
    CHECK(tree("author:me std::move http://x Title:a") ==
          QueryTree{word("author:me"), word("std::move"), word("http://x"), word("Title:a")});
    CHECK(tree("title: copy") == QueryTree{word("title:"), word("copy")});
}

TEST_CASE("each example of the table of fields is that field") {
    for (const crib::QueryFieldRow& row : crib::query_fields) {
        const QueryTree nodes = tree(row.example);
        REQUIRE(nodes.size() == 1);
        CHECK(nodes.front().field == row.id);
        CHECK_FALSE(row.help.empty());
    }
}

TEST_CASE("AND, OR and NOT join operands to a chain") {
    CHECK(tree("a AND b") == QueryTree{chain({word("a"), and_(word("b"))})});
    CHECK(tree("a OR b AND c NOT d") ==
          QueryTree{chain({word("a"), or_(word("b")), and_(word("c")), not_(word("d"))})});
    CHECK(tree("a AND NOT b") == QueryTree{chain({word("a"), not_(word("b"))})});
    CHECK(tree("x a OR \"b\" y") ==
          QueryTree{word("x"), chain({word("a"), or_(phrase("b"))}), word("y")});
    CHECK(tree("-a AND tag:b") ==
          QueryTree{chain({minus(word("a")), and_(field(QueryField::tag, "b"))})});
}

TEST_CASE("operators are words of the query only in capitals and bare") {
    CHECK(tree("a and b or not") ==
          QueryTree{word("a"), word("and"), word("b"), word("or"), word("not")});
    CHECK(tree("a +AND b") == QueryTree{word("a"), plus(word("AND")), word("b")});
    CHECK(tree("a \"AND\" b") == QueryTree{word("a"), phrase("AND"), word("b")});
}

TEST_CASE("an operator that no operand follows is stray") {
    CHECK(tree("a AND") == QueryTree{word("a"), stray(QueryOperator::op_and)});
    CHECK(tree("NOT") == QueryTree{stray(QueryOperator::op_not)});
    CHECK(tree("(a OR) b") ==
          QueryTree{group({word("a"), stray(QueryOperator::op_or)}), word("b")});
    CHECK(tree("a OR NOT b") == QueryTree{word("a"), stray(QueryOperator::op_or), not_(word("b"))});
}

TEST_CASE("an operator with nothing in front of it joins nothing") {
    CHECK(tree("AND a") == QueryTree{and_(word("a"))});
    CHECK(tree("NOT a AND b") == QueryTree{chain({not_(word("a")), and_(word("b"))})});
    CHECK(tree("a OR OR b") == QueryTree{word("a"), stray(QueryOperator::op_or), or_(word("b"))});
}

TEST_CASE("parentheses make a group") {
    CHECK(tree("(a b)") == QueryTree{group({word("a"), word("b")})});
    CHECK(tree("()") == QueryTree{group({})});
    CHECK(
        tree("lock AND (thread OR process) NOT asyncio") ==
        QueryTree{chain({word("lock"), and_(group({chain({word("thread"), or_(word("process"))})})),
                         not_(word("asyncio"))})});
    CHECK(tree("((a) f(x))") == QueryTree{group({group({word("a")}), word("f(x)")})});
}

TEST_CASE("where parentheses do not match or nest too deeply, all is words") {
    CHECK(tree("(a AND -b") == QueryTree{word("(a"), word("AND"), word("-b")});
    CHECK(tree("print(\"a b\")") == QueryTree{word("print(\"a"), word("b\")")});
    QueryTree nested = {word("a")};
    for (int i = 0; i < 50; ++i) nested = {group(nested)};
    CHECK(tree(repeated("(", 50) + "a" + repeated(")", 50)) == nested);
    const std::string deeper = repeated("(", 51) + "a" + repeated(")", 51);
    CHECK(tree(deeper) == QueryTree{word(deeper)});
}

TEST_CASE("a tree is as long as its query, and is not cut") {
    CHECK(tree(repeated("a ", 4096)).size() == 4096);
    const QueryTree joined = tree("a" + repeated(" AND a", 4095));
    REQUIRE(joined.size() == 1);
    CHECK(joined.front().inside.size() == 4096);
}

TEST_CASE("whether a tree has fields is known at any depth") {
    CHECK(crib::has_fields(tree("tag:a")));
    CHECK(crib::has_fields(tree("a OR (b (-lang:c))")));
    CHECK_FALSE(crib::has_fields(tree("a (b OR \"tag:c\") tag: d")));
}

TEST_CASE("an outline shows a tree") {
    CHECK(outline(tree("lock AND (+thread OR proc*) NOT \"event loop\" tag:a AND")) ==
          "  chain\n"
          "    word lock\n"
          "    AND group\n"
          "      chain\n"
          "        word +thread\n"
          "        OR wildcard proc*\n"
          "    NOT phrase \"event loop\"\n"
          "  field tag:a\n"
          "  AND joins nothing\n");
    CHECK(outline(tree("NOT a\x1b OR b")) ==
          "  chain\n"
          "    NOT joins nothing\n"
          "    word a\\x1B\n"
          "    OR word b\n");
    CHECK(outline({}).empty());
}
