#include "indexer/links/web_address.h"

#include <string>

#include "indexer/text/error.h"
#include "tests/catch.h"

using Catch::Matchers::ContainsSubstring;
using crib::WebAddress;

namespace {

std::string address(const std::string& layout, const std::string& path,
                    const std::string& anchor = "") {
    return WebAddress(layout).of(path, anchor);
}

std::string message(const std::string& layout) {
    try {
        const WebAddress address(layout);
    } catch (const crib::Error& error) {
        return error.what();
    }
    return "";
}

}  // namespace

TEST_CASE("an address is made of a note's path and a section's anchor") {
    const std::string path = "basic/list.md";
    CHECK(address("https://x.org/{path}", path) == "https://x.org/basic/list.md");
    CHECK(address("https://x.org/{stem}.html#{anchor}", path, "copy-lists") ==
          "https://x.org/basic/list.html#copy-lists");
    CHECK(address("https://x.org/wiki/{name}", path) == "https://x.org/wiki/list");
    CHECK(address("https://x.org/{name}", "list.md") == "https://x.org/list");
    CHECK(address("{{{name}}}", path) == "{list}");
}

TEST_CASE("a suffix is what stands behind the last dot of the name") {
    CHECK(address("{stem}", "v1.2/list.md") == "v1.2/list");
    CHECK(address("{stem}", "v1.2/v1.2.rst") == "v1.2/v1.2");
}

TEST_CASE("the hash goes where the anchor is empty") {
    CHECK(address("https://x.org/{stem}#{anchor}", "a.md") == "https://x.org/a");
    CHECK(address("https://x.org/{stem}?at={anchor}", "a.md") == "https://x.org/a?at=");
}

TEST_CASE("characters that an address can't hold are percent-encoded") {
    CHECK(address("https://x.org/{path}#{anchor}", "C++ & co/\u00FCber.md", "\u65E5-#") ==
          "https://x.org/C%2B%2B%20%26%20co/%C3%BCber.md#%E6%97%A5-%23");
}

TEST_CASE("an unknown placeholder is an error that lists the known ones") {
    CHECK(message("https://x.org/{file}") ==
          "--url https://x.org/{file}: unknown placeholder {file}; "
          "the known ones are {path}, {stem}, {name}, {anchor}");
    CHECK_THAT(message("https://x.org/{"), ContainsSubstring("a { without its }"));
}

TEST_CASE("an empty template has no addresses") {
    CHECK(WebAddress("").empty());
    CHECK_FALSE(WebAddress("https://x.org/").empty());
}
