#include "query/show/render_rst.h"

#include <string>

#include "tests/catch.h"

using crib::render_rst;

TEST_CASE("titles are bold, with an adornment below or around them") {
    CHECK(render_rst("Title\n=====\n\nText.\n", 40) == "\033[1mTitle\033[0m\n\nText.\n");
    CHECK(render_rst("####\nOver\n####\nText.\n", 40) == "\033[1mOver\033[0m\nText.\n");
}

TEST_CASE("paragraphs of reStructuredText are filled") {
    CHECK(render_rst("one two three four\nfive six seven\n", 24) ==
          "one two three four five\nsix seven\n");
    CHECK(render_rst("Term\n    one two\n    three\n", 40) == "Term\n    one two three\n");
}

TEST_CASE("code of a directive is set in below its language") {
    CHECK(render_rst(".. code-block:: python\n   :linenos:\n\n   x = 1\n\n     y\n\nAfter.\n",
                     40) == "  \033[2mpython\033[0m\n    x = 1\n\n      y\n\nAfter.\n");
}

TEST_CASE("a block after two colons is kept") {
    CHECK(render_rst("So::\n\n    a\n      b\n\nc\n", 40) == "So:\n\n    a\n      b\n\nc\n");
    CHECK(render_rst("So ::\n\n  a\n", 40) == "So\n\n    a\n");
    CHECK(render_rst("::\n\n  a\n", 40) == "    a\n");
}

TEST_CASE("a session and a table are kept") {
    CHECK(render_rst(">>> 1 +\n... 1\n2\n\nText\n", 40) ==
          "    >>> 1 +\n    ... 1\n    2\n\nText\n");
    const std::string table = "+---+\n| a |\n+---+\n";
    CHECK(render_rst(table, 40) == table);
    const std::string simple = "==  ==\na   b\n==  ==\n";
    CHECK(render_rst(simple, 40) == simple);
}

TEST_CASE("other directives are named, and their text is set in") {
    CHECK(render_rst(".. note:: Take\n   care.\n\n   More.\n", 40) ==
          "\033[1mnote\033[0m\n   Take care.\n\n   More.\n");
}

TEST_CASE("comments and targets are left out") {
    CHECK(render_rst("a\n\n.. _here:\n\nb\n\n.. a comment\n   of two lines\n\nc\n", 40) ==
          "a\n\nb\n\nc\n");
}

TEST_CASE("lists of reStructuredText keep their markers") {
    CHECK(render_rst("- one two three four\n  five six\n- b\n\n#. c\n1. d\n", 24) ==
          "- one two three four\n  five six\n- b\n\n#. c\n1. d\n");
}
