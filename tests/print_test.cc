#include "query/printing/print.h"
#include "indexer/index/record.h"

#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "indexer/text/unicode.h"
#include "tests/catch.h"

using crib::Answer;
using crib::AnswerLink;
using crib::Format;
using crib::Kind;
using crib::PrintOptions;
using crib::RecordLink;
using crib::Span;

namespace {

AnswerLink section_link(const std::string& title, const std::string& path, int line,
                        const std::string& anchor) {
    AnswerLink link;
    link.title = title;
    link.path = path;
    link.line = line;
    link.end_line = line + 5;
    link.anchor = anchor;
    link.breadcrumb = {"Lists"};
    link.link = path + "#" + anchor;
    return link;
}

AnswerLink web_link() {
    AnswerLink link;
    link.state = RecordLink::State::web;
    link.title = "Docs";
    link.url = "https://example.org/?a=1&b";
    return link;
}

AnswerLink lost_link() {
    AnswerLink link;
    link.state = RecordLink::State::lost;
    link.title = "Slices";
    link.path = "basic/list.md";
    link.line = 1;
    link.end_line = 50;
    link.link = "list.md#slcies";
    return link;
}

AnswerLink missing_link() {
    AnswerLink link;
    link.state = RecordLink::State::missing;
    link.title = "Gone";
    link.link = "gone.md";
    return link;
}

// A question with one link of each state.
Answer a_question() {
    Answer answer;
    answer.rank = 1;
    answer.score = 21.4;
    answer.kind = Kind::question;
    answer.title = "How to copy a list?";
    answer.group = "Data types";
    answer.path = "map.md";
    answer.place = {41, 3};
    answer.link = "map.md:41";
    answer.snippet = "Use copy for a list.";
    answer.links = {section_link("Copies", "basic/list.md", 12, "copies"), lost_link(),
                    missing_link(), web_link()};
    return answer;
}

Answer a_section() {
    Answer answer;
    answer.rank = 2;
    answer.score = 3;
    answer.kind = Kind::section;
    answer.title = "Copies";
    answer.path = "basic/list.md";
    answer.place = {12, 1};
    answer.link = "basic/list.md:12";
    answer.links = {section_link("Copies", "basic/list.md", 12, "copies")};
    return answer;
}

const std::string awkward = "a\tb\nc\"d'\xFF\x1B[31m\u009B\u202E.md";

// A question with everything that a note can put into a name or text.
Answer an_awkward_question() {
    Answer answer;
    answer.rank = 1;
    answer.kind = Kind::question;
    answer.title = "Why \"a\tb\" and\n'c' \xFF \x1B[31m \u009B \u202E?";
    answer.group = "G\n\x07";
    answer.path = "map\n.md";
    answer.place = {1, 1};
    answer.link = "map\n.md:1";
    answer.snippet = "s\x1B]0;x\x07\n";
    answer.links = {section_link("T\t\x7F", awkward, 2, "x\ty")};
    answer.links[0].breadcrumb = {"B\n\u2028"};
    return answer;
}

std::string print(const std::vector<Answer>& answers, Format format, bool null = false) {
    PrintOptions options;
    options.format = format;
    options.null = null;
    return crib::print(answers, options, [](std::string_view) { return std::vector<Span>(); });
}

// The text format for a terminal of this width. The word "copy" is highlighted.
std::string print_text(const std::vector<Answer>& answers, int width, bool color = false) {
    PrintOptions options;
    options.format = Format::text;
    options.terminal = {width, color};
    return crib::print(answers, options, [](std::string_view text) {
        std::vector<Span> spans;
        const std::size_t at = text.find("copy");
        if (at != std::string_view::npos) spans.push_back({at, at + 4});
        return spans;
    });
}

// Whether a text has no control characters except newlines and the allowed ones.
bool is_safe(std::string_view text, std::string_view allowed = "") {
    for (std::size_t at = 0; at < text.size();) {
        const crib::Rune rune = crib::rune_at(text, at);
        const bool control = rune.code < 0x20 || (rune.code >= 0x7F && rune.code < 0xA0);
        const bool reorders = (rune.code >= 0x2028 && rune.code <= 0x202E) ||
                              (rune.code >= 0x2066 && rune.code <= 0x2069);
        const bool is_allowed =
            rune.code == '\n' || (rune.code < 0x80 && allowed.find(static_cast<char>(rune.code)) !=
                                                          std::string_view::npos);
        if ((control || reorders) && !is_allowed) return false;
        if (rune.code == 0xFFFD && rune.size == 1) return false;
        at += rune.size;
    }
    return true;
}

}  // namespace

