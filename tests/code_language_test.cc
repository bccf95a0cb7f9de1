#include "indexer/note/code_language.h"

#include "tests/catch.h"

using crib::code_language;

TEST_CASE("a code block's language is the first word of its info string") {
    CHECK(code_language("rust") == "rust");
    CHECK(code_language("rust,ignore") == "rust");
    CHECK(code_language("rust ignore") == "rust");
    CHECK(code_language("powershell-interactive\ttry") == "powershell-interactive");
    CHECK(code_language("js {.class}") == "javascript");
    CHECK(code_language("python{3-5}") == "python");
    CHECK(code_language("yaml:config.yml") == "yaml");
}

TEST_CASE("attributes that name a language are one") {
    CHECK(code_language("{.haskell .numberLines}") == "haskell");
    CHECK(code_language("{python}") == "python");
    CHECK(code_language(" .py") == "python");
}

TEST_CASE("a language has one name for all its aliases") {
    CHECK(code_language("JS") == "javascript");
    CHECK(code_language("py3") == "python");
    CHECK(code_language("pycon") == "python");
    CHECK(code_language("bash") == "sh");
    CHECK(code_language("console") == "sh");
    CHECK(code_language("C++") == "cpp");
    CHECK(code_language("c#") == "csharp");
    CHECK(code_language("yml") == "yaml");
    CHECK(code_language("mermaid") == "mermaid");
}

TEST_CASE("a block may name no language") {
    CHECK(code_language("").empty());
    CHECK(code_language("  \t").empty());
    CHECK(code_language("{.}").empty());
    CHECK(code_language(",ignore").empty());
}
