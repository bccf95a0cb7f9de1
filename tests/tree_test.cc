#include "indexer/links/tree.h"
#include "indexer/index/tree_record.h"

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "tests/catch.h"
#include "tests/indexed_notes.h"

using crib::Asker;
using crib::LinkedNote;
using crib::NoteTexts;
using crib::Problem;
using crib::Question;
using crib::Tree;
using crib::TreeRecord;

namespace {

using Strings = std::vector<std::string>;

Tree tree(const NoteTexts& texts, const std::string& anchors = "",
          const std::set<std::string>& files = {}) {
    TreeRecord record = crib::tree_record("n", "/notes");
    record.anchors = anchors;
    return crib::tree_of(texts, std::move(record), files);
}

// Each question as "path:line text".
Strings questions(const Tree& tree) {
    Strings result;
    for (std::size_t i = 0; i < tree.size(); ++i) {
        const LinkedNote note(tree, i);
        for (const Question& question : note.questions()) {
            result.push_back(tree.path(i) + ":" + std::to_string(question.place.line) + " " +
                             question.text);
        }
    }
    return result;
}

// Each section that questions lead to, as "path#anchor: question, ...".
Strings asked(const Tree& tree) {
    const crib::Askers askers = crib::find_askers(tree);
    Strings result;
    for (std::size_t i = 0; i < tree.size(); ++i) {
        const auto note = tree.read(i);
        for (std::size_t section = 0; section < note->sections.size(); ++section) {
            const auto found = askers.find(crib::id_of(tree.record(), *note, section));
            if (!crib::is_indexed(*note, section) || found == askers.end()) continue;
            std::string line = note->path + "#" + note->sections[section].anchor + ":";
            for (const Asker& asker : found->second) line += " " + asker.text;
            result.push_back(line);
        }
    }
    return result;
}

// Each problem as "path:line:column kind".
Strings problems(const Tree& tree) {
    Strings result;
    for (std::size_t i = 0; i < tree.size(); ++i) {
        for (const Problem& problem : LinkedNote(tree, i).problems()) {
            result.push_back(problem.path + ":" + std::to_string(problem.place.line) + ":" +
                             std::to_string(problem.place.column) + " " +
                             std::string(name_of(problem.kind)));
        }
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
    CHECK(questions(made) == Strings{"page.md:6 What is React?", "page.md:10 How?"});
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

TEST_CASE("a question that leads to a note without a beginning leads to its first section") {
    CHECK(asked(tree({{"map.md", "- How? [b](b.md) [c](b.md#c)\n"}, {"b.md", "# c\n\n## d\n"}})) ==
          Strings{"b.md#c: How?"});
}

TEST_CASE("a question that links twice to a section leads to it once") {
    CHECK(asked(tree({{"map.md", "- How? [a](b.md#c) · [d](b.md#c)\n"}, {"b.md", "## c\n"}})) ==
          Strings{"b.md#c: How?"});
    CHECK(asked(tree({{"map.md", "- How? [a](b.md#gone)\n"}, {"b.md", "## c\n"}})).empty());
}

TEST_CASE("a tree resolves its links by the anchors that it declares") {
    const NoteTexts texts = {{"a.md", "[x](#foo-bar)\n\n## Foo_bar\n"}};
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
