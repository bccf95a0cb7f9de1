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

// Expected: Python-Markdown 3.4.1, Pandoc 2.17, MyST-Parser 0.18 in Sphinx, mdBook 0.5's source,
// markdown-it with markdown-it-anchor 9 and @mdit-vue/shared 3, github-slugger 2, Hugo 0.111,
// kramdown 2.4.
TEST_CASE("each generator of sites makes anchors in its way") {
    CHECK(anchors(headings, AnchorStyle::github) == Strings{"c--c", "foo_bar-20",
                                                            "3-caf\u00E9----z\u00FCrich", "c--c-1",
                                                            "\u65E5\u672C", "c--c-2"});
    CHECK(anchors(headings, AnchorStyle::docutils) ==
          Strings{"c-c", "foo-bar-2-0", "cafe-zurich", "id1", "id2", "id3"});
    CHECK(anchors(headings, AnchorStyle::mkdocs) ==
          Strings{"c-c", "foo_bar-20", "3-cafe-zurich", "c-c_1", "_1", "c-c_2"});
    CHECK(anchors(headings, AnchorStyle::pandoc) ==
          Strings{"c-c", "foo_bar-2.0", "caf\u00E9-z\u00FCrich", "c-c-1", "\u65E5\u672C", "c-c-2"});
    CHECK(anchors(headings, AnchorStyle::mdbook) == Strings{"c--c", "foo_bar-20",
                                                            "3-caf\u00E9--z\u00FCrich", "c--c-1",
                                                            "\u65E5\u672C", "c--c-2"});
    CHECK(anchors(headings, AnchorStyle::vitepress) ==
          Strings{"c-c", "foo-bar-2-0", "_3-cafe-zurich", "c-c-1", "\u65E5\u672C", "c-c-2"});
    CHECK(anchors(headings, AnchorStyle::docusaurus) == anchors(headings, AnchorStyle::github));
    CHECK(anchors(headings, AnchorStyle::hugo) == anchors(headings, AnchorStyle::github));
    CHECK(anchors(headings, AnchorStyle::kramdown) == anchors(headings, AnchorStyle::mdbook));
}

TEST_CASE("a heading without letters has an anchor that says nothing") {
    CHECK(anchors("# !\n# ?\n", AnchorStyle::pandoc) == Strings{"section", "section-1"});
    CHECK(anchors("# !\n# ?\n", AnchorStyle::mkdocs) == Strings{"_1", "_2"});
    CHECK(anchors("# !\n# ?\n", AnchorStyle::hugo) == Strings{"heading", "heading-1"});
    CHECK(anchors("# !\n# ?\n", AnchorStyle::kramdown) == Strings{"", "-1"});
}

TEST_CASE("smart punctuation replaces hyphens and dots, but not in code") {
    const std::string text =
        "# Ebb -- flow\n# Ebb---flow... on\n# `ebb -- flow`\n# Ebb ---- flow\n";
    CHECK(anchors(text, AnchorStyle::pandoc) ==
          Strings{"ebb-flow", "ebbflow-on", "ebb----flow", "ebb---flow"});
    CHECK(anchors(text, AnchorStyle::kramdown) ==
          Strings{"ebb--flow", "ebbflow-on", "ebb----flow", "ebb---flow"});
    CHECK(anchors(text, AnchorStyle::mdbook) ==
          Strings{"ebb--flow", "ebbflow-on", "ebb----flow", "ebb--flow-1"});
    CHECK(anchors(text, AnchorStyle::hugo) ==
          Strings{"ebb----flow", "ebb---flow-on", "ebb----flow-1", "ebb------flow"});
}

