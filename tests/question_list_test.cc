// Questions in a list like those that people publish: a table of contents, then numbered headings
// in list items, each answer with a link back to the top.

#include <algorithm>
#include <ostream>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "indexer/note/slug.h"
#include "tests/catch.h"
#include "tests/indexed_notes.h"

namespace {

struct Asked {
    std::string text;
    int line = 0;
    int end_line = 0;
    std::string group;

    bool operator==(const Asked&) const = default;
};

std::ostream& operator<<(std::ostream& out, const Asked& asked) {
    return out << fmt::format("{}-{} {}: {}", asked.line, asked.end_line, asked.group, asked.text);
}

// Writes such a list, and records where each of its questions stands.
class QuestionList {
  public:
    QuestionList() {
        add("# Knots: Questions and Answers\n\n> Mend what is wrong, and add what is missing.\n");
        add("### Table of Contents\n\n<!-- TOC_START -->");
        add("| No. | Questions |\n| --- | --- |\n|     | **Basics** |");
        const std::vector<std::string> questions = all_questions();
        for (std::size_t i = 0; i < questions.size(); ++i) {
            add(fmt::format("| {:<3} | [{}](#{}) |", i + 1, questions[i],
                            crib::github_slug(questions[i])));
        }
        add("<!-- TOC_END -->\n");
        for (std::size_t i = 0; i < questions.size(); ++i) {
            if (i % 32 == 0) add_group(i == 0 ? "Basics" : "Advanced");
            add_question(i, questions[i]);
        }
        close_last();
        add("## Licence\n\nFree to all.");
    }

    const std::string& text() const { return text_; }
    const std::vector<Asked>& asked() const { return asked_; }

  private:
    static std::vector<std::string> all_questions() {
        std::vector<std::string> questions;
        for (const char* knot :
             {"bowline", "sheet bend", "clove hitch", "reef knot", "figure eight", "rolling hitch",
              "fisherman's bend", "trucker's hitch", "cow hitch", "half hitch", "anchor bend",
              "stopper", "prusik", "sheepshank", "slip knot", "noose"}) {
            questions.push_back(fmt::format("What is a {}?", knot));
            questions.push_back(fmt::format("How is a {} tied & untied?", knot));
            questions.push_back(fmt::format("When does a `{}` slip?", knot));
            questions.push_back(fmt::format("Difference between a {} and a splice", knot));
        }
        return questions;
    }

    void add_group(const std::string& group) {
        close_last();
        group_ = group;
        add(fmt::format("## {}\n", group));
    }

    void add_question(std::size_t index, const std::string& question) {
        close_last();
        std::string plain = question;
        std::erase(plain, '`');
        asked_.push_back({plain, line_, 0, group_});
        add(fmt::format("{}. ### {}\n", index + 1, question));
        switch (index % 5) {
            case 0:
                add("    A knot, and one of the oldest:\n\n    1. It holds.\n    2. Does it jam? "
                    "No.\n");
                break;
            case 1:
                add("    ```python\n    # What is this?\n    tie(rope)\n    ```\n");
                break;
            case 2:
                add("    <details><summary>Answer</summary>\n    <p>\n\n    Under load.\n\n    "
                    "</p>\n"
                    "    </details>\n");
                break;
            case 3:
                add("    #### In short\n\n    See [the first](#what-is-a-bowline).\n\n    | a | b "
                    "|\n"
                    "    | - | - |\n    | 1 | [2](https://example.org) |\n");
                break;
            default:
                add("Not indented at all, as it happens.\n");
        }
        add("    **[⬆ Back to Top](#table-of-contents)**\n");
    }

    // Ends the previous answer at the line before this one.
    void close_last() {
        if (!asked_.empty() && asked_.back().end_line == 0) asked_.back().end_line = line_ - 1;
    }

    void add(const std::string& lines) {
        text_ += lines + "\n";
        line_ += static_cast<int>(std::count(lines.begin(), lines.end(), '\n')) + 1;
    }

    std::string text_;
    int line_ = 1;
    std::string group_;
    std::vector<Asked> asked_;
};

}  // namespace

TEST_CASE("a long list of questions has each question once, with its place and answer") {
    const QuestionList list;
    REQUIRE(list.asked().size() == 64);
    const crib::Tree tree = crib::tree_of({{"README.md", list.text()}});
    const crib::LinkedNote note(tree, 0);
    std::vector<Asked> found;
    for (const crib::Question& question : note.questions()) {
        if (!question.section) FAIL(question.place.line << ": " << question.text);
        const crib::Section& section = note.note().sections[*question.section];
        CHECK(question.end_line == section.end_line);
        found.push_back({question.text, question.place.line, question.end_line, question.group});
    }
    CHECK(found == list.asked());
    CHECK(note.problems().empty());
}
