#include "indexer/links/note_names.h"

#include <set>
#include <string>
#include <vector>

#include "indexer/formats/reader.h"
#include "tests/catch.h"

using crib::Link;
using crib::LinkKind;
using crib::NoteNames;

namespace {

using Names = std::set<std::string>;

NoteNames names(const std::string& path, const std::string& text) {
    return crib::names_of(crib::read_note(text, path));
}

Names called(LinkKind kind, const std::string& destination) {
    const auto found =
        crib::called_names(Link{"text", destination, {1, 1}, kind}, "a/page.md", std::nullopt);
    return {found.begin(), found.end()};
}

bool calls_section(LinkKind kind, const std::string& destination) {
    return crib::names_section(Link{"text", destination, {1, 1}, kind});
}

}  // namespace

TEST_CASE("a note answers to its file's name, its title, its aliases and its labels") {
    CHECK(answered_names(names("a/Two.md", "---\naliases: [Second]\n---\n# The Note\n")) ==
          Names{"two.md", "two", "the note", "second"});
    CHECK(answered_names(names("b/one.rst", ".. _My  Label:\n\nOne\n===\n")) ==
          Names{"one.rst", "one", "my label"});
}

TEST_CASE("the index of a folder answers to the folder's name, too") {
    CHECK(answered_names(names("guide/README.md", "# Start\n")) ==
          Names{"readme.md", "readme", "start", "guide"});
}

TEST_CASE("a name that was a title and is a label now has changed") {
    const NoteNames before = names("a.rst", "Lilac\n=====\n");
    const NoteNames after = names("a.rst", ".. _lilac:\n\nRose\n====\n");
    CHECK(changed_names(before, after) == Names{"lilac", "rose"});
    CHECK(changed_names(after, after).empty());
}

TEST_CASE(
    "a link calls a note by the end of its path, without its suffix where one may be missing") {
    CHECK(called(LinkKind::url, "../b/Two.md#x") == Names{"two.md"});
    CHECK(called(LinkKind::url, "two.html") == Names{"two.html", "two"});
    CHECK(called(LinkKind::url, "https://example.org/two.md").empty());
    CHECK(called(LinkKind::wiki, "b/Two.md#x") == Names{"two.md", "b/two.md", "b/two", "two"});
    CHECK(called(LinkKind::ref, "Two:Part") == Names{"two:part", "two"});
    CHECK(called(LinkKind::doc, "../b/two") == Names{"two"});
    CHECK(called(LinkKind::image, "two.png").empty());
}

TEST_CASE("a link that goes by way of another file calls the note behind it, too") {
    const crib::OtherFile other{"alias.md", true, "deep/real.md"};
    const Link link{"text", "alias.md", {1, 1}, LinkKind::url};
    CHECK(called_names(link, "page.md", other) == std::vector<std::string>{"real.md", "alias.md"});
}

TEST_CASE("where a link leads depends on section names only if it names a section") {
    CHECK(calls_section(LinkKind::url, "a.md#x"));
    CHECK_FALSE(calls_section(LinkKind::url, "a.md"));
    CHECK(calls_section(LinkKind::wiki, "a#x"));
    CHECK_FALSE(calls_section(LinkKind::wiki, "a"));
    CHECK(calls_section(LinkKind::ref, "label"));
    CHECK_FALSE(calls_section(LinkKind::doc, "a"));
}
