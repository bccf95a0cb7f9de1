#include "query/ranking/explain.h"

#include "tests/catch.h"

using crib::explain;
using crib::Hit;
using crib::Query;
using crib::QueryWord;
using crib::Reasons;

TEST_CASE("a query is explained by its tree, its words and what counts for them") {
    Query query;
    QueryWord word = crib::word_of("copies", {"copi"});
    word.facets.front().variants.push_back({{"clone"}, 0.5});
    word.facets.front().variants.push_back({{"twin", "of"}, 0.25});
    word.facets.push_back({0.4, {{{"part"}, 1}}, true});
    query.words = {word};
    query.tree = crib::parse_tree("+copies NOT (a b)");
    CHECK(explain(query) ==
          "the query, as a tree:\n"
          "  chain\n"
          "    word +copies\n"
          "    NOT group\n"
          "      word a\n"
          "      word b\n"
          "the words of the query, and what counts for each:\n"
          "  copies x 1.00: as copi, clone x 0.50, twin of x 0.25; part x 0.40\n");
}

TEST_CASE("an answer is explained by the parts of its score") {
    Hit hit;
    hit.score = 12.5;
    hit.record.title = "Copy\x1b Lists";
    Reasons reasons;
    reasons.own = 4;
    reasons.own_parts = {{"copy", 3, true}, {"list", 1, false}};
    reasons.linked = 5;
    reasons.linked_parts = {{"copy", 5, false}};
    reasons.linked_share = 0.8;
    reasons.near = 1.5;
    reasons.held = 0.8;
    reasons.whole = 1.19;
    reasons.covered = 0.5;
    reasons.title = 1.25;
    hit.reasons = reasons;
    CHECK(explain(hit, 2) ==
          "2  12.50  Copy\\x1B Lists\n"
          "  own words 4.00: copy 3.00 (title), list 1.00\n"
          "  the best section it leads to 5.00: copy 5.00\n"
          "  the lesser of the two counts x 0.80\n"
          "  words close together + 1.50\n"
          "  it holds 80 % of the query x 1.19\n"
          "  the title holds 50 % of the query x 1.25\n");
}

TEST_CASE("parts that do not apply are not mentioned") {
    Hit hit;
    hit.record.title = "A";
    hit.score = 1;
    CHECK(explain(hit, 101) ==
          "101  1.00  A\n  ranked by its plain weight, behind those that were weighed again\n");
    hit.reasons = Reasons{};
    hit.reasons->own = 1;
    hit.reasons->alone = 1.2;
    hit.reasons->exact = true;
    CHECK(explain(hit, 1) ==
          "1  1.00  A\n  own words 1.00\n  no question leads to it x 1.20\n"
          "  the title equals the query, so it comes first\n");
}
