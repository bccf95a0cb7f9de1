#include "query/printing/print_text.h"
#include "indexer/index/record.h"

#include <string>
#include <string_view>
#include <vector>

#include "tests/catch.h"

using crib::Answer;
using crib::AnswerLink;
using crib::Span;

namespace {

AnswerLink link(const std::string& title, int line, const std::vector<std::string>& breadcrumb) {
    AnswerLink link;
    link.title = title;
    link.path = "basic/list.md";
    link.line = line;
    link.breadcrumb = breadcrumb;
    return link;
}

Answer question() {
    Answer answer;
    answer.rank = 1;
    answer.kind = crib::Kind::question;
    answer.title = "How do you copy a list?";
    answer.group = "Data Structures";
    answer.path = "map.md";
    answer.place = {7, 1};
    answer.snippet = "A shallow copy of a list is a new list that holds the same objects.";
    answer.links = {link("Copy Lists", 12, {"Lists"}), link("Deep", 120, {"Lists", "Copy Lists"})};
    return answer;
}

// The span of every `copy` in a text.
std::vector<Span> copies(std::string_view text) {
    std::vector<Span> spans;
    for (std::size_t at = text.find("copy"); at != std::string_view::npos;
         at = text.find("copy", at + 1)) {
        spans.push_back({at, at + 4});
    }
    return spans;
}

std::string printed(const std::vector<Answer>& answers, int width) {
    crib::Terminal terminal;
    terminal.width = width;
    return crib::print_text(answers, terminal, {}, copies);
}

std::string in_color(const Answer& answer, const crib::Hyperlinks& hyperlinks = {}) {
    crib::Terminal terminal;
    terminal.color = true;
    return crib::print_text({answer}, terminal, hyperlinks, copies);
}

}  // namespace

TEST_CASE("an answer is its rank, question and group, its links, and why it was found") {
    CHECK(printed({question()}, 60) ==
          "1  How do you copy a list?                   Data Structures\n"
          "   basic/list.md:12   Lists › Copy Lists\n"
          "   basic/list.md:120  Lists › Copy Lists › Deep\n"
          "   A shallow copy of a list is a new list that holds the\n"
          "   same objects.\n");
}

TEST_CASE("on a wide terminal the width of text has a limit") {
    const std::string text = printed({question()}, 200);
    const std::size_t end = text.find('\n');
    CHECK(text.substr(0, end) ==
          "1  How do you copy a list?" + std::string(59, ' ') + "Data Structures");
}

TEST_CASE("a group that doesn't fit behind the question has a line to itself") {
    Answer answer = question();
    answer.title = "How do you copy a list deeply, and why?";
    answer.snippet.clear();
    answer.links.pop_back();
    CHECK(printed({answer}, 50) ==
          "1  How do you copy a list deeply, and why?\n"
          "                                   Data Structures\n"
          "   basic/list.md:12  Lists › Copy Lists\n");
    answer.title = answer.group;
    CHECK(printed({answer}, 50) ==
          "1  Data Structures\n"
          "   basic/list.md:12  Lists › Copy Lists\n");
}

TEST_CASE("answers are parted by an empty line, and their ranks line up") {
    std::vector<Answer> answers(10, question());
    for (std::size_t i = 0; i < answers.size(); ++i) {
        answers[i].rank = i + 1;
        answers[i].links.clear();
        answers[i].snippet.clear();
        answers[i].group.clear();
    }
    const std::string text = printed(answers, 60);
    CHECK(text.starts_with(" 1  How do you copy a list?\n\n 2  How"));
    CHECK(text.ends_with("\n\n10  How do you copy a list?\n"));
    CHECK(printed({}, 60).empty());
}

TEST_CASE("a breadcrumb that is too long keeps its last headings") {
    Answer answer = question();
    answer.links = {link("Deep Copies", 12, {"Lists", "A Very Long Heading Indeed", "Copies"})};
    answer.snippet.clear();
    answer.group.clear();
    const auto line = [&](int width) {
        const std::string text = printed({answer}, width);
        return text.substr(text.find('\n') + 1);
    };
    CHECK(line(100) ==
          "   basic/list.md:12  Lists › A Very Long Heading Indeed › Copies › Deep Copies\n");
    CHECK(line(75) ==
          "   basic/list.md:12  … › A Very Long Heading Indeed › Copies › Deep Copies\n");
    CHECK(line(60) == "   basic/list.md:12  … › Copies › Deep Copies\n");
    CHECK(line(30) == "   basic/list.md:12\n     … › Copies › Deep Copies\n");
}

