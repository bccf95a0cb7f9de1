#include "query/printing/template.h"
#include "indexer/index/record.h"

#include <string>
#include <vector>

#include "indexer/text/error.h"
#include "tests/catch.h"

using Catch::Matchers::ContainsSubstring;
using crib::Answer;
using crib::AnswerLink;
using crib::Template;
using Parts = std::vector<crib::TemplatePart>;

namespace {

AnswerLink copies() {
    AnswerLink link;
    link.title = "Copy Lists";
    link.path = "basic/list.md";
    link.line = 12;
    link.column = 3;
    link.end_line = 20;
    link.anchor = "copy-lists";
    link.breadcrumb = {"Basics", "Lists"};
    link.link = "list.md#copy-lists";
    link.url = "https://example.org/list";
    return link;
}

Answer question() {
    Answer answer;
    answer.rank = 2;
    answer.score = 1.5;
    answer.kind = crib::Kind::question;
    answer.title = "How to copy?";
    answer.group = "Data";
    answer.path = "map.md";
    answer.place = {7, 1};
    answer.snippet = "A copy is…";
    answer.links = {copies()};
    return answer;
}

std::string line(std::string_view format, const Answer& answer = question()) {
    return Template(format).line(answer, answer.links.front(), false);
}

std::string message(std::string_view format) {
    try {
        const Template layout(format);
        return "";
    } catch (const crib::Error& error) {
        return error.what();
    }
}

}  // namespace

TEST_CASE("a template tells what it prints") {
    CHECK(Template("{path}: {snippet}").has("snippet"));
    CHECK_FALSE(Template("{path} snippet {{snippet}}").has("snippet"));
}

TEST_CASE("a template holds any field of a link and of its answer") {
    CHECK(line("{path}:{line}:{column} {title}") == "basic/list.md:12:3 How to copy?");
    CHECK(line("{end_line} {anchor} {section}") == "20 copy-lists Copy Lists");
    CHECK(line("{breadcrumb}") == "Basics › Lists");
    CHECK(line("{label}") == "How to copy? › Copy Lists");
    CHECK(line("{link} {url} {broken}") == "list.md#copy-lists https://example.org/list false");
    CHECK(line("{rank} {score} {kind}") == "2 1.500 question");
    CHECK(line("{group}|{snippet}|{stale}") == "Data|A copy is…|false");
    CHECK(line("{question_path}:{question_line}") == "map.md:7");
}

TEST_CASE("the label of a section that is its own answer is its title") {
    Answer answer = question();
    answer.kind = crib::Kind::section;
    answer.title = "Copy Lists";
    CHECK(line("{label}", answer) == "Copy Lists");
}

TEST_CASE("a link without a place of its own has the question's") {
    Answer answer = question();
    answer.links.front().state = crib::RecordLink::State::web;
    CHECK(line("{path}:{line}-{end_line}", answer) == "map.md:7-7");
    answer.links.front().state = crib::RecordLink::State::lost;
    CHECK(line("{path} {broken}", answer) == "map.md true");
}

TEST_CASE("braces, tabs, newlines and backslashes can be written") {
    CHECK(line("{{{line}}}") == "{12}");
    CHECK(line("{{line}}") == "{line}");
    CHECK(line(R"({line}\t{rank}\n\\t\x)") == "12\t2\n\\t\\x");
    CHECK(line("") == "");
}

TEST_CASE("a template's values cannot break the line, or are raw") {
    Answer answer = question();
    answer.title = "a\tb\nc\033[31m";
    answer.links.front().path = "x\n\xFF.md";
    CHECK(line("{title}", answer) == "a\\tb\\nc\\x1B[31m");
    CHECK(line("{path}", answer) == "x\\n\\xFF.md");
    const Template raw("{path} {title}");
    CHECK(raw.line(answer, answer.links.front(), true) == "x\n\xFF.md a\tb\nc\033[31m");
}

TEST_CASE("an unknown field is an error that lists the known ones") {
    CHECK_THAT(message("{file}"),
               ContainsSubstring("{file}: no such field; the fields are path, line,"));
    CHECK_THAT(message("{file}"),
               ContainsSubstring("question_path, question_line, snippet, stale"));
    CHECK_THAT(message("{}"), ContainsSubstring("no such field"));
    CHECK_THAT(message("{ path }"), ContainsSubstring("no such field"));
}

TEST_CASE("braces that don't match are an error") {
    CHECK_THAT(message("{path"), ContainsSubstring("{ without its }"));
    CHECK_THAT(message("{path{line}"), ContainsSubstring("{ without its }"));
    CHECK_THAT(message("path}"), ContainsSubstring("} without its {"));
    CHECK_THAT(message("{path}}"), ContainsSubstring("} without its {"));
}
