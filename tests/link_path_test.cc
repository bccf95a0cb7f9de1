#include "indexer/links/link_path.h"

#include "tests/catch.h"

using crib::address_of;
using crib::joined_path;
using crib::wiki_name;

TEST_CASE("a path is joined to the folder of its link") {
    CHECK(joined_path("a/b", "../c.md") == "a/c.md");
    CHECK(joined_path("a", "/c.md") == "c.md");
    CHECK(joined_path("a", "./b//c.md") == "a/b/c.md");
    CHECK(joined_path("a", "..") == "");
    CHECK_FALSE(joined_path("a", "../../c.md"));
    CHECK_FALSE(joined_path("a", "/../c.md"));
}

TEST_CASE("a destination with a scheme is a web address") {
    for (const char* address : {"https://x.org", "mailto:a@b", "xref:System.String", "//x.org"}) {
        CAPTURE(address);
        CHECK(crib::has_scheme(address));
    }
    for (const char* path : {"a.md", "c:/x", "/a:b", "#a:b", "1a:b", ""}) {
        CAPTURE(path);
        CHECK_FALSE(crib::has_scheme(path));
    }
}

TEST_CASE("a destination is a path and a fragment, decoded, without its query") {
    const auto address = address_of({"", "b%20c.md?view=1#d%23e", {}}, "a/page.md");
    CHECK_FALSE(address.own);
    CHECK(address.path == "a/b c.md");
    CHECK(address.fragment == "d#e");
    CHECK(address_of({"", "#part", {}}, "a/page.md").own);
}

TEST_CASE("a wiki link names a note, a heading or both") {
    const auto name = [](const char* inside) {
        const auto wiki = wiki_name({"", inside, {}});
        return wiki.name + "#" + wiki.heading;
    };
    CHECK(name("Note") == "Note#");
    CHECK(name("Note#Outer#Heading|label") == "Note#Outer#Heading");
    CHECK(name("#Heading") == "#Heading");
}
