#include "query/editor.h"

#include <string>
#include <vector>

#include "indexer/text/error.h"
#include "tests/catch.h"

using Words = std::vector<std::string>;

namespace {

Words command(std::string_view editor, const std::string& path = "a b.md") {
    return crib::editor_command(editor, path, 12, 3);
}

}  // namespace

TEST_CASE("each editor gets the line in its own way") {
    for (const std::string editor : {"vi", "vim", "nvim", "gvim", "nano", "emacs", "emacsclient"}) {
        CHECK(command(editor) == Words{editor, "+12", "--", "a b.md"});
    }
    for (const std::string editor : {"kak", "micro", "joe"}) {
        CHECK(command(editor) == Words{editor, "+12", "a b.md"});
    }
    for (const std::string editor : {"code", "codium", "code-insiders", "cursor"}) {
        CHECK(command(editor) == Words{editor, "--goto", "a b.md:12:3"});
    }
    for (const std::string editor : {"hx", "helix", "subl", "zed"}) {
        CHECK(command(editor) == Words{editor, "a b.md:12:3"});
    }
    CHECK(command("ed") == Words{"ed", "a b.md"});
}

TEST_CASE("an editor is known by its base name") {
    CHECK(command("/usr/bin/vim") == Words{"/usr/bin/vim", "+12", "--", "a b.md"});
    CHECK(command("vim.tiny") == Words{"vim.tiny", "+12", "--", "a b.md"});
    CHECK(command("/opt/vim/bin/other") == Words{"/opt/vim/bin/other", "a b.md"});
}

TEST_CASE("an editor's own arguments come first") {
    CHECK(command("code --wait -n") == Words{"code", "--wait", "-n", "--goto", "a b.md:12:3"});
    CHECK(command("emacsclient -t -a ''") ==
          Words{"emacsclient", "-t", "-a", "", "+12", "--", "a b.md"});
}

TEST_CASE("quotes and backslashes hold words together") {
    CHECK(command("'/opt/my editor' -c \"set nu\"") ==
          Words{"/opt/my editor", "-c", "set nu", "a b.md"});
    CHECK(command(R"(my\ ed "a\"b\\c\d" 'e\f'g)") ==
          Words{"my ed", R"(a"b\c\d)", R"(e\fg)", "a b.md"});
    CHECK(command(R"('a\\b' ed)") == Words{R"(a\\b)", "ed", "a b.md"});
    CHECK(command(" \t ed \n") == Words{"ed", "a b.md"});
    CHECK(command("ed \\") == Words{"ed", "\\", "a b.md"});
}

TEST_CASE("nothing in the editor or the path means anything to a shell") {
    CHECK(command("ed; rm -rf $HOME | `x`", "$(x)") ==
          Words{"ed;", "rm", "-rf", "$HOME", "|", "`x`", "$(x)"});
}

TEST_CASE("a path is never taken for an option or a line") {
    CHECK(command("kak", "-n.md") == Words{"kak", "+12", "./-n.md"});
    CHECK(command("ed", "-n.md") == Words{"ed", "./-n.md"});
    CHECK(command("hx", "+5") == Words{"hx", "./+5:12:3"});
    CHECK(command("code", "-n.md") == Words{"code", "--goto", "./-n.md:12:3"});
    CHECK(command("vim", "/a/-n.md") == Words{"vim", "+12", "--", "/a/-n.md"});
}

TEST_CASE("no editor, or half a quote, is an error") {
    CHECK_THROWS_AS(command(""), crib::Error);
    CHECK_THROWS_AS(command("  "), crib::Error);
    CHECK_THROWS_AS(command("''"), crib::Error);
    CHECK_THROWS_AS(command("vim 'x"), crib::Error);
    CHECK_THROWS_AS(command("vim \"x"), crib::Error);
}
