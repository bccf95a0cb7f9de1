#include "indexer/note/questions.h"

#include <string>
#include <vector>

#include "indexer/formats/markdown/markdown.h"
#include "tests/catch.h"

using crib::find_questions;
using crib::find_see_also;
using crib::Link;
using crib::Note;
using crib::Question;
using crib::read_markdown;

namespace {

using Strings = std::vector<std::string>;

// Each question as "line:column text".
Strings questions(const std::string& text) {
    Strings result;
    for (const Question& question : find_questions(read_markdown(text, "page.md"))) {
        result.push_back(std::to_string(question.place.line) + ":" +
                         std::to_string(question.place.column) + " " + question.text);
    }
    return result;
}

Question only_question(const std::string& text) {
    const std::vector<Question> found = find_questions(read_markdown(text, "page.md"));
    REQUIRE(found.size() == 1);
    return found[0];
}

// The destinations of a note's only question.
Strings destinations(const std::string& text) {
    const Note note = read_markdown(text, "page.md");
    const std::vector<Question> found = find_questions(note);
    Strings result;
    for (const Question& question : found) {
        for (const std::size_t link : question.links) {
            result.push_back(note.links[link].destination);
        }
    }
    return found.size() == 1 ? result : Strings{"not one question"};
}

}  // namespace

// Bullets

TEST_CASE("a bullet that asks is a question, and its links are where it leads") {
    const std::string text =
        "## Language\n"
        "\n"
        "- What does `from __future__ import ...` do, and which\n"
        "  imports still matter? [→ basic: Print](a.md#print) ·\n"
        "  [Division](a.md#division) ·\n"
        "  [Annotations](a.md#annotations)\n";
    const Question question = only_question(text);
    CHECK(question.text ==
          "What does from __future__ import ... do, and which imports still matter?");
    CHECK(question.group == "Language");
    CHECK(question.place == crib::Place{3, 1});
    CHECK(question.end_line == 6);
    CHECK_FALSE(question.section);
    CHECK(destinations(text) == Strings{"a.md#print", "a.md#division", "a.md#annotations"});
}

TEST_CASE("a question needs no link, and no particular question mark") {
    CHECK(questions("- What is CORS?\n- 什么是闭包？\n- ما هي؟\n- Plain text.\n") ==
          Strings{"1:1 What is CORS?", "2:1 什么是闭包？", "3:1 ما هي؟"});
    CHECK(questions("- (Why *not*?)\n- \"Why?\"\n- Why?:\n") ==
          Strings{"1:1 (Why not?)", "2:1 \"Why?\"", "3:1 Why?"});
}

TEST_CASE("the number before a question and the separator behind it are no part of it") {
    CHECK(questions("- **1.** What?\n- *2)* Why? → [a](b)\n- Who? — [a](b)\n") ==
          Strings{"1:1 What?", "2:1 Why?", "3:1 Who?"});
    CHECK(questions("- 12 monkeys, who?\n- 3.11 or 3.12?\n- 2FA, why?\n") ==
          Strings{"1:1 12 monkeys, who?", "2:1 3.11 or 3.12?", "3:1 2FA, why?"});
}

TEST_CASE("among bullets that ask, others that open like a question are questions") {
    CHECK(questions("- What is CORS?\n- What is CSP?\n- Explain event delegation.\n- Describe how "
                    "`this` works\n") == Strings{"1:1 What is CORS?", "2:1 What is CSP?",
                                                 "3:1 Explain event delegation.",
                                                 "4:1 Describe how this works"});
    CHECK(questions(
              "- Explain it again.\n- Describe the steps.\n- List the steps.\n- Name the parts.\n")
              .empty());
    CHECK(questions("- What is CORS?\n- Install it.\n- Run it.\n- Explain it to me.\n") ==
          Strings{"1:1 What is CORS?"});
}

TEST_CASE("a follow-up nested in a question is a question of its own") {
    CHECK(questions("- What is a closure?\n  - How is one made?\n  - An example.\n") ==
          Strings{"1:1 What is a closure?", "2:3 How is one made?"});
}

TEST_CASE("links of items nested in a question lead on from it") {
    CHECK(destinations("- What is a closure?\n  - [Closures](a.md)\n  - [Scope](b.md)\n") ==
          Strings{"a.md", "b.md"});
    CHECK(destinations("- What is a closure?\n  - see [Closures](a.md)\n") == Strings{"a.md"});
}