TEST_CASE("a section's own title isn't said twice") {
    Answer answer = question();
    answer.kind = crib::Kind::section;
    answer.title = "Copy Lists";
    answer.group.clear();
    answer.links = {link("Copy Lists", 12, {"Lists"})};
    answer.snippet.clear();
    CHECK(printed({answer}, 60) == "1  Copy Lists\n   basic/list.md:12  Lists\n");
    answer.links = {link("Copy Lists", 12, {})};
    CHECK(printed({answer}, 60) == "1  Copy Lists\n   basic/list.md:12\n");
}

TEST_CASE("a title that is the file's name isn't said again") {
    Answer answer = question();
    answer.snippet.clear();
    answer.links = {link("Deep", 120, {"list", "Copies", "list"})};
    CHECK_THAT(printed({answer}, 80),
               Catch::Matchers::ContainsSubstring(":120  Copies › list › Deep\n"));
}

TEST_CASE("web and broken links say what they are") {
    Answer answer = question();
    answer.group.clear();
    answer.snippet.clear();
    answer.links[0].state = crib::RecordLink::State::web;
    answer.links[0].url = "https://example.org/a";
    answer.links[1].state = crib::RecordLink::State::missing;
    answer.links[1].link = "gone.md#x";
    CHECK(printed({answer}, 60) ==
          "1  How do you copy a list?\n"
          "   https://example.org/a\n"
          "   map.md:7  broken link: gone.md#x\n");
}

TEST_CASE("wide and combining characters line up") {
    Answer answer = question();
    answer.title = "リストをコピーする方法は何ですか";
    answer.group = "日本語";
    answer.links.clear();
    answer.snippet = "cafe\u0301 cafe\u0301 cafe\u0301 cafe\u0301 cafe\u0301 cafe\u0301 cafe\u0301";
    CHECK(printed({answer}, 43) ==
          "1  リストをコピーする方法は何ですか  日本語\n"
          "   cafe\u0301 cafe\u0301 cafe\u0301 cafe\u0301 cafe\u0301 cafe\u0301 cafe\u0301\n");
    CHECK(printed({answer}, 42).starts_with("1  リストをコピーする方法は何ですか\n"));
    CHECK(printed({answer}, 33).starts_with("1  リストをコピーする方法は何です\n   か"));
}

TEST_CASE("matches stand out, and the rest is in the style of its place") {
    Answer answer = question();
    answer.links.pop_back();
    answer.snippet = "A copy.";
    CHECK(in_color(answer) ==
          "\033[2m1  \033[0m\033[1mHow do you \033[0m\033[1;31mcopy\033[0m\033[1m a list?\033[0m" +
              std::string(39, ' ') +
              "\033[2mData Structures\033[0m\n"
              "   \033[35mbasic/list.md:12\033[0m  \033[2mLists › Copy Lists\033[0m\n"
              "   \033[2mA \033[0m\033[1;31mcopy\033[0m\033[2m.\033[0m\n");
}

TEST_CASE("a place is a hyperlink where these are wanted") {
    Answer answer = question();
    answer.links.pop_back();
    const crib::Hyperlinks hyperlinks("vscode", {"", "", "/home/me"});
    CHECK_THAT(
        in_color(answer, hyperlinks),
        Catch::Matchers::ContainsSubstring("\033]8;;vscode://file/home/me/basic/list.md:12:1\033\\"
                                           "\033[35mbasic/list.md:12\033[0m\033]8;;\033\\"));
}

TEST_CASE("nothing of an answer controls the terminal") {
    Answer answer = question();
    answer.title = "a\033[2Jb";
    answer.group = "c\nd";
    answer.snippet = "e\x9B\x1B]0;f\x07";
    answer.links = {link("g\tb", 1, {"h\r"})};
    answer.links.front().path = "i\n\x1B.md";
    CHECK(printed({answer}, 60) ==
          "1  a\\x1B[2Jb                                            c\\nd\n"
          "   i\\n\\x1B.md:1  h\\r › g\\tb\n"
          "   e\uFFFD\\x1B]0;f\\x07\n");
}
