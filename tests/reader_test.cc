#include "indexer/formats/reader.h"

#include <string>

#include "tests/catch.h"

using crib::read_note;

namespace {

// The title of a text that both formats understand, as read by the path's format.
std::string title(const std::string& path) {
    return read_note("Rst *title*\n###########\n\n# Markdown *title*\n", path).title;
}

}  // namespace

TEST_CASE("a note is read as its suffix says") {
    CHECK(title("a.rst") == "Rst title");
    for (const char* path : {"a.md", "a.markdown", "a.mkd", "a.mdown", "a"}) {
        CHECK(title(path) == "Markdown title");
    }
}

TEST_CASE("the suffix may be in other letters") {
    CHECK(title("a.RST") == "Rst title");
    CHECK(title("a.Md") == "Markdown title");
    CHECK(title("a.rst.md") == "Markdown title");
}

TEST_CASE("a note keeps its path") { CHECK(read_note("", "a/b.md").path == "a/b.md"); }
