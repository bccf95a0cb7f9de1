#include "indexer/note/front_matter.h"

#include <string>
#include <vector>

#include "tests/catch.h"

using crib::FrontMatter;
using crib::Place;
using crib::Problem;

namespace {

using Strings = std::vector<std::string>;

// Reads a text that has no problems.
FrontMatter read(const std::string& text) {
    std::vector<Problem> problems;
    FrontMatter result = crib::read_front_matter(text, "note.md", problems);
    CHECK(problems.empty());
    return result;
}

}  // namespace

TEST_CASE("front matter gives a note its title, description, tags and names") {
    const FrontMatter result = read(
        "---\n"
        "title: \"Lists: how to copy them\"\n"
        "description: Shallow and deep copies.\n"
        "tags: [python, data structures]\n"
        "aliases:\n"
        "- dir\n"
        "- gci\n"
        "lang: de\n"
        "ms.date: 01/02/2024\n"
        "---\n"
        "# Text\n");
    CHECK(result.title == "Lists: how to copy them");
    CHECK(result.description == "Shallow and deep copies.");
    CHECK(result.tags == Strings{"python", "data structures"});
    CHECK(result.aliases == Strings{"dir", "gci"});
    CHECK(result.language == "de");
    CHECK(result.lines == 10);
}

TEST_CASE("keywords of all kinds are names, and categories tags") {
    const FrontMatter result = read(
        "---\n"
        "f1_keywords: [\"vector\"]\n"
        "helpviewer_keywords: [\"push_back method\", \"pop\"]\n"
        "keywords: grow, shrink to fit\n"
        "category: C++\n"
        "Tags: stl\n"
        "---\n");
    CHECK(result.aliases == Strings{"vector", "push_back method", "pop", "grow", "shrink to fit"});
    CHECK(result.tags == Strings{"C++", "stl"});
}

TEST_CASE("tags may be single words, and a category or alias several") {
    CHECK(read("---\ntags: one two\n---\n").tags == Strings{"one", "two"});
    CHECK(read("---\ncategories: one, two three\n---\n").tags == Strings{"one", "two three"});
    CHECK(read("---\ncategory: JavaScript libraries\n---\n").tags ==
          Strings{"JavaScript libraries"});
    CHECK(read("---\naliases: My Old Name\n---\n").aliases == Strings{"My Old Name"});
}

TEST_CASE("front matter may hold synonyms, and say whether items are questions") {
    const FrontMatter result = read(
        "---\n"
        "synonyms:\n"
        "- dict, dictionary, map\n"
        "- list, array\n"
        "questions: no\n"
        "---\n");
    CHECK(result.synonyms == Strings{"dict, dictionary, map", "list, array"});
    CHECK(result.questions == false);
    CHECK(read("---\nsynonyms: a, b\nquestions: true\n---\n").synonyms == Strings{"a, b"});
    CHECK(read("---\nquestions: true\n---\n").questions == true);
    CHECK_FALSE(read("---\nquestions: perhaps\n---\n").questions);
}

TEST_CASE("front matter may end in dots, with carriage returns or with the file") {
    CHECK(read("---\ntitle: A\n...\ntext\n").lines == 3);
    CHECK(read("---\r\ntitle: A\r\n---\r\ntext\r\n").title == "A");
    CHECK(read("--- \ntitle: A\n---").lines == 3);
    CHECK(read("---\n---\ntext\n").lines == 2);
}

TEST_CASE("text is not front matter") {
    CHECK(read("").lines == 0);
    CHECK(read("# Title\n---\ntitle: A\n---\n").lines == 0);
    CHECK(read("\n---\ntitle: A\n---\n").lines == 0);
    CHECK(read("---\ntitle: A\n").lines == 0);
    CHECK(read("---\nOnly a sentence.\n---\n").lines == 0);
    CHECK(read("---\nNote: this: is\na text.\n---\n").lines == 0);
    CHECK(read("---\n- a\n- b\n---\n").lines == 0);
    CHECK(read("----\ntitle: A\n----\n").lines == 0);
}

TEST_CASE("values of an unexpected kind are left out") {
    const FrontMatter result = read("---\ntitle: [a]\ntags: {a: b}\naliases:\n? [x]\n: y\n---\n");
    CHECK(result.title.empty());
    CHECK(result.tags.empty());
    CHECK(result.aliases.empty());
}

