#include "indexer/formats/rst/rst.h"

#include <algorithm>
#include <string>
#include <vector>

#include "tests/catch.h"
#include "tests/processor_time.h"

namespace crib {
namespace {

Note read(const std::string& text) { return read_rst(text, "notes/page.rst"); }

std::string repeated(const std::string& text, std::size_t times) {
    std::string result;
    for (std::size_t i = 0; i < times; ++i) result += text;
    return result;
}

// Each section as "line level title #anchor", without the first section.
std::vector<std::string> outline(const Note& note) {
    std::vector<std::string> lines;
    for (const Section& section : note.sections) {
        if (section.level == 0) continue;
        lines.push_back(std::to_string(section.place.line) + " " + std::to_string(section.level) +
                        " " + section.title + " #" + section.anchor);
    }
    return lines;
}

std::vector<Block> blocks(const Note& note) {
    std::vector<Block> all;
    for (const Section& section : note.sections) {
        all.insert(all.end(), section.blocks.begin(), section.blocks.end());
    }
    return all;
}

std::vector<std::string> prose(const Note& note) {
    std::vector<std::string> texts;
    for (const Block& block : blocks(note)) {
        if (!block.code) texts.push_back(block.text);
    }
    return texts;
}

// The text of a note with one paragraph.
std::string text_of(const std::string& paragraph) {
    const std::vector<std::string> texts = prose(read(paragraph));
    return texts.size() == 1 ? texts[0] : "not one paragraph";
}

Link link_of(const std::string& text) {
    const Note note = read(text);
    return note.links.size() == 1 ? note.links[0] : Link{"not one link", "", {}, LinkKind::url};
}

std::vector<Item> items(const Note& note, Item::Kind kind) {
    std::vector<Item> chosen;
    std::ranges::copy_if(note.items, std::back_inserter(chosen),
                         [kind](const Item& item) { return item.kind == kind; });
    return chosen;
}

using Strings = std::vector<std::string>;

}  // namespace

TEST_CASE("levels follow the order in which adornments are met") {
    const Note note = read(
        "Pipes\n"
        "~~~~~\n"
        "\n"
        "Opening\n"
        "=======\n"
        "\n"
        "Read end\n"
        "--------\n"
        "\n"
        "Closing\n"
        "=======\n");
    CHECK(outline(note) == Strings{"1 1 Pipes #pipes", "4 2 Opening #opening",
                                   "7 3 Read end #read-end", "10 2 Closing #closing"});
    CHECK(note.title == "Pipes");
    CHECK(note.sections[3].breadcrumb == Strings{"Pipes", "Opening"});
}

TEST_CASE("a heading between two lines is another style than one above a line") {
    const Note note = read(
        "=======\n"
        "  Pipes\n"
        "=======\n"
        "\n"
        "Opening\n"
        "=======\n");
    CHECK(outline(note) == Strings{"2 1 Pipes #pipes", "5 2 Opening #opening"});
    CHECK(note.sections[1].place == Place{2, 3});
}

TEST_CASE("an underline may be shorter than its title from four characters on") {
    CHECK(outline(read("Long title\n====\n")) == Strings{"1 1 Long title #long-title"});
    CHECK(outline(read("Long title\n===\n")).empty());
    CHECK(outline(read("Two\n===\n")) == Strings{"1 1 Two #two"});
}

TEST_CASE("an underline is as long as its title is wide on the screen") {
    CHECK(outline(read("é\n-\n")) == Strings{"1 1 é #e"});
    CHECK(outline(read("漢\n-\n")).empty());
    CHECK(outline(read("漢\n--\n")) == Strings{"1 1 漢 #id1"});
}

TEST_CASE("a title is read without its markup") {
    const Note note = read("Why ``yield`` *waits*\n=====================\n");
    CHECK(outline(note) == Strings{"1 1 Why yield waits #why-yield-waits"});
}

TEST_CASE("a line of punctuation between blank lines is not text") {
    CHECK(prose(read("Above\n\n-----\n\nBelow\n")) == Strings{"Above", "Below"});
}

TEST_CASE("a repeated title gets an automatic id") {
    const Note note = read(
        "Setup\n=====\n\n"
        "Setup\n=====\n\n"
        "1984\n====\n\n"
        "Setup\n=====\n");
    CHECK(outline(note) ==
          Strings{"1 1 Setup #setup", "4 1 Setup #id1", "7 1 1984 #id2", "10 1 Setup #id3"});
}

TEST_CASE("automatic ids are counted over all that docutils gives an id") {
    const Note note = read(
        "A claim [1]_.\n"
        "\n"
        ".. [1] Its source.\n"
        ".. _Setup: https://example.org/setup\n"
        "\n"
        "Setup\n"
        "=====\n");
    CHECK(outline(note) == Strings{"6 1 Setup #id3"});
}

TEST_CASE("a label before a heading is an id of its section") {
    const Note note = read(
        ".. _Big Picture:\n"
        ".. _overview:\n"
        "\n"
        "The whole\n"
        "=========\n");
    REQUIRE(note.sections.size() == 2);
    CHECK(note.sections[1].anchor == "the-whole");
    CHECK(note.sections[1].ids == Strings{"big picture", "big-picture", "overview"});
}

TEST_CASE("a label that has its title's id keeps it") {
    const Note note = read(".. _setup:\n\nSetup\n=====\n");
    CHECK(note.sections[1].anchor == "setup");
    CHECK(note.sections[1].slug == "id1");
    CHECK(note.sections[1].ids == Strings{"id1", "setup"});
}

TEST_CASE("a label before anything else belongs to the section it stands in") {
    const Note note = read("Setup\n=====\n\n.. _`the: disk`:\n\nFormat it.\n");
    CHECK(note.sections[1].ids == Strings{"the: disk", "the-disk"});
}

TEST_CASE("a heading is an item of its own section") {
    const Note note = read("Pipes\n=====\n\nWhy?\n----\n\nSo.\n\nEnd\n---\n");
    const std::vector<Item> headings = items(note, Item::Kind::heading);
    REQUIRE(headings.size() == 3);
    CHECK(headings[1].text == "Why?");
    CHECK(headings[1].place == Place{4, 1});
    CHECK(headings[1].section == 2);
    CHECK(headings[1].end_line == 8);
    CHECK(headings[1].links.empty());
}

TEST_CASE("a question wrapped over three lines keeps its text apart from its links") {
    const Note note = read(
        "Iteration\n"
        "=========\n"
        "\n"
        "* How do ``for`` and ``iter()`` agree on where\n"
        "  to *stop*? :ref:`→ loops: The end <notes/loops:The End>` ·\n"
        "  :ref:`iter() <notes/iter:\\`\\`iter()\\`\\`>` · :ref:`stopping`\n"
        "* Next?\n");
    const std::vector<Item> bullets = items(note, Item::Kind::bullet);
    REQUIRE(bullets.size() == 2);
    CHECK(bullets[0].text == "How do for and iter() agree on where to stop?");
    CHECK(bullets[0].remainder == "· ·");
    CHECK(bullets[0].place == Place{4, 1});
    CHECK(bullets[0].end_line == 6);
    CHECK(bullets[0].section == 1);
    CHECK(bullets[0].links == std::vector<std::size_t>{0, 1, 2});
    CHECK_FALSE(bullets[0].link_on_new_line);
    REQUIRE(note.links.size() == 3);
    CHECK(note.links[0] == Link{"→ loops: The end", "notes/loops:The End", {5, 14}, LinkKind::ref});
    CHECK(note.links[1] == Link{"iter()", "notes/iter:``iter()``", {6, 3}, LinkKind::ref});
    CHECK(note.links[2] == Link{"stopping", "stopping", {6, 48}, LinkKind::ref});
    CHECK(prose(note) ==
          Strings{"How do for and iter() agree on where to stop? → loops: The end · iter() · "
                  "stopping",
                  "Next?"});
}

TEST_CASE("a link that begins a line of an item is marked") {
    const auto first_item = [](const std::string& text) { return read(text).items.at(0); };
    CHECK(first_item("* Why?\n  :doc:`why`\n").link_on_new_line);
    CHECK(first_item("* Why?\n\n  :doc:`why`\n").link_on_new_line);
    CHECK_FALSE(first_item("* Why? :doc:`why`\n").link_on_new_line);
    CHECK_FALSE(first_item("* :doc:`why`\n").link_on_new_line);
}

TEST_CASE("lists nest by indentation, and an item holds its own links only") {
    const Note note = read(
        "1. Outer\n"
        "\n"
        "   - Inner :doc:`a`\n"
        "   - Second\n"
        "\n"
        "   More of the outer :doc:`b`.\n"
        "2. Last\n");
    REQUIRE(note.items.size() == 4);
    CHECK(note.items[0].text == "Outer");
    CHECK(note.items[0].end_line == 6);
    CHECK(note.items[0].links == std::vector<std::size_t>{1});
    CHECK(note.items[1].text == "Inner");
    CHECK(note.items[1].place == Place{3, 4});
    CHECK(note.items[1].parent == 0U);
    CHECK(note.items[1].links == std::vector<std::size_t>{0});
    CHECK(note.items[3].text == "Last");
    CHECK(note.items[3].place == Place{7, 1});
    CHECK_FALSE(note.items[3].parent.has_value());
}

TEST_CASE("a paragraph that begins with a number is not a list") {
    CHECK(text_of("1984. That was the year\nof the book.\n") ==
          "1984. That was the year of the book.");
    CHECK(outline(read("1. First steps\n==============\n")) ==
          Strings{"1 1 First steps #first-steps"});
}

TEST_CASE("inline markup is dropped, its text kept") {
    CHECK(text_of("Use ``a  *b*`` with *care*, **now**, `so`.") ==
          "Use a  *b* with care, now, so.");
    CHECK(text_of("|name| and _`a target`") == "name and a target");
    CHECK(text_of("Shown in [2]_, [#]_ and [CIT2002]_.") == "Shown in, and.");
    CHECK(text_of(R"(A \*star\*, a\ **b**\ c)") == "A *star*, abc");
}

TEST_CASE("text that only looks like markup is text") {
    CHECK(text_of("2*3*4, a || b || c, snake_case_, __init__, '*', (*) x**2") ==
          "2*3*4, a || b || c, snake_case_, __init__, '*', (*) x**2");
    CHECK(text_of("an ``open literal and `more") == "an ``open literal and `more");
}

TEST_CASE("roles keep their text") {
    CHECK(text_of(":class:`~pkg.mod.Name`, :func:`!open`, :meth:`a label <pkg.f>`") ==
          "Name, open, a label");
    CHECK(text_of("`x`:sup: :file:`~/x` :code:`a <b>` :pep:`8`") == "x ~/x a <b> PEP 8");
}

TEST_CASE("a reference to a label or a document is a link") {
    CHECK(link_of("See :ref:`the\nend <x:The\nEnd>`.") ==
          Link{"the end", "x:The End", {1, 5}, LinkKind::ref});
    CHECK(link_of("(:doc:`../a/index`)") ==
          Link{"../a/index", "../a/index", {1, 2}, LinkKind::doc});
    CHECK(link_of(":std:ref:`a`") == Link{"a", "a", {1, 1}, LinkKind::ref});
    CHECK(link_of("`a <b>`:ref:") == Link{"a", "b", {1, 1}, LinkKind::ref});
    CHECK(read(":ref:`!a` and :external:ref:`b`").links.empty());
}

TEST_CASE("escaped backquotes are part of a target") {
    CHECK(link_of(":ref:`Keys <d:Keys with \\`\\`keys()\\`\\`>`").destination ==
          "d:Keys with ``keys()``");
}

TEST_CASE("web addresses are links, written out or behind a label") {
    CHECK(link_of("At https://example.org/a_(b)?c=d#e, as said.") ==
          Link{"https://example.org/a_(b)?c=d#e",
               "https://example.org/a_(b)?c=d#e",
               {1, 4},
               LinkKind::url});
    CHECK(link_of("See `the\npage <https://example.org/\nlong>`_.") ==
          Link{"the page", "https://example.org/long", {1, 5}, LinkKind::url});
    CHECK(link_of("See `<https://example.org>`__.").text == "https://example.org");
}

TEST_CASE("a named reference leads where its target says, wherever that stands") {
    CHECK(link_of("See Python_.\n\n.. _python: https://python.org\n") ==
          Link{"Python", "https://python.org", {1, 5}, LinkKind::url});
    CHECK(link_of("See `the\nManual`_.\n\n.. _The manual:\n   https://example.org/\n   manual\n")
              .destination == "https://example.org/manual");
    CHECK(link_of("See a_.\n\n.. _a: b_\n.. _b: https://b.org\n").destination == "https://b.org");
    CHECK(link_of("See `Set up`_.\n\nSet up\n======\n").destination == "#set-up");
    CHECK(read("See nothing_ and `less`_.\n\n.. _a: a_\n\na_\n").links.empty());
}

TEST_CASE("anonymous references take the anonymous targets in turn") {
    const Note note = read("`A`__ and b__.\n\n.. __: https://a.org\n__ https://b.org\n");
    REQUIRE(note.links.size() == 2);
    CHECK(note.links[0].destination == "https://a.org");
    CHECK(note.links[1] == Link{"b", "https://b.org", {1, 11}, LinkKind::url});
}

TEST_CASE("the entries of a toctree are links to documents") {
    const Note note = read(
        ".. toctree::\n"
        "   :maxdepth: 1\n"
        "\n"
        "   basic\n"
        "   Further on <deep/index>\n"
        "   self\n"
        "   parts/*\n"
        "   Home <https://example.org>\n");
    REQUIRE(note.links.size() == 3);
    CHECK(note.links[0] == Link{"basic", "basic", {4, 4}, LinkKind::doc});
    CHECK(note.links[1] == Link{"Further on", "deep/index", {5, 4}, LinkKind::doc});
    CHECK(note.links[2] == Link{"Home", "https://example.org", {8, 4}, LinkKind::url});
    CHECK(blocks(note).empty());
}

TEST_CASE("pictures are links, and a caption is text") {
    const Note note = read(
        ".. image:: a.png\n"
        "   :alt: A plan\n"
        "\n"
        ".. figure:: b.png\n"
        "\n"
        "   The caption\n"
        "\n"
        ".. |logo| image:: c.png\n");
    REQUIRE(note.links.size() == 3);
    CHECK(note.links[0] == Link{"A plan", "a.png", {1, 12}, LinkKind::image});
    CHECK(note.links[1].destination == "b.png");
    CHECK(note.links[2].destination == "c.png");
    CHECK(prose(note) == Strings{"The caption"});
}

TEST_CASE("code keeps its language, its layout and its line") {
    const Note note = read(
        "Sum\n"
        "===\n"
        "\n"
        ".. code-block:: py\n"
        "    :linenos:\n"
        "    :emphasize-lines: 2\n"
        "\n"
        "    def add(a, b):\n"
        "\n"
        "        return a + b  # ``kept``\n"
        "\n"
        "Done.\n");
    CHECK(
        note.sections[1].blocks ==
        std::vector<Block>{{"def add(a, b):\n\n    return a + b  # ``kept``\n", true, "python", 8},
                           {"Done.", false, "", 12}});
}

TEST_CASE("literal blocks have the language set before them") {
    const Note note = read(
        "First::\n"
        "\n"
        "    a\n"
        "\n"
        ".. highlight:: c++\n"
        "\n"
        "Second: ::\n"
        "  b\n"
        "\n"
        "::\n"
        "\n"
        "> quoted\n"
        "> lines\n"
        "\n"
        ".. code-block::\n"
        "\n"
        "   d\n");
    CHECK(blocks(note) == std::vector<Block>{{"First:", false, "", 1},
                                             {"a\n", true, "", 3},
                                             {"Second: ::", false, "", 7},
                                             {"b", false, "", 8},
                                             {"> quoted\n> lines\n", true, "cpp", 12},
                                             {"d\n", true, "cpp", 17}});
}

TEST_CASE("a parsed literal is code with links") {
    const Note note = read(".. parsed-literal::\n\n   run **now**\n     :ref:`a <b>`\n");
    CHECK(blocks(note) == std::vector<Block>{{"run now\n  a\n", true, "", 3}});
    CHECK(note.links == std::vector<Link>{{"a", "b", {4, 6}, LinkKind::ref}});
}

TEST_CASE("a doctest is Python") {
    CHECK(blocks(read("Try:\n\n>>> 1 + 1\n2\n\nYes.\n")) ==
          std::vector<Block>{{"Try:", false, "", 1},
                             {">>> 1 + 1\n2\n", true, "python", 3},
                             {"Yes.", false, "", 6}});
}

TEST_CASE("the inside of a directive is text") {
    CHECK(prose(read(".. note:: One\n   line.\n\n   * Two\n\n"
                     ".. versionadded:: 3.8\n   Faster.\n\n"
                     ".. topic:: Title\n   :class: wide\n\n   Body\n\n"
                     ".. py:function:: open(path)\n   :async:\n\n   Opens.\n\n"
                     ".. no-such-thing::\n\n   Kept.\n")) ==
          Strings{"One line.", "Two", "3.8 Faster.", "Title", "Body", "open(path)", "Opens.",
                  "Kept."});
}

TEST_CASE("invisible parts are dropped") {
    CHECK(blocks(read(".. A comment\n   of two lines\n\n   and a paragraph.\n\n"
                      "..\n   Another.\n\n"
                      ".. contents:: On this page\n   :local:\n\n"
                      ".. raw:: html\n\n   <b>\n\n"
                      ".. include:: other.rst\n"
                      ".. index:: a; b\n"
                      ".. currentmodule:: os\n"
                      ".. |x| replace:: y\n"))
              .empty());
}

TEST_CASE("an empty comment ends before a blank line") {
    CHECK(prose(read("..\n\n   A quotation.\n")) == Strings{"A quotation."});
}

TEST_CASE("headings may stand in what is shown on a condition") {
    const Note note = read(".. only:: html\n\n   Guides\n   ======\n\n   Text\n");
    CHECK(outline(note) == Strings{"3 1 Guides #guides"});
    CHECK(note.sections[1].place == Place{3, 4});
}

TEST_CASE("meta fields and the field list at the top are front matter") {
    const Note note = read(
        ":orphan:\n"
        ":title: Pipes and queues\n"
        ":tags: shell, unix\n"
        "\n"
        ".. meta::\n"
        "    :description lang=en: What a pipe\n"
        "        does.\n"
        "    :keywords: pipe, FIFO,\n"
        "\n"
        "Pipes\n"
        "=====\n");
    CHECK(note.front_matter.title == "Pipes and queues");
    CHECK(note.front_matter.description == "What a pipe does.");
    CHECK(note.front_matter.tags == Strings{"shell", "unix"});
    CHECK(note.front_matter.aliases == Strings{"pipe", "FIFO"});
    CHECK(note.front_matter.lines == 3);
    CHECK(note.title == "Pipes and queues");
    CHECK(note.sections[0].place == Place{5, 1});
    CHECK(blocks(note).empty());
}

TEST_CASE("lists of definitions and fields, line blocks and quotations are text") {
    CHECK(prose(read("term\n    What it means.\n\n"
                     "Text.\n\n"
                     ":param x: the\n    number\n\n"
                     "| A line\n| and another\n\n"
                     "  A quotation.\n\n"
                     "  -- Somebody\n")) == Strings{"term", "What it means.", "Text.",
                                                    "param x: the number", "A line and another",
                                                    "A quotation.", "-- Somebody"});
}

TEST_CASE("the cells of a grid table are text, and a row with a link is an item") {
    const Note note = read(
        "+--------+-------------+\n"
        "| Köpfe  | ``b``       |\n"
        "+========+=============+\n"
        "| Which? | :ref:`this  |\n"
        "|        | one <x>`    |\n"
        "+--------+-------------+\n"
        "| spans both           |\n"
        "+--------+-------------+\n");
    CHECK(blocks(note) == std::vector<Block>{{"Köpfe b", false, "", 2},
                                             {"Which? this one", false, "", 4},
                                             {"spans both", false, "", 7}});
    REQUIRE(note.items.size() == 1);
    CHECK(note.items[0].kind == Item::Kind::row);
    CHECK(note.items[0].text == "Which?");
    CHECK(note.items[0].place == Place{4, 1});
    CHECK(note.items[0].end_line == 5);
    CHECK(note.links == std::vector<Link>{{"this one", "x", {4, 12}, LinkKind::ref}});
}

TEST_CASE("the cells of a simple table are text") {
    const Note note = read(
        "=====  =====\n"
        "Both heads\n"
        "------------\n"
        "a      b\n"
        "=====  =====\n"
        "one    two\n"
        "       lines\n"
        "three\n"
        "=====  =====\n"
        "\n"
        "After.\n");
    CHECK(prose(note) == Strings{"Both heads", "a b", "one two lines", "three", "After."});
}

TEST_CASE("a list table has rows") {
    const Note note = read(
        ".. list-table:: Options\n"
        "   :header-rows: 1\n"
        "\n"
        "   * - Name\n"
        "     - Meaning\n"
        "   * - ``-v``\n"
        "     - more, see\n"
        "       :doc:`log`\n");
    CHECK(prose(note) == Strings{"Options", "Name Meaning", "-v more, see log"});
    REQUIRE(note.items.size() == 1);
    CHECK(note.items[0].kind == Item::Kind::row);
    CHECK(note.items[0].text == "-v");
    CHECK(note.items[0].place == Place{6, 4});
}

TEST_CASE("lines that end in CR LF are read alike") {
    const std::string text =
        "Pipes\n=====\n\n* Why? :ref:`a\n  b <c>`\n\n.. code-block:: sh\n\n   ls |\n   wc\n";
    std::string windows;
    for (const char c : text) windows += c == '\n' ? std::string("\r\n") : std::string(1, c);
    CHECK(read(windows) == read(text));
}

TEST_CASE("tabs indent to the next eighth column, places count bytes") {
    const Note note = read("-\tWhy :doc:`so`?\n\n\tMore.\n");
    REQUIRE(note.items.size() == 1);
    CHECK(note.items[0].end_line == 3);
    CHECK(note.links.at(0).place == Place{1, 7});
}

TEST_CASE("a note may be empty") {
    const Note note = read("");
    CHECK(note.title == "page");
    CHECK(note.sections.size() == 1);
    CHECK(note.sections[0].place == Place{1, 1});
}

TEST_CASE("docutils ids are lower case ASCII without digits in front") {
    CHECK(docutils_id("Hello, World!") == "hello-world");
    CHECK(docutils_id("3.11: What's __new__?") == "what-s-new");
    CHECK(docutils_id("Straße à la œuvre, Łódź ½") == "strasze-a-la-oeuvre-lodz-12");
    CHECK(docutils_id("漢字 -- 42").empty());
}

TEST_CASE("hostile notes are read in linear time and without deep recursion") {
    constexpr std::size_t size = 1 << 18;
    std::string stairs;
    for (std::size_t i = 0; stairs.size() < size; ++i) stairs += std::string(2 * i, ' ') + "* a\n";
    std::vector<std::string> notes{
        stairs, "=" + repeated(" =", size / 4) + "\n" + repeated("a\n", size / 4),
        repeated("+---", size / 8) + "+\n" + repeated("|\n", size / 4)};
    for (const std::string part :
         {"* ",          "`",          "``a ",        "`a ",      ":a:`b ",  "`a`:b:",
          "_",           "a_:",        "a__ ",        "*a ",      "**",      "|a ",
          "[",           "[a",         "[1]_ ",       "::\n\n",   "a::\n",   ":a",
          "http://",     "http://( ",  "\\",          "\\`",      "== ==\n", "== ==\nx\n\n",
          "+---+---+\n", ".. note:: ", ".. _a: b_\n", ":a: :b: ", "1. ",     "a\n b\n",
          "  a\n b\n",   ">>> a\n\n",  "<",           "\t* a\n",  "..\n",    "....\n",
          "`a <b>`_ "}) {
        notes.push_back(repeated(part, size / part.size()));
    }
    for (const std::string& text : notes) {
        const double begin = crib::processor_time();
        const Note note = read(text);
        const double elapsed = crib::processor_time() - begin;
        INFO(text.substr(0, 20));
        CHECK(note.sections.size() >= 1);
        // Quadratic time would be minutes.
        CHECK(elapsed < 5);
    }
}

}  // namespace crib