TEST_CASE("pictures, HTML and links count as the generator reads them") {
    const std::string text = "# ![Map](m.png) Tides\n# <b>Low</b> `<T>`\n# [Reef](r.md) *edge*\n";
    CHECK(anchors(text, AnchorStyle::github) == Strings{"-tides", "low-t", "reef-edge"});
    CHECK(anchors(text, AnchorStyle::docusaurus) == Strings{"map-tides", "low-t", "reef-edge"});
    CHECK(anchors(text, AnchorStyle::mkdocs) == Strings{"tides", "low-t", "reef-edge"});
    CHECK(anchors(text, AnchorStyle::pandoc) == Strings{"map-tides", "low-t", "reef-edge"});
    CHECK(anchors(text, AnchorStyle::vitepress) == Strings{"tides", "low-t", "reef-edge"});
    CHECK(anchors(text, AnchorStyle::kramdown) == Strings{"-tides", "low-t", "reef-edge"});
    CHECK(anchors(text, AnchorStyle::hugo) == Strings{"mapmpng-tides", "blowb-t", "reefrmd-edge"});
    CHECK(anchors(text, AnchorStyle::docutils) == Strings{"map-tides", "b-low-b-t", "reef-edge"});
}

TEST_CASE("letters of other scripts and marks are kept as the generator keeps them") {
    const std::string text = "# \u0928\u092E\u0938\u094D\u0924\u0947\n# \u0130 Stra\u00DFe\n";
    CHECK(anchors(text, AnchorStyle::pandoc) ==
          Strings{"\u0928\u092E\u0938\u0924", "i-stra\u00DFe"});
    CHECK(anchors(text, AnchorStyle::hugo) == anchors(text, AnchorStyle::pandoc));
    CHECK(anchors(text, AnchorStyle::mdbook) ==
          Strings{"\u0928\u092E\u0938\u0924\u0947", "\u0130-stra\u00DFe"});
    CHECK(anchors(text, AnchorStyle::kramdown) ==
          Strings{"\u0928\u092E\u0938\u094D\u0924\u0947", "i\u0307-stra\u00DFe"});
    CHECK(anchors(text, AnchorStyle::mkdocs) == Strings{"_1", "i-strae"});
}

TEST_CASE("an explicit id is the anchor on every site") {
    for (const std::string& style : crib::anchor_style_names()) {
        CHECK(anchors("# Use {#mine}\n# Use\n", anchor_style(style)).front() == "mine");
    }
}

TEST_CASE("generators differ in whether an explicit id is taken") {
    const std::string text = "# Reef\n# Lagoon {#reef}\n# Reef\n";
    CHECK(anchors(text, AnchorStyle::mkdocs) == Strings{"reef_1", "reef", "reef_2"});
    CHECK(anchors(text, AnchorStyle::pandoc) == Strings{"reef", "reef", "reef-1"});
    CHECK(anchors("# A {#reef}\n# Reef\n", AnchorStyle::hugo) == Strings{"reef", "reef-1"});
    CHECK(anchors("# A {#reef}\n# Reef\n", AnchorStyle::docusaurus) == Strings{"reef", "reef"});
}

TEST_CASE("an HTML anchor is not the id that a generator gives the heading") {
    const std::string text = "# <a name=\"x\"></a>Same\n# Same\n";
    CHECK(anchors(text, AnchorStyle::github) == Strings{"x", "same-1"});
    CHECK(anchors(text, AnchorStyle::mkdocs) == Strings{"same", "same_1"});
    CHECK(anchors(text, AnchorStyle::pandoc) == Strings{"same", "same-1"});
    CHECK(anchors(text, AnchorStyle::mdbook) == Strings{"same", "same-1"});
}

TEST_CASE("Python-Markdown counts on from a number that ends an id") {
    CHECK(anchors("# Step_1\n# Step_1\n# Step\n# Step\n", AnchorStyle::mkdocs) ==
          Strings{"step_1", "step_2", "step", "step_3"});
}

TEST_CASE("Sphinx prefers a label to an id that is no title") {
    const std::string text = "# Reef\n\n(deep_reef)=\n# Reef\n";
    CHECK(anchors(text, AnchorStyle::docutils) == Strings{"reef", "deep-reef"});
}

TEST_CASE("reStructuredText has docutils' ids on every site") {
    const std::string text = "A_b & c\n=======\n\nA_b & c\n=======\n";
    CHECK(anchors(text, AnchorStyle::mkdocs, "a.rst") == Strings{"a-b-c", "id1"});
}
