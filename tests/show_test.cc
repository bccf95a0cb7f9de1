#include "query/show/show.h"

#include <algorithm>
#include <string>
#include <vector>

#include "indexer/text/error.h"
#include "query/ranking/rank.h"
#include "tests/catch.h"
#include "tests/indexed_notes.h"

using Catch::Matchers::ContainsSubstring;
using crib::Database;
using crib::IndexedNotes;
using crib::NoteTexts;
using crib::read_section;
using crib::ShownSection;

namespace {

const IndexedNotes& notes() {
    static const IndexedNotes indexed(
        NoteTexts{{"list.md",
                   "above\n\n# Lists\n\ntext\n\n## Copies\n\nCopy.\n\n### Deep\n\nDeep.\n\n\n"
                   "## Slices\n\nSlice.\n"},
                  {"map.md",
                   "# Map\n\n- What is a copy?\n  [c](list.md#copies)\n- What is a list?\n  "
                   "[l](list.md)\n"},
                  {"odd#1.md", "# Odd\n\n## Inner\n\ninside\n"},
                  {"odd:3.md", "# Colon\n\nA colon.\n\n## Second\n"},
                  {"x/end.md", "# End\n\nno newline"}});
    return indexed;
}

const Database& database() {
    static const Database opened({notes().path()});
    return opened;
}

// The section shown for a link. The working folder is the one above the notes.
std::string shown(const std::string& link) {
    return read_section(crib::find_section(database(), link, notes().folder().path()));
}

}  // namespace

TEST_CASE("a section is shown with its subtree, without the blank lines behind it") {
    CHECK(shown("list.md#copies") == "## Copies\n\nCopy.\n\n### Deep\n\nDeep.\n");
    CHECK(shown("list.md#deep") == "### Deep\n\nDeep.\n");
    CHECK(shown("list.md#slices") == "## Slices\n\nSlice.\n");
    CHECK(shown("x/end.md#end") == "# End\n\nno newline\n");
}

TEST_CASE("a line means the section that it is in") {
    CHECK(shown("list.md:9") == shown("list.md#copies"));
    CHECK(shown("list.md:7") == shown("list.md#copies"));
    CHECK(shown("list.md:7:1") == shown("list.md#copies"));
    CHECK(shown("list.md:13") == shown("list.md#deep"));
    CHECK(shown("list.md:999") == shown("list.md#slices"));
    CHECK_THAT(shown("list.md:1"), ContainsSubstring("above"));
}

TEST_CASE("a note without anchor or line is shown whole") {
    CHECK_THAT(shown("list.md"), Catch::Matchers::StartsWith("above\n\n# Lists") &&
                                     Catch::Matchers::EndsWith("Slice.\n"));
}

TEST_CASE("a note is named from its root, behind its tree's name, from here, or in full") {
    const std::string deep = "### Deep\n\nDeep.\n";
    CHECK(shown("list.md#deep") == deep);
    CHECK(shown("notes/list.md#deep") == deep);
    CHECK(shown("./notes/list.md#deep") == deep);
    CHECK(shown("notes/x/../list.md#deep") == deep);
    CHECK(shown(notes().root() + "/list.md#deep") == deep);
    CHECK(read_section(crib::find_section(database(), "../list.md#deep", notes().root() + "/x")) ==
          deep);
    CHECK(read_section(crib::find_section(database(), "list.md#deep", "/")) == deep);
}

TEST_CASE("a path may hold what else parts it from its anchor or line") {
    CHECK(shown("odd#1.md#inner") == "## Inner\n\ninside\n");
    CHECK_THAT(shown("odd#1.md"), ContainsSubstring("# Odd"));
    CHECK_THAT(shown("odd#1.md:3"), ContainsSubstring("## Inner"));
    CHECK_THAT(shown("odd:3.md"), ContainsSubstring("# Colon"));
    CHECK(shown("odd:3.md:5") == "## Second\n");
    CHECK(shown("odd:3.md#second") == "## Second\n");
}

TEST_CASE("a section that is not in the database is an error") {
    for (const std::string link :
         {"gone.md", "list.md#gone", "gone.md:3", "", "#", ":1", "list.md:", "/etc/passwd",
          "../../etc/passwd", "list.md:99999999999999999999"}) {
        INFO(link);
        CHECK_THROWS_AS(crib::find_section(database(), link, "/"), crib::Error);
    }
}

TEST_CASE("a note that is gone since is an error that names it") {
    const IndexedNotes indexed(NoteTexts{{"a.md", "# A\n"}});
    const Database opened({indexed.path()});
    const ShownSection section = crib::find_section(opened, "a.md#a", "/");
    std::filesystem::remove(indexed.root() + "/a.md");
    CHECK_THROWS_WITH(read_section(section), ContainsSubstring(indexed.root() + "/a.md"));
}

TEST_CASE("a note that became shorter since is read to its end") {
    const IndexedNotes indexed(NoteTexts{{"a.md", "# A\n\n\n\n# B\n\ntext\n"}});
    const Database opened({indexed.path()});
    const ShownSection section = crib::find_section(opened, "a.md#b", "/");
    indexed.folder().write("notes/a.md", "# A\n");
    CHECK(read_section(section) == "\n");
    indexed.folder().write("notes/a.md", "");
    CHECK(read_section(section) == "\n");
}

TEST_CASE("the questions that lead to a section can be searched") {
    const auto leading = [](const std::string& link) {
        crib::RankOptions options;
        options.limit = 0;
        options.filter = crib::leads_to(crib::find_section(database(), link, "/"));
        std::vector<std::string> titles;
        for (const crib::Hit& hit : crib::list_all(database().xapian(), options)) {
            titles.push_back(hit.record.title);
        }
        return titles;
    };
    using Titles = std::vector<std::string>;
    CHECK(leading("list.md#copies") == Titles{"What is a copy?"});
    CHECK(leading("list.md#slices").empty());
    CHECK(leading("list.md") == Titles{"What is a copy?", "What is a list?"});
}