TEST_CASE("a line that is not YAML is reported with its place, and the others are read") {
    std::vector<Problem> problems;
    const FrontMatter result = crib::read_front_matter(
        "---\ntags: [a]\ntitle: A: B\naliases:\n  - %\n  - b\n---\ntext\n", "note.md", problems);
    CHECK(result.lines == 7);
    CHECK(result.title.empty());
    CHECK(result.tags == Strings{"a"});
    CHECK(result.aliases == Strings{"b"});
    REQUIRE(problems.size() == 2);
    CHECK(problems[0] ==
          Problem{"note.md",
                  {3, 9},
                  crib::ProblemKind::front_matter,
                  "",
                  "front matter is not YAML: illegal map value; this line is not read",
                  ""});
    CHECK(problems[1].place == Place{5, 5});
}

TEST_CASE("YAML that stays wrong is reported once, and not read as text") {
    std::vector<Problem> problems;
    const FrontMatter result =
        crib::read_front_matter("---\ntitle: A\ntags: [a\n---\ntext\n", "note.md", problems);
    CHECK(result.lines == 4);
    CHECK(result.title.empty());
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].place == Place{4, 1});
    CHECK(problems[0].message ==
          "front matter is not YAML: end of sequence flow not found; its title and tags are not "
          "read");
}

TEST_CASE("only the first of many errors are reported") {
    std::vector<Problem> problems;
    std::string text = "---\ntitle: A\n";
    for (int i = 0; i < 100; ++i) text += "key" + std::to_string(i) + ": a: b\n";
    CHECK(crib::read_front_matter(text + "---\n", "note.md", problems).title.empty());
    CHECK(problems.size() == 8);
}

TEST_CASE("front matter may be TOML") {
    const FrontMatter result = read(
        "+++\n"
        "title = \"Reef = sea\"  # a comment\n"
        "date = 2024-01-02T10:00:00Z\n"
        "aliases = [\n"
        "  \"atoll\",\n"
        "  'key',\n"
        "]\n"
        "\n"
        "[taxonomies]\n"
        "tags = [\"fish\", \"sea/kelp\"]\n"
        "[[menu.main]]\n"
        "tags = 'none'\n"
        "+++\n"
        "# Text\n");
    CHECK(result.title == "Reef = sea");
    CHECK(result.aliases == Strings{"atoll", "key"});
    CHECK(result.tags == Strings{"fish", "sea/kelp", "sea"});
    CHECK(result.lines == 13);
    CHECK(read("+++\ntitle = 'x'\n").lines == 0);
    std::vector<Problem> problems;
    crib::read_front_matter("+++\na = 'b'\ntitle = [}\n+++\n", "note.md", problems);
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].place.line == 3);
    CHECK(problems[0].message.starts_with("front matter is not TOML: "));
}

TEST_CASE("front matter may be JSON") {
    for (const std::string text : {"{\n  \"title\": \"Reef\",\n  \"tags\": [\"a\"]\n}\n\ntext\n",
                                   ";;;\n\"title\": \"Reef\",\n\"tags\": [\"a\"]\n;;;\n\ntext\n"}) {
        const FrontMatter result = read(text);
        CHECK(result.title == "Reef");
        CHECK(result.tags == Strings{"a"});
        CHECK(result.lines == 4);
    }
    CHECK(read("{\nno end\n").lines == 0);
}

TEST_CASE("a tag may have a # and tags above it") {
    CHECK(read("---\ntags: ['#reef', a/b/c, a/d]\n---\n").tags ==
          Strings{"reef", "a/b/c", "a/b", "a", "a/d"});
    CHECK(read("---\ntaxonomies:\n  tags: [x, y]\n---\n").tags == Strings{"x", "y"});
}

TEST_CASE("front matter of more than 64 kB is reported and skipped") {
    std::vector<Problem> problems;
    const FrontMatter result = crib::read_front_matter(
        "---\ntitle: A\ntext: " + std::string(70'000, 'x') + "\n---\n", "note.md", problems);
    CHECK(result.title.empty());
    CHECK(result.lines == 4);
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].message == "front matter of more than 64 kB is not read");
}

TEST_CASE("aliases of YAML that double and double do no harm") {
    std::string text = "---\na0: &a0 [x]\n";
    for (int i = 1; i < 40; ++i) {
        const std::string name = "a" + std::to_string(i);
        const std::string last = "*a" + std::to_string(i - 1);
        text += name + ": &" + name + " [" + last + ", " + last + "]\n";
    }
    CHECK(read(text + "tags: *a39\n---\n").tags.empty());
}
