#include "indexer/index/ids.h"

#include <set>
#include <string>
#include <vector>

#include "tests/catch.h"

using crib::exact_form;

TEST_CASE("a term is short enough for Xapian and without NUL") {
    CHECK(crib::make_term("XG:", "lists") == "XG:lists");
    CHECK(crib::make_term("", std::string("a\0b", 3)) == "a b");
    CHECK(crib::make_term("Q", std::string(244, 'x')).size() == 245);
    CHECK(crib::make_term("Q", std::string(244, 'x')) == "Q" + std::string(244, 'x'));
}

TEST_CASE("long terms that differ at the end alone stay different") {
    const std::string one = crib::make_term("Q", std::string(300, 'x') + "1");
    const std::string two = crib::make_term("Q", std::string(300, 'x') + "2");
    CHECK(one.size() == 245);
    CHECK(two.size() == 245);
    CHECK(one != two);
    CHECK(one.starts_with("Qxxx"));
}

TEST_CASE("ids tell trees, notes, sections and questions apart") {
    const std::vector<std::string> ids = {
        crib::section_id("t", "a.md", "x"),     crib::section_id("t", "a.md", ""),
        crib::section_id("t", "a.md#x", ""),    crib::section_id("u", "a.md", "x"),
        crib::question_id("t", "a.md", {3, 5}), crib::question_id("t", "a.md", {35, 5}),
        crib::question_id("t", "a.md", {3, 6}), crib::note_id("t", "a.md")};
    CHECK(std::set(ids.begin(), ids.end()).size() == ids.size());
    CHECK(ids[0].starts_with("Qs"));
    CHECK(ids[4].starts_with("Qq"));
    CHECK(ids[7].starts_with("Qn"));
}

TEST_CASE("titles count as equal whatever their case, accents, code marks and spaces") {
    CHECK(exact_form("What is  `__init__`?") == "what is __init__");
    CHECK(exact_form(" Naïve\tcafé\n") == "naive cafe");
    CHECK(exact_form("Really?!") == "really?");
    CHECK(exact_form("Stop.") == "stop");
    CHECK(exact_form("Stop .") == "stop");
    CHECK(exact_form("") == "");
    CHECK(exact_form(" ` ` ") == "");
}

TEST_CASE("marks that are more than the end of a sentence stay in a title") {
    CHECK(exact_form("?") == "?");
    CHECK(exact_form("What is ...") == "what is ...");
    CHECK(exact_form("??") == "??");
}