TEST_CASE("grep is a line for each link, at its place, else at the question's") {
    CHECK(print({a_question(), a_section()}, Format::grep) ==
          "basic/list.md:12:1:How to copy a list? › Copies\n"
          "map.md:41:3:How to copy a list? › Slices\n"
          "map.md:41:3:How to copy a list? › Gone\n"
          "map.md:41:3:How to copy a list? › Docs\n"
          "basic/list.md:12:1:Copies\n");
}

TEST_CASE("tsv is a line of eight fields for each link") {
    CHECK(print({a_question(), a_section()}, Format::tsv) ==
          "basic/list.md\t12\t1\tcopies\tHow to copy a list?\tCopies\tData types\t21.400\n"
          "map.md\t41\t3\t\tHow to copy a list?\tSlices\tData types\t21.400\n"
          "map.md\t41\t3\t\tHow to copy a list?\tGone\tData types\t21.400\n"
          "map.md\t41\t3\t\tHow to copy a list?\tDocs\tData types\t21.400\n"
          "basic/list.md\t12\t1\tcopies\t\tCopies\t\t3.000\n");
}

TEST_CASE("link is the stable name of each section, else the question's place") {
    CHECK(print({a_question(), a_section()}, Format::link) ==
          "basic/list.md#copies\nmap.md:41\nmap.md:41\nmap.md:41\nbasic/list.md#copies\n");
}

TEST_CASE("url is each web address there is") {
    CHECK(print({a_question(), a_section()}, Format::url) == "https://example.org/?a=1&b\n");
}

TEST_CASE("json is an object for each answer, always with all keys") {
    CHECK(print({a_question(), a_section()}, Format::json) ==
          R"({"v":1,"rank":1,"score":21.4,"kind":"question","title":"How to copy a list?",)"
          R"("group":"Data types","path":"map.md","line":41,"stale":false,)"
          R"("snippet":"Use copy for a list.","links":[)"
          R"({"title":"Copies","path":"basic/list.md","line":12,"column":1,"end_line":17,)"
          R"("anchor":"copies","breadcrumb":["Lists"],"link":"basic/list.md#copies","url":null,)"
          R"("broken":false},)"
          R"({"title":"Slices","path":"basic/list.md","line":1,"column":1,"end_line":50,)"
          R"("anchor":null,"breadcrumb":[],"link":"list.md#slcies","url":null,"broken":true},)"
          R"({"title":"Gone","path":null,"line":null,"column":null,"end_line":null,)"
          R"("anchor":null,"breadcrumb":[],"link":"gone.md","url":null,"broken":true},)"
          R"({"title":"Docs","path":null,"line":null,"column":null,"end_line":null,)"
          R"("anchor":null,"breadcrumb":[],"link":null,"url":"https://example.org/?a=1&b",)"
          R"("broken":false}]})"
          "\n"
          R"({"v":1,"rank":2,"score":3.0,"kind":"section","title":"Copies","group":null,)"
          R"("path":"basic/list.md","line":12,"stale":false,"snippet":"","links":[)"
          R"({"title":"Copies","path":"basic/list.md","line":12,"column":1,"end_line":17,)"
          R"("anchor":"copies","breadcrumb":["Lists"],"link":"basic/list.md#copies","url":null,)"
          R"("broken":false}]})"
          "\n");
}