TEST_CASE("a text about a question mark does not ask") {
    CHECK(questions("- Windows mode: Ctrl+Alt+?\n- Vi mode: `<?>`\n- `-Help`, `-?`, `/?`\n"
                    "- The operator `??`\n- `?`\n- a star (*) or a question mark (?)\n")
              .empty());
    CHECK(questions("- What is C++?\n- Have you used `->`?\n- Why `[[]] * n`?\n") ==
          Strings{"1:1 What is C++?", "2:1 Have you used ->?", "3:1 Why [[]] * n?"});
}

TEST_CASE("a question may have a remark behind it, or go on") {
    CHECK(questions("- What is hoisting? (junior)\n- What is a closure? ⭐⭐\n- Why? [hard]\n"
                    "- What is `this`? Give an example\n") ==
          Strings{"1:1 What is hoisting? (junior)", "2:1 What is a closure? ⭐⭐", "3:1 Why? [hard]",
                  "4:1 What is this? Give an example"});
    CHECK(questions("- Is it full? If so, empty it. Then fill it.\n- Lost? The map has it.\n")
              .empty());
}

TEST_CASE("French leaves a space before the mark, Spanish opens with one") {
    CHECK(questions("- Qu'est-ce que la portée ?\n- ¿Qué es C++?\n") ==
          Strings{"1:1 Qu'est-ce que la portée ?", "2:1 ¿Qué es C++?"});
}

TEST_CASE("half a sentence that opens like a question asks nothing") {
    CHECK(questions("- When making a view, use: [a](b)\n- Where it fails, see: [c](d)\n").empty());
    CHECK(questions("- What a view is: [a](b)\n- How to make one: [c](d)\n").empty());
}

TEST_CASE("a list of articles elsewhere is not a list of questions because one asks") {
    const std::string articles =
        "- [A history of views](https://x.org/1)\n- [Why views?](https://x.org/2)\n"
        "- [Views today](https://x.org/3)\n";
    CHECK(questions(articles).empty());
    CHECK(questions("- [Why views?](https://x.org/1)\n- [What is one?](https://x.org/2)\n") ==
          Strings{"1:1 Why views?", "2:1 What is one?"});
}

// Maps

TEST_CASE("in a map of questions an item needs no question mark") {
    CHECK(questions("- What is a list?\n  [a](b)\n- Copying lists:\n  [c](d)\n- How to sort?\n  "
                    "[e](f)\n") ==
          Strings{"1:1 What is a list?", "3:1 Copying lists", "5:1 How to sort?"});
}

TEST_CASE("a page of links is not a map") {
    CHECK(questions("- The docs: [a](b)\n- The source: [c](d)\n- The wiki: [e](f)\n").empty());
    CHECK(questions("- [a](b)\n- [c](d)\n- [e](f)\n").empty());
}

TEST_CASE("prose with links in it asks nothing") {
    CHECK(
        questions("- Use [a](b) to copy a list.\n- Then call [c](d) on it.\n- Where to go: see the "
                  "[guide](e), which explains it.\n")
            .empty());
    CHECK(questions("- What is new: a page.\n\n  Read [all of it](b) at once.\n- How it works.\n\n"
                    "  See [the code](c) as well.\n- When it fails.\n\n  Call [us](d) now.\n")
              .empty());
}

TEST_CASE("front matter says whether a page is a map") {
    const std::string map = "- Copying: [a](b)\n- Sorting: [c](d)\n";
    CHECK(questions(map).empty());
    CHECK(questions("---\nquestions: true\n---\n" + map) == Strings{"4:1 Copying", "5:1 Sorting"});
    CHECK(questions("---\nquestions: false\n---\n- What?\n## Why?\n").empty());
}

TEST_CASE("See Also is not a group of questions") {
    const std::string text =
        "## Lists\n\n- What is a list?\n  [a](b)\n\n## See also\n\n- What else? [c](d)\n"
        "- [e](f) and [g](h)\n";
    CHECK(questions(text) == Strings{"3:1 What is a list?"});
    const Note note = read_markdown(text, "page.md");
    Strings found;
    for (const std::size_t link : find_see_also(note))
        found.push_back(note.links[link].destination);
    CHECK(found == Strings{"d", "f", "h"});
}

// Rows

TEST_CASE("a row of a table is a question if its link asks, or its text does") {
    const std::string text =
        "| No. | Question |\n"
        "|---|---|\n"
        "| 1 | [What is React?](#what-is-react) |\n"
        "| 2 | Why? [x](y) |\n"
        "| 3 | [Closures](#closures) |\n";
    CHECK(questions(text) == Strings{"3:1 What is React?", "4:1 Why?"});
}

