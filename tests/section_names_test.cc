#include "indexer/links/section_names.h"

#include "indexer/formats/reader.h"
#include "tests/catch.h"

using crib::AnchorStyle;
using crib::SectionNames;

TEST_CASE("a section goes by its ids, its slug, its title and its heading") {
    const SectionNames names(crib::read_note("# 2. A & B {#Mine}\n\n## C_d\n", "page.md"),
                             AnchorStyle::github);
    CHECK(names.exact.at("Mine") == 1);
    CHECK(names.folded.at("mine") == 1);
    CHECK(names.exact.at("c_d") == 2);
    CHECK(names.alphanumerics.at("cd") == 2);
    CHECK(names.titles.at("a & b") == 1);
    CHECK(names.titles.at("2. a & b") == 1);
    CHECK_FALSE(names.exact.contains(""));
}

TEST_CASE("a section goes by the anchor of its site, too") {
    const crib::Note note = crib::read_note("# A b\n\n# A b\n", "page.md");
    CHECK(SectionNames(note, AnchorStyle::docutils).exact.at("id1") == 2);
    CHECK(SectionNames(note, AnchorStyle::mkdocs).exact.at("a-b_1") == 2);
    CHECK_FALSE(SectionNames(note, AnchorStyle::github).exact.contains("id1"));
}

TEST_CASE("letters and digits alone are what names agree on") {
    CHECK(crib::alphanumeric("Caf\u00E9 -- 2_x!") == "cafe2x");
}
