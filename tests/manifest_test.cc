#include "indexer/store/manifest.h"

#include <string>
#include <vector>

#include "indexer/formats/reader.h"
#include "tests/catch.h"
#include "tests/indexed_notes.h"

using crib::NoteState;

TEST_CASE("the hash of a note's sections changes with what links may call them, and nothing else") {
    const auto hash = [](const std::string& text) {
        return crib::hash_of_sections(crib::read_note(text, "a.md"));
    };
    const std::uint64_t first = hash("# A\n\ntext\n\n## B\n");
    CHECK(hash("# A\n\nother\n\nwords\n\n### B\n") == first);
    CHECK(hash("# A\n\ntext\n\n## C\n") != first);
    CHECK(hash("# A\n\n<a id=\"x\"></a>\n## B\n") != first);
    CHECK(hash("# A\n\n## B\n\n## C\n") != first);
}

TEST_CASE("pictures are no links, but may be broken, as links may") {
    const crib::Tree tree = crib::tree_of(
        {{"a.md",
          "# A\n\n- What is B?\n  [b](b.md)\n- What is C?\n  [c](c.md)\n\n![x](x.png) [y](y.c)\n"},
         {"b.md", "# B\n"}},
        crib::tree_record("n", "/n"), {"y.c"});
    NoteState state;
    state.broken_count = 7;
    take_stock(state, crib::LinkedNote(tree, 0));
    CHECK(state.section_count == 1);
    CHECK(state.question_count == 2);
    CHECK(state.link_count == 3);
    CHECK(state.broken_count == 2);
    // A later run looks for the picture in other letters, too, and asks whether this is a vault.
    CHECK(state.others ==
          std::vector<crib::OtherFile>{{".obsidian", false},
                                       {"c.md", false, {}},
                                       {"x.png", false, {}},
                                       {"x.png", false, {}, crib::OtherFile::Search::any_case},
                                       {"y.c", true, "y.c"}});
}