TEST_CASE("a line stays a line, whatever a note puts into its names and texts") {
    CHECK(print({an_awkward_question()}, Format::grep) ==
          "a\\tb\\nc\"d'\\xFF\\x1B[31m\\x9B\\u{202E}.md:2:1:"
          "Why \"a\\tb\" and\\n'c' \uFFFD \\x1B[31m \\x9B \\u{202E}? › T\\t\\x7F\n");
    CHECK(
        print({an_awkward_question()}, Format::tsv) ==
        "a\\tb\\nc\"d'\\xFF\\x1B[31m\\x9B\\u{202E}.md\t2\t1\tx\\ty\t"
        "Why \"a\\tb\" and\\n'c' \uFFFD \\x1B[31m \\x9B \\u{202E}?\tT\\t\\x7F\tG\\n\\x07\t0.000\n");
    CHECK(print({an_awkward_question()}, Format::link) ==
          "a\\tb\\nc\"d'\\xFF\\x1B[31m\\x9B\\u{202E}.md#x\\ty\n");
}

TEST_CASE("json holds texts as they are, repaired where they are not UTF-8, and a path's bytes") {
    const std::string json = print({an_awkward_question()}, Format::json);
    CHECK(json == R"({"v":1,"rank":1,"score":0.0,"kind":"question",)"
                  R"("title":"Why \"a\tb\" and\n'c' )"
                  "\uFFFD"
                  R"( \u001b[31m \u009b \u202e?","group":"G\n\u0007","path":"map\n.md","line":1,)"
                  R"("stale":false,"snippet":"s\u001b]0;x\u0007\n","links":[{"title":"T\t\u007f",)"
                  R"("path":"a\tb\nc\"d')"
                  "\uFFFD"
                  R"(\u001b[31m\u009b\u202e.md","path_base64":"YQliCmMiZCf/G1szMW3Cm+KAri5tZA==",)"
                  R"("line":2,"column":1,"end_line":7,"anchor":"x\ty","breadcrumb":["B\n\u2028"],)"
                  R"("link":"a\tb\nc\"d')"
                  "\uFFFD"
                  R"(\u001b[31m\u009b\u202e.md#x\ty","url":null,"broken":false}]})"
                  "\n");
    CHECK(nlohmann::json::parse(json).at("title") ==
          "Why \"a\tb\" and\n'c' \uFFFD \x1B[31m \u009B \u202E?");
    CHECK(is_safe(json));
}

TEST_CASE("base64 is padded to whole groups") {
    Answer answer = a_section();
    const auto encoded = [&](const std::string& path) {
        answer.path = path;
        return nlohmann::json::parse(print({answer}, Format::json)).at("path_base64");
    };
    CHECK(encoded("\xFF") == "/w==");
    CHECK(encoded("\xFF\xFE") == "//4=");
    CHECK(encoded("\xFF\xFE\xFD") == "//79");
    CHECK(encoded("caf\xE9.md") == "Y2Fm6S5tZA==");
}

TEST_CASE("with -0 records end in NUL, and names are raw") {
    const std::string nul(1, '\0');
    CHECK(print({a_section(), a_section()}, Format::link, true) ==
          "basic/list.md#copies" + nul + "basic/list.md#copies" + nul);
    CHECK(print({an_awkward_question()}, Format::link, true) == awkward + "#x\ty" + nul);
    const std::string grep = print({an_awkward_question()}, Format::grep, true);
    CHECK(grep.starts_with(awkward + ":2:1:Why "));
    CHECK(grep.ends_with(nul));
    const std::string json = print({a_section()}, Format::json, true);
    CHECK(json.ends_with("}]}" + nul));
    CHECK(json.find('\n') == std::string::npos);
}

