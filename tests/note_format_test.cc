#include "indexer/note/note_format.h"

#include "tests/catch.h"

using crib::note_format;
using crib::NoteFormat;
using crib::without_note_suffix;

TEST_CASE("a file's suffix, in any case, tells that it is a note and in which format") {
    for (const char* path : {"a.md", "a/b.MARKDOWN", "a.mkd", "a.mdown", "a.mdx", "a.qmd", "a.Rmd",
                             ".md", "a.rst.md"}) {
        CAPTURE(path);
        CHECK(note_format(path) == NoteFormat::markdown);
    }
    CHECK(note_format("a.Rst") == NoteFormat::restructured_text);
    for (const char* path : {"", "a", "md", "a.txt", "a.md.bak", "a.md/b", "a.html"}) {
        CAPTURE(path);
        CHECK_FALSE(note_format(path));
    }
}

TEST_CASE("a path without the suffix of notes keeps what else has a dot") {
    CHECK(without_note_suffix("a/b.MD") == "a/b");
    CHECK(without_note_suffix("v1.2") == "v1.2");
    CHECK(without_note_suffix("v1.2.rst") == "v1.2");
}
