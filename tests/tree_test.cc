#include "indexer/tree.h"

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "indexer/reader.h"
#include "tests/catch.h"

using crib::Note;
using crib::Problem;
using crib::Question;
using crib::QuestionRef;
using crib::Tree;
using crib::TreeRecord;

namespace {

using Strings = std::vector<std::string>;

Tree tree(const std::map<std::string, std::string>& texts, const std::string& anchors = "",
          const std::set<std::string>& files = {}) {
    std::vector<Note> notes;
    for (const auto& [path, text] : texts) notes.push_back(crib::read_note(text, path));
    TreeRecord record;
    record.anchors = anchors;
    return crib::assemble(std::move(record), std::move(notes),
                          [&](const std::string& path) { return files.contains(path); });
}

// "path:line text" of each question.
Strings questions(const Tree& tree) {
    Strings result;
    for (std::size_t note = 0; note < tree.notes.size(); ++note) {
        for (const Question& question : tree.questions[note]) {
            result.push_back(tree.notes[note].path + ":" + std::to_string(question.place.line) +
                             " " + question.text);
        }
    }
    return result;
}

// "path#anchor: question, ..." of each section that questions lead to.
Strings asked(const Tree& tree) {
    Strings result;
    for (const auto& [target, refs] : tree.asked) {
        std::string line = tree.notes[target.note].path + "#" + tree.section(target).anchor + ":";
        for (const QuestionRef& ref : refs) {
            line += " " + tree.questions[ref.note][ref.question].text;
        }
        result.push_back(line);
    }
    return result;
}

// "path:line:column kind" of each problem.
Strings problems(const Tree& tree) {
    Strings result;
    for (const Problem& problem : crib::problems_of(tree)) {
        result.push_back(problem.path + ":" + std::to_string(problem.place.line) + ":" +
                         std::to_string(problem.place.column) + " " + problem.kind);
    }
    return result;
}

}  // namespace

TEST_CASE("a row of a table of contents and its heading are one question") {
    const Tree made = tree({{"page.md",
                             "| No. | Questions |\n"
                             "|---|---|\n"
                             "| 1 | [What is React?](#what-is-react) |\n"
                             "| 2 | [Why?](#how) |\n"
                             "\n"
                             "1. ### What is *React*?\n"
                             "\n"
                             "   A library.\n"
                             "\n"
                             "2. ### How?\n"}});
    CHECK(questions(made) ==
          Strings{"page.md:4 Why?", "page.md:6 What is React?", "page.md:10 How?"});
}

TEST_CASE("an item that repeats a heading of another note is that question") {
    const Tree made = tree({{"index.md",
                             "- [What is a list?](lists.md#1-what-is-a-list)\n"
                             "- What is a list? [Lists](lists.md)\n"},
                            {"lists.md", "# Lists\n\n## 1. What is a list?\n"}});
    CHECK(questions(made) == Strings{"index.md:2 What is a list?", "lists.md:3 What is a list?"});
}

TEST_CASE("headings that ask the same are questions each") {
    const Tree made = tree({{"a.md", "## Why?\n\n## Why?\n"}, {"b.md", "## Why?\n"}});
    CHECK(questions(made) == Strings{"a.md:1 Why?", "a.md:3 Why?", "b.md:1 Why?"});
}

TEST_CASE("a section knows the questions that lead to it, its own heading's among them") {
    const Tree made = tree({{"map.md",
                             "- How to copy? [Copy](lists.md#copy) · [Lists](lists.md)\n"
                             "- How deep? [Copy](lists.md#copy), [web](https://e.org)\n"},
                            {"lists.md", "Intro.\n\n## Copy\n\n## Why lists?\n"}});
    CHECK(asked(made) == Strings{"lists.md#: How to copy?", "lists.md#copy: How to copy? How deep?",
                                 "lists.md#why-lists: Why lists?"});
}

TEST_CASE("a question that links twice to a section leads to it once") {
    CHECK(asked(tree({{"map.md", "- How? [a](b.md#c) · [d](b.md#c)\n"}, {"b.md", "## c\n"}})) ==
          Strings{"b.md#c: How?"});
    CHECK(asked(tree({{"map.md", "- How? [a](b.md#gone)\n"}, {"b.md", "## c\n"}})).empty());
}

TEST_CASE("a tree resolves its links by the anchors that it declares") {
    const std::map<std::string, std::string> texts = {{"a.md", "[x](#foo-bar)\n\n## Foo_bar\n"}};
    CHECK(problems(tree(texts)) == Strings{"a.md:1:1 loose"});
    CHECK(problems(tree(texts, "github")) == Strings{"a.md:1:1 loose"});
    for (const char* style : {"docutils", "mkdocs", "pandoc", "mdbook"}) {
        CHECK(problems(tree(texts, style)).empty());
    }
}

TEST_CASE("problems come by place, those of front matter and of images among them") {
    const Tree made =
        tree({{"b.md", "---\na: b: c\n---\n![x](gone.png) [y](gone.md)\n\n> [z](#gone)\n"},
              {"a.md", "[x](../b.md) [y](main.c) [z](main.h)\n"}},
             "", {"main.c"});
    CHECK(problems(made) == Strings{"a.md:1:1 outside", "a.md:1:26 note", "b.md:2:5 front-matter",
                                    "b.md:4:1 note", "b.md:4:16 note", "b.md:6:3 section"});
}

TEST_CASE("a tree may be empty") {
    CHECK(questions(tree({})).empty());
    CHECK(problems(tree({})).empty());
}
