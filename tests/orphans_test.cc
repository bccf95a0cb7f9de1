#include "indexer/links/orphans.h"

#include <string>
#include <vector>

#include "tests/catch.h"
#include "tests/indexed_notes.h"

using crib::Problem;

namespace {

using Strings = std::vector<std::string>;

// Each orphan in the last note as "line:column message".
Strings orphans(const crib::NoteTexts& texts) {
    const crib::Tree tree = crib::tree_of(texts);
    const crib::LinkedNote note(tree, tree.size() - 1);
    Strings result;
    for (const Problem& problem : crib::find_orphans(note, crib::find_askers(tree))) {
        CHECK(problem.kind == crib::ProblemKind::orphan);
        CHECK_FALSE(problem.path.empty());
        result.push_back(std::to_string(problem.place.line) + ":" +
                         std::to_string(problem.place.column) + " " + problem.message);
    }
    return result;
}

const std::string text =
    "# Wood\n\n## Planks\n\nSawn.\n\n## Beams\n\nHewn.\n\n### Long\n\nOf one tree.\n\n## Empty\n";

}  // namespace

TEST_CASE("a section with text that no question leads to is an orphan") {
    CHECK(orphans({{"wood.md", text}}) == Strings{"3:1 no question leads to \"Planks\"",
                                                  "7:1 no question leads to \"Beams\"",
                                                  "11:1 no question leads to \"Long\""});
    CHECK(orphans({{"map.md", "- What is sawn? [Planks](wood.md#planks)\n"}, {"wood.md", text}}) ==
          Strings{"7:1 no question leads to \"Beams\"", "11:1 no question leads to \"Long\""});
}

TEST_CASE("a link to a note leads to the text before its headings") {
    const std::string glue = "Boiled.\n\n# Kinds\n\nOf fish.\n";
    CHECK(orphans({{"wood.md", glue}}) ==
          Strings{"1:1 no question leads to \"Kinds\"", "3:1 no question leads to \"Kinds\""});
    CHECK(orphans({{"map.md", "- What glues? [it](wood.md)\n"}, {"wood.md", glue}}) ==
          Strings{"3:1 no question leads to \"Kinds\""});
}

TEST_CASE("a section that asks, holds questions or is See Also is not an orphan") {
    CHECK(orphans({{"map.md",
                    "# Map\n\nA map.\n\n- What is sawn?\n\n## Why wood?\n\nAir.\n\n## See Also\n\n"
                    "- [x](https://x.org)\n"}})
              .empty());
}
