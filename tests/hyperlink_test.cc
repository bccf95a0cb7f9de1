#include "query/printing/hyperlink.h"

#include <string>

#include "indexer/text/error.h"
#include "tests/catch.h"

using Catch::Matchers::ContainsSubstring;
using crib::Hyperlinks;

namespace {

std::string address(std::string_view format, const std::string& path = "notes/a.md") {
    return Hyperlinks(format, {"box.example", "Ubuntu", "/home/me"}).address(path, 12, 3);
}

std::string message(std::string_view format) {
    try {
        const Hyperlinks hyperlinks(format, {});
        return "";
    } catch (const crib::Error& error) {
        return error.what();
    }
}

}  // namespace

TEST_CASE("ripgrep's aliases stand for addresses") {
    CHECK(address("default") == "file://box.example/home/me/notes/a.md");
    CHECK(address("file") == "file://box.example/home/me/notes/a.md");
    CHECK(address("none") == "");
    CHECK(address("kitty") == "file://box.example/home/me/notes/a.md#12");
    CHECK(address("vscode") == "vscode://file/home/me/notes/a.md:12:3");
    CHECK(address("vscode-insiders") == "vscode-insiders://file/home/me/notes/a.md:12:3");
    CHECK(address("vscodium") == "vscodium://file/home/me/notes/a.md:12:3");
    CHECK(address("cursor") == "cursor://file/home/me/notes/a.md:12:3");
    CHECK(address("grep+") == "grep+:///home/me/notes/a.md:12");
    CHECK(address("macvim") == "mvim://open?url=file:///home/me/notes/a.md&line=12&column=3");
    CHECK(address("textmate") == "txmt://open?url=file:///home/me/notes/a.md&line=12&column=3");
}

TEST_CASE("a format has ripgrep's variables") {
    CHECK(address("x+y://{host}/{wslprefix}{path}?l={line}&c={column}") ==
          "x+y://box.example/wsl$/Ubuntu/home/me/notes/a.md?l=12&c=3");
    CHECK(address("x:{{{path}}}") == "x:{/home/me/notes/a.md}");
    CHECK(Hyperlinks("x:{wslprefix}{path}", {"", "", ""}).address("/a", 1, 1) == "x:/a");
}

TEST_CASE("paths are made absolute and percent-encoded") {
    CHECK(address("x:{path}", "/a b/c#d?.md") == "x:/a%20b/c%23d%3F.md");
    CHECK(address("x:{path}", "/é%\033\n\x80") == "x:/%C3%A9%25%1B%0A%80");
    CHECK(address("x:{path}", "/a-._~:b") == "x:/a-._~:b");
}

TEST_CASE("an unknown variable or alias is an error that lists the known ones") {
    CHECK_THAT(
        message("x:{file}"),
        ContainsSubstring(
            "{file}: no such variable; the variables are path, line, column, host, wslprefix"));
    CHECK_THAT(message("vscod"),
               ContainsSubstring("is not one of default, none, cursor, file, grep+"));
    CHECK_THAT(message("x:{line}"), ContainsSubstring("{path}"));
    CHECK_THAT(message("x:{path"), ContainsSubstring("{ without its }"));
}

TEST_CASE("a format that no terminal could follow is an error") {
    CHECK_THAT(message("{path}"), ContainsSubstring("scheme"));
    CHECK_THAT(message("no scheme:{path}"), ContainsSubstring("scheme"));
    CHECK_THAT(message(":{path}"), ContainsSubstring("scheme"));
    CHECK_THAT(message("x:{path}:{column}"), ContainsSubstring("{column} needs {line} beside it"));
}

TEST_CASE("a hyperlink is its text between two sequences") {
    CHECK(crib::hyperlink("a.md:1", "file:///a.md") ==
          "\033]8;;file:///a.md\033\\a.md:1\033]8;;\033\\");
    CHECK(crib::hyperlink("a.md:1", "") == "a.md:1");
    CHECK(crib::hyperlink("", "file:///a.md") == "");
}

TEST_CASE("an address cannot end its sequence") {
    CHECK(crib::hyperlink("x", "http://a/\033\\\a b\xC2\x9C%20") ==
          "\033]8;;http://a/%1B%5C%07%20b%C2%9C%20\033\\x\033]8;;\033\\");
}

TEST_CASE("without a format there are no hyperlinks") {
    CHECK(Hyperlinks().address("/a.md", 1, 1) == "");
}