TEST_CASE("with -0 texts, which nobody opens, are still safe") {
    const std::string nul(1, '\0');
    CHECK(print({an_awkward_question()}, Format::grep, true) ==
          awkward + ":2:1:Why \"a\\tb\" and\\n'c' \uFFFD \\x1B[31m \\x9B \\u{202E}? › T\\t\\x7F" +
              nul);
    CHECK(print({an_awkward_question()}, Format::tsv, true) ==
          awkward +
              "\t2\t1\tx\\ty\tWhy \"a\\tb\" and\\n'c' \uFFFD \\x1B[31m \\x9B "
              "\\u{202E}?\tT\\t\\x7F\tG\\n\\x07\t0.000" +
              nul);
}

TEST_CASE("a template of the user's own is a line for each link") {
    PrintOptions options;
    options.format = Format::custom;
    options.layout = crib::Template("{path}:{line} {title}");
    CHECK(crib::print({a_section()}, options, {}) == "basic/list.md:12 Copies\n");
}

TEST_CASE("text is laid out for people") {
    CHECK(print_text({a_question(), a_section()}, 60) ==
          "1  How to copy a list?                            Data types\n"
          "   basic/list.md:12  Lists › Copies\n"
          "   map.md:41         broken link: list.md#slcies\n"
          "   map.md:41         broken link: gone.md\n"
          "   https://example.org/?a=1&b\n"
          "   Use copy for a list.\n"
          "\n"
          "2  Copies\n"
          "   basic/list.md:12  Lists\n");
}

TEST_CASE("text is wrapped if it is wider than the terminal") {
    Answer answer = a_question();
    answer.links.resize(1);
    const std::string text = print_text({answer}, 30);
    CHECK_THAT(text, Catch::Matchers::StartsWith("1  How to copy a list?"));
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = text.find('\n', at);
        INFO(text.substr(at, end - at));
        CHECK(crib::columns(text.substr(at, end - at)) <= 30);
        at = end + 1;
    }
}

TEST_CASE("on a terminal with colour, matches stand out and everything is reset") {
    const std::string text = print_text({a_question()}, 60, true);
    CHECK_THAT(text,
               Catch::Matchers::ContainsSubstring("\033[1mHow to \033[0m\033[1;31mcopy\033[0m"));
    CHECK_THAT(text, Catch::Matchers::ContainsSubstring(
                         "\033[1;31mcopy\033[0m\033[2m for a list.\033[0m"));
    CHECK(text.rfind("\033[0m") > text.rfind("\033[2m"));
}

TEST_CASE("text holds nothing of a note's that a terminal would obey") {
    CHECK(is_safe(print_text({an_awkward_question()}, 80)));
    CHECK(is_safe(print_text({an_awkward_question()}, 20)));
    CHECK(is_safe(print({an_awkward_question()}, Format::grep)));
    CHECK(is_safe(print({an_awkward_question()}, Format::tsv), "\t"));
    // With colour, the only escape sequences are crib's own.
    const std::string text = print_text({an_awkward_question()}, 80, true);
    for (std::size_t at = text.find('\033'); at != std::string::npos;
         at = text.find('\033', at + 1)) {
        const std::size_t end = text.find_first_not_of("0123456789;", at + 2);
        CHECK(text[at + 1] == '[');
        CHECK(text[end] == 'm');
    }
    CHECK(is_safe(text, "\033"));
}

TEST_CASE("of no answers nothing is printed") {
    for (const crib::NamedFormat& format : crib::named_formats()) {
        CHECK(print({}, format.format).empty());
    }
}

TEST_CASE("text and json show snippets, and a template shows one if it names it") {
    std::vector<std::string> names;
    for (const crib::NamedFormat& format : crib::named_formats()) {
        crib::PrintOptions options;
        options.format = format.format;
        if (crib::shows_snippets(options)) names.emplace_back(format.name);
    }
    CHECK(names == std::vector<std::string>{"text", "json"});
    crib::PrintOptions options;
    options.format = Format::custom;
    options.layout = crib::Template("{path}");
    CHECK_FALSE(crib::shows_snippets(options));
    options.layout = crib::Template("{snippet}");
    CHECK(crib::shows_snippets(options));
}