TEST_CASE("a row that numbers its question leads where the link does") {
    CHECK(destinations("| No. | Question |\n|---|---|\n| 1 | [What is React?](#what) |\n") ==
          Strings{"#what"});
}

// Headings

TEST_CASE("a heading that asks is a question, which its own section answers") {
    const Question question = only_question("# Lists\n\n## What is a list?\n\nText.\n\n### Part\n");
    CHECK(question.text == "What is a list?");
    CHECK(question.group == "Lists");
    CHECK(question.place == crib::Place{3, 1});
    CHECK(question.end_line == 7);
    CHECK(question.section == 2);
    CHECK(question.links.empty());
}

TEST_CASE("a numbered heading in an item is a question, and the item none") {
    CHECK(questions("1.  ### What is React?\n\n    It is [a library](x), isn't it?\n\n"
                    "    - **[Back to Top](#top)**\n\n2.  ### How?\n") ==
          Strings{"1:5 What is React?", "7:5 How?"});
}

TEST_CASE("in a list of headings that ask, one that does not is a question") {
    const std::string list =
        "1. ### What is a view?\n2. ### How is it made?\n3. ### Object.freeze\n\n"
        "   #### Example\n4. ### Why freeze?\n5. ### When does it thaw?\n";
    CHECK(questions(list) == Strings{"1:4 What is a view?", "2:4 How is it made?",
                                     "3:4 Object.freeze", "6:4 Why freeze?",
                                     "7:4 When does it thaw?"});
}

TEST_CASE("quiz headings that ask the same are questions each") {
    const std::string text =
        "###### 1. What's the output?\n\n```js\na\n```\n\n###### 2. What's the output?\n\n"
        "```js\nb\n```\n";
    CHECK(questions(text) == Strings{"1:1 What's the output?", "7:1 What's the output?"});
}

TEST_CASE("among headings that ask, others that open like a question are questions") {
    CHECK(
        questions("### What is a closure\n### How does `this` work\n### Explain variable hoisting\n"
                  "### What are promises\n### Notes\n") ==
        Strings{"1:1 What is a closure", "2:1 How does this work", "3:1 Explain variable hoisting",
                "4:1 What are promises"});
}

TEST_CASE("a page's title and a heading among others that don't ask are no questions") {
    CHECK(questions("# What is new\n## How it works\n## Setup\n## Usage\n## License\n").empty());
    CHECK(questions("# What is new?\n") == Strings{"1:1 What is new?"});
}

TEST_CASE("front matter can make all headings of a page questions") {
    CHECK(questions("---\nquestions: true\n---\n# Page\n## Closures\n## 42\n") ==
          Strings{"5:1 Closures"});
}

// Not questions

TEST_CASE("navigation leads nowhere") {
    CHECK(destinations("- What? [a](b) [⬆](#top) [Back to Top](#top) [↑ Back to top](#top) "
                       "[Next](c)\n") == Strings{"b", "c"});
    CHECK(destinations("- What? [1](a) [C++](b) [Top-level await](c)\n") == Strings{"a", "b", "c"});
    CHECK(destinations("- What? ![badge](a.svg)\n").empty());
}

TEST_CASE("a summary that asks is a question") {
    CHECK(questions("<details><summary>Why?</summary>\n\nBecause.\n\n</details>\n") ==
          Strings{"1:10 Why?"});
    CHECK(questions("<details><summary>Answer</summary>\n\nBecause.\n\n</details>\n").empty());
}

TEST_CASE("the group of a question before any heading is the note's title") {
    CHECK(only_question("- What?\n").group == "page");
    CHECK(only_question("# What?\n").group == "What?");
}

// Numbers and labels

TEST_CASE("the label of a question is no part of it, and hides no opening word") {
    CHECK(questions("### Q1: Explain the tide\n### Q2. What is a swell? ⭐\n### P3. How do locks "
                    "work\n### Question 4: Describe a bar\n") ==
          Strings{"1:1 Explain the tide", "2:1 What is a swell? ⭐", "3:1 How do locks work",
                  "4:1 Describe a bar"});
    CHECK(questions("- Q1. What is a tide?\n- Q2) What is a swell?\n") ==
          Strings{"1:1 What is a tide?", "2:1 What is a swell?"});
}

// Paragraphs

