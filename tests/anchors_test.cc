#include "indexer/links/anchors.h"

#include <string>
#include <vector>

#include "indexer/formats/reader.h"
#include "tests/catch.h"

using crib::anchor_style;
using crib::AnchorStyle;

namespace {

using Strings = std::vector<std::string>;

// The anchors of the headings, without the first section's.
Strings anchors(const std::string& text, AnchorStyle style, const std::string& path = "a.md") {
    Strings result = crib::site_anchors(crib::read_note(text, path), style);
    CHECK(result.front().empty());
    result.erase(result.begin());
    return result;
}

const std::string headings =
    "# C & C\n# `foo_bar` (2.0)\n# 3. Caf\u00E9 -- Z\u00FCrich\n# C & C\n# \u65E5\u672C\n# C & C\n";

}  // namespace

TEST_CASE("each generator of sites makes anchors in its way") {
    CHECK(anchors(headings, AnchorStyle::github) == Strings{"c--c", "foo_bar-20",
                                                            "3-caf\u00E9----z\u00FCrich", "c--c-1",
                                                            "\u65E5\u672C", "c--c-2"});
    CHECK(anchors(headings, AnchorStyle::docutils) ==
          Strings{"c-c", "foo-bar-2-0", "cafe-zurich", "id1", "id2", "id3"});
    CHECK(anchors(headings, AnchorStyle::mkdocs) ==
          Strings{"c-c", "foo_bar-20", "3-cafe-zurich", "c-c_1", "_1", "c-c_2"});
    CHECK(anchors(headings, AnchorStyle::pandoc) == Strings{"c-c", "foo_bar-2.0",
                                                            "caf\u00E9----z\u00FCrich", "c-c-1",
                                                            "\u65E5\u672C", "c-c-2"});
    CHECK(anchors(headings, AnchorStyle::mdbook) == Strings{"c--c", "foo_bar-20",
                                                            "3-caf\u00E9----z\u00FCrich", "c--c-1",
                                                            "\u65E5\u672C", "c--c-2"});
}

TEST_CASE("a heading without letters has an anchor that says nothing") {
    CHECK(anchors("# !\n# ?\n", AnchorStyle::pandoc) == Strings{"section", "section-1"});
    CHECK(anchors("# !\n# ?\n", AnchorStyle::mkdocs) == Strings{"_1", "_2"});
}

TEST_CASE("an explicit id is the anchor on every site") {
    for (const char* style : {"github", "docutils", "mkdocs", "pandoc", "mdbook"}) {
        CHECK(anchors("# Use {#mine}\n# Use\n", anchor_style(style)).front() == "mine");
    }
}

TEST_CASE("reStructuredText has docutils' ids on every site") {
    const std::string text = "A_b & c\n=======\n\nA_b & c\n=======\n";
    CHECK(anchors(text, AnchorStyle::mkdocs, "a.rst") == Strings{"a-b-c", "id1"});
}