TEST_CASE("a bold paragraph that asks is a question, with the answer below it") {
    const std::string text =
        "## Tides\n\n**What makes a tide?**\n\nThe moon.\n\n- and the sun\n\n__Q: When is it "
        "highest?__\n\nAt full moon.\n\n## Rest\n";
    const std::vector<Question> found = find_questions(read_markdown(text, "page.md"));
    REQUIRE(found.size() == 2);
    CHECK(found[0].text == "What makes a tide?");
    CHECK(found[0].place == crib::Place{3, 1});
    CHECK(found[0].end_line == 8);
    CHECK(found[0].group == "Tides");
    CHECK(found[0].links.empty());
    CHECK(found[1].text == "When is it highest?");
    CHECK(found[1].end_line == 12);
}

TEST_CASE("a paragraph with a label or a number that asks is a question") {
    CHECK(
        questions("Q: What is a tide?\n\nA: Water.\n\nQ2. Explain a swell.\nA: Wind made "
                  "it.\n\n3\\. Why so salty?\n\nRivers.\n\n**4.** Where is it salty?\n\nEast.\n") ==
        Strings{"1:1 What is a tide?", "5:1 Explain a swell.", "8:1 Why so salty?",
                "12:1 Where is it salty?"});
}

TEST_CASE("the bold text before an answer is the question") {
    const std::string text =
        "1. **What is a tide?** It is [water](a.md).\n2. **What is a swell?**: "
        "Waves.\n";
    CHECK(questions(text) == Strings{"1:1 What is a tide?", "2:1 What is a swell?"});
    const std::vector<Question> found = find_questions(read_markdown(text, "page.md"));
    CHECK(found[0].answer == "It is water.");
    CHECK(found[0].links.empty());
    CHECK(found[1].answer == "Waves.");
    CHECK(questions("**What is a swell?** Waves from afar.\n") == Strings{"1:1 What is a swell?"});
    CHECK(destinations("- **What is a tide?** [a](b) · [c](d)\n") == Strings{"b", "d"});
}

TEST_CASE("plain prose that ends in a question mark asks nothing, and neither does a bold word") {
    CHECK(questions("What is a tide?\n\nWater.\n").empty());
    CHECK(questions("So we ask: **what is a tide?** Nobody knows.\n").empty());
    CHECK(questions("**Why?** Because.\n\n**Note** what is it?\n").empty());
    CHECK(questions("**Ready to sail now?**\n\n## Next\n").empty());
    CHECK(questions("```\n**What is a tide?**\nQ: What?\n```\n").empty());
}

TEST_CASE("a term that asks is a question, and its definition the answer") {
    const Question question = only_question("What is a tide?\n: Water.\n");
    CHECK(question.text == "What is a tide?");
    CHECK(question.answer == "Water.");
}

TEST_CASE("a heading of a word or two, with nothing below it, asks nothing") {
    CHECK(questions("## FAQ?\n\n## More\n").empty());
    CHECK(questions("## Need help?\n").empty());
    CHECK(questions("## Need help?\n\nCall us.\n") == Strings{"1:1 Need help?"});
}

// Links within a question

TEST_CASE("a question may hold links, and words may lead to those behind it") {
    CHECK(questions("- How does [a tide](a.md) differ from [a swell](b.md)?\n"
                    "- What is a tide? See [A](a.md).\n- What is a swell? (see [A](a.md))\n"
                    "- What is a bore? *easy* [A](a.md)\n- What is a reef? #sea [A](a.md)\n"
                    "- What is a bar? → [A](a.md)\n- What is an ebb ([RFC 1](a.md))?\n"
                    "- What does [`ebb`](a.md) return? Is it [whole](b.md)? [C](c.md)\n") ==
          Strings{"1:1 How does a tide differ from a swell?", "2:1 What is a tide?",
                  "3:1 What is a swell?", "4:1 What is a bore?", "5:1 What is a reef?",
                  "6:1 What is a bar?", "7:1 What is an ebb (RFC 1)?",
                  "8:1 What does ebb return? Is it whole?"});
    CHECK(questions("- [What is a tide](a.md)?\n- What is an ebb? :star: [A](a.md)\n") ==
          Strings{"1:1 What is a tide?", "2:1 What is an ebb?"});
    CHECK(destinations("- How does [a tide](a.md) differ from [a swell](b.md)? [C](c.md)\n") ==
          Strings{"a.md", "b.md", "c.md"});
    CHECK(questions("- Is it full? If so, use [this](a.md).\n- Lost? The [map](b.md) has it.\n"
                    "- You ask what [this](c.md) is? Then read on.\n"
                    "- See [What is a tide?](d.md) for more.\n- Need help? See [the docs](e.md).\n")
              .empty());
}

// Cells

TEST_CASE("a row is read by its cells, whatever their order") {
    CHECK(questions("| # | Level | Question | Answer |\n|---|---|---|---|\n"
                    "| 1 | easy | What is a tide? | [A](a.md) |\n"
                    "| 2 | hard | Tell a tide from a swell | [B](b.md) |\n") ==
          Strings{"3:1 What is a tide?", "4:1 Tell a tide from a swell"});
    CHECK(questions("| 1 | What is a tide? | easy | [A](a.md) |\n|---|---|---|---|\n"
                    "| 2 | What is a swell? | easy | [A](a.md) |\n"
                    "| 3 | [B](b.md) | easy | What is a bore? |\n") ==
          Strings{"3:1 What is a swell?", "4:1 What is a bore?"});
    const Question question =
        only_question("| Question | Answer |\n|---|---|\n| What is a tide? | Water. |\n");
    CHECK(question.text == "What is a tide?");
    CHECK(question.answer == "Water.");
    CHECK(
        questions("| Flag | Set? |\n|---|---|\n| a | Really? |\n| `b?` | `is it so?` |\n").empty());
}

// Marks

TEST_CASE("a mark asks behind a sign and in every script, but not in code") {
    CHECK(questions(
              "- Koja je razlika između == i ===?\n- Wie geht das in C++?\n- Was ist mit "
              "data-?\n- 潮汐/海流 ？\n- Τι είναι αυτό;\n- Τι είναι αυτό\u037E\n- ¿Qué es C++?\n"
              "- Comment faire ?\n") ==
          Strings{"1:1 Koja je razlika između == i ===?", "2:1 Wie geht das in C++?",
                  "3:1 Was ist mit data-?", "4:1 潮汐/海流 ？", "5:1 Τι είναι αυτό;",
                  "6:1 Τι είναι αυτό\u037E", "7:1 ¿Qué es C++?", "8:1 Comment faire ?"});
    CHECK(questions("- `empty?`\n- Call `is it me?`\n- a lazy one: a+?\n- Keys: Ctrl+?\n").empty());
    CHECK(questions("## `Array#empty?`\n\nText.\n").empty());
}

// Where links lead

TEST_CASE("a link is navigation by where it leads, whatever its label") {
    CHECK(destinations(
              "# Tides\n\n## Contents\n\n## All\n\n- What is a tide? [`next()`](a.md) "
              "[🔗](b.md) [Edit](c.md) [Home](d.md) [up](#tides) [C](#contents) [D](#all)\n") ==
          Strings{"a.md", "b.md", "c.md", "d.md", "#all"});
    CHECK(destinations(
              "# Tides\n- What is it? [a](page.md#tides) [b](page.md#top) [c](other.md#top)\n") ==
          Strings{"other.md#top"});
    CHECK(destinations("- What is it? [a](b.md) [Back to Top](#gone)\n") == Strings{"b.md"});
    CHECK(destinations("## Home\n- What is it? [Home](#home)\n") == Strings{"#home"});
}

TEST_CASE("the answer to an item may stand below it, without an indent") {
    const auto ends = [](const std::string& text) {
        std::vector<int> result;
        for (const Question& question : find_questions(read_markdown(text, "page.md")))
            result.push_back(question.end_line);
        return result;
    };
    CHECK(ends("1. What is a tide?\n\nWater.\n\n2. What is a swell?\n\nWaves.\n\n- long\n") ==
          std::vector<int>{4, 9});
    CHECK(ends("1. **What is a tide?**\n\nWater.\n") == std::vector<int>{3});
    CHECK(ends("- What is a tide?\n- What is a swell?\n- Why?\n\nAsk a pilot.\n").back() < 5);
}

TEST_CASE("a box for questions asks in its first line, and ends with its quote") {
    const std::string text =
        "# Sea\n\n> [!question]- What is a tide?\n> Water.\n>\n> And moon.\n\nMore.\n\n"
        "> [!faq] Explain a swell\n> Waves.\n\n> [!note] Is it so?\n> Yes.\n";
    CHECK(questions(text) == Strings{"3:3 What is a tide?", "10:3 Explain a swell"});
    const std::vector<Question> found = find_questions(read_markdown(text, "page.md"));
    CHECK(found[0].answer == "Water.");
    CHECK(found[0].end_line == 6);
    CHECK(found[1].end_line == 11);
}
