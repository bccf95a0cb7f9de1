// Whether places are true whatever stands around them: of Markdown documents at random, whose
// author knows where each heading, item, row and link stands. CRIB_TEST_SEED chooses others,
// CRIB_TEST_FULL ten times as many.

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <initializer_list>
#include <iterator>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/markdown.h"
#include "tests/catch.h"

namespace crib {
namespace {

// What many of the documents have to hold, so that the test says something about it.
enum Feature : std::size_t {
    definitions_before_text,
    wrapped_code_span,
    wrapped_link,
    wrapped_title,
    backslash_break,
    lazy_line,
    tab,
    crlf,
    front_matter,
    nested_item,
    quote,
    multi_byte_text,
    setext_behind_definitions,
    table,
    features,
};

constexpr std::array<const char*, features> feature_names{"definitions before text",
                                                          "wrapped code span",
                                                          "wrapped link",
                                                          "wrapped title",
                                                          "backslash break",
                                                          "lazy line",
                                                          "tab",
                                                          "CRLF",
                                                          "front matter",
                                                          "nested item",
                                                          "quote",
                                                          "multi-byte text",
                                                          "setext heading behind definitions",
                                                          "table"};

// What stands at an offset into a line.
struct Mark {
    enum class Kind { heading, item, row, link, image };

    Kind kind = Kind::link;
    std::string label;  // the first word of its text; of items and rows, none
    std::size_t offset = 0;
};
using Marks = std::vector<Mark>;

struct Line {
    std::string text;
    Marks marks;
    bool continues = false;  // a paragraph: what its containers put before it may be left out
};
using Lines = std::vector<Line>;

// A part of a paragraph within which no line ends.
struct Word {
    enum class Break { none, soft, any };  // what may end the line before it

    std::string text;
    Break before = Break::any;
    std::optional<Feature> wraps;  // the feature that a line end before it is
    Marks marks;
};
using Words = std::vector<Word>;

// A document, and what reading it has to give, in order: "line:column label" each.
struct Document {
    std::string text;
    std::vector<std::string> headings;
    std::vector<std::string> items;
    std::vector<std::string> rows;
    std::vector<std::string> links;  // and images
    std::array<bool, features> has{};

    std::vector<std::string>& list_of(Mark::Kind kind) {
        switch (kind) {
            case Mark::Kind::heading:
                return headings;
            case Mark::Kind::item:
                return items;
            case Mark::Kind::row:
                return rows;
            default:
                return links;
        }
    }
};

template <typename T>
void append(std::vector<T>& list, std::vector<T> more) {
    std::ranges::move(more, std::back_inserter(list));
}

Line plain_line(std::string text) { return {std::move(text), {}, false}; }

void indent(Line& line, std::string_view prefix) {
    line.text.insert(0, prefix);
    for (Mark& mark : line.marks) mark.offset += prefix.size();
}

void add_mark(Line& line, Mark::Kind kind, std::string label) {
    line.marks.insert(line.marks.begin(), Mark{kind, std::move(label), 0});
}

bool depends_on_column(const Line& line) {
    return line.text.starts_with(' ') || line.text.find('\t') != std::string::npos;
}

void cut_indentation(Line& line) {
    const std::size_t size = std::min(line.text.find_first_not_of(" \t"), line.text.size());
    line.text.erase(0, size);
    for (Mark& mark : line.marks) mark.offset -= size;
}

std::string spaces(std::size_t count) { return std::string(count, ' '); }

std::string entry(Place place, std::string_view label) {
    return std::to_string(place.line) + ":" + std::to_string(place.column) + " " +
           std::string(label);
}

class Author {
  public:
    explicit Author(std::uint64_t seed) : random_(seed) {}

    Document write() {
        Lines lines;
        if (chance(15)) append(lines, front_matter_lines());
        append(lines, blocks({}));
        lines.emplace_back();
        append(lines, definitions(undefined_.size()));
        put_down(lines);
        return std::move(document_);
    }

  private:
    struct Where {
        std::size_t column = 0;  // tabs lead to places that depend on it
        int depth = 0;
        bool in_item = false;
    };

    std::size_t below(std::size_t limit) { return random_() % limit; }
    bool chance(std::size_t percent) { return below(100) < percent; }

    template <typename T = const char*>
    T pick(std::initializer_list<T> choices) {
        return *(choices.begin() + below(choices.size()));
    }

    void note(Feature feature) { document_.has.at(feature) = true; }

    std::string named(const std::string& kind) { return kind + std::to_string(++names_); }

    void put_down(const Lines& lines) {
        const bool windows = chance(15);
        if (windows) note(crlf);
        Place place;
        for (const Line& line : lines) {
            ++place.line;
            for (const Mark& mark : line.marks) {
                place.column = static_cast<int>(mark.offset) + 1;
                document_.list_of(mark.kind).push_back(entry(place, mark.label));
            }
            document_.text += line.text + (windows ? "\r\n" : "\n");
            if (line.text.find('\t') != std::string::npos) note(tab);
            const auto is_multi_byte = [](unsigned char byte) { return byte >= 0x80; };
            if (std::ranges::any_of(line.text, is_multi_byte)) note(multi_byte_text);
        }
    }

    Lines front_matter_lines() {
        note(front_matter);
        return pick<Lines>(
            {{plain_line("---"), plain_line("title: A [link](x.md)"), plain_line("---")},
             {plain_line("---"), plain_line("tags:"), plain_line("  - one"), plain_line("...")},
             {plain_line("---"), plain_line("# no heading"), plain_line("---"), plain_line("")}});
    }

    Lines blocks(Where where) {
        Lines lines;
        const std::size_t count = where.depth == 0 ? 3 + below(4) : 1 + below(2);
        for (std::size_t i = 0; i < count; ++i) {
            if (i > 0) lines.emplace_back();
            append(lines, block(where));
        }
        return lines;
    }

    Lines block(Where where) {
        switch (below(where.depth < 3 ? 12 : 8)) {
            case 0:
                return atx_heading();
            case 1:
                return setext_heading();
            case 2:
                return rows();
            case 3:
                return code_or_html();
            case 4:
                return definitions(1 + below(3));
            case 8:
            case 9:
                return quoted(where);
            case 10:
            case 11:
                return list(where);
            default:
                return paragraph();
        }
    }

    Lines atx_heading() {
        Line line = joined(text("heading"));
        indent(line, std::string(1 + below(6), '#') + pick({" ", "  ", "\t"}));
        add_mark(line, Mark::Kind::heading, last_name_);
        line.text += pick({"", "", " #", " ###   "});
        indent(line, spaces(below(4)));
        return {line};
    }

    Lines setext_heading() {
        Lines lines;
        if (chance(50)) {
            note(setext_behind_definitions);
            lines = definitions(1 + below(2));
        }
        Lines title = wrapped(text("heading"));
        add_mark(title.front(), Mark::Kind::heading, last_name_);
        append(lines, std::move(title));
        mark_continuations(lines);
        lines.push_back(plain_line(pick({"===", "-----", "=", "---  "})));
        return lines;
    }

    Lines paragraph() {
        Lines lines;
        if (chance(30)) {
            note(definitions_before_text);
            lines = definitions(1 + below(3));
        }
        const bool plain = lines.empty();
        append(lines, wrapped(text("text")));
        if (plain) indent(lines.front(), spaces(below(4)));
        mark_continuations(lines);
        return lines;
    }

    void mark_continuations(Lines& lines) {
        for (std::size_t i = 1; i < lines.size(); ++i) {
            // cmark finds no definition that begins on an indented lazy line.
            const auto first = lines[i].text.find_first_not_of(" \t");
            lines[i].continues = lines[i].text[first] != '[' || !lines[i].marks.empty();
            if (chance(20)) indent(lines[i], pick({"  ", "\t", "      "}));
        }
    }

    // A table; rows of its body with links are items.
    Lines rows() {
        note(table);
        const bool bars = chance(80);
        Lines lines = {row(bars), plain_line(bars ? "|:--|---|" : "--- | :-:")};
        for (std::size_t count = 1 + below(4); count > 0; --count) {
            Line line = row(bars);
            const auto is_link = [](const Mark& mark) { return mark.kind == Mark::Kind::link; };
            if (std::ranges::any_of(line.marks, is_link)) add_mark(line, Mark::Kind::row, "");
            lines.push_back(std::move(line));
        }
        return lines;
    }

    Line row(bool bars) {
        in_row_ = true;
        Words words = text("cell");
        words.push_back({"|", Word::Break::none, {}, {}});
        append(words, text("cell"));
        in_row_ = false;
        Line line = joined(words);
        if (bars) indent(line, pick({"|", "| "}));
        if (bars) line.text += " |";
        return line;
    }

    Lines code_or_html() {
        return pick<Lines>(
            {{plain_line("```md"), plain_line("# no heading"), plain_line(""),
              plain_line("- no [link](x.md)"), plain_line("[loose]: x.md"), plain_line("```")},
             {plain_line("~~~"), plain_line("[[no link]]"), plain_line("~~~")},
             {plain_line("<div>"), plain_line("# no [link](x.md)"), plain_line("</div>")},
             {plain_line("___")}});
    }

    // Definitions of what is referred to already, or of nothing.
    Lines definitions(std::size_t count) {
        Lines lines;
        for (; count > 0; --count) {
            std::string name = named("unused");
            if (!undefined_.empty()) {
                name = undefined_.back();
                undefined_.pop_back();
            }
            append(lines, definition(name));
        }
        mark_continuations(lines);
        return lines;
    }

    Lines definition(const std::string& name) {
        const std::string label = "[" + name + "]:";
        return pick<Lines>({{plain_line(label + " x.md")},
                            {plain_line(label + " <x y.md>  'title'")},
                            {plain_line(label), plain_line("x.md")},
                            {plain_line(label + " x.md"), plain_line("\"two words\"")},
                            {plain_line(label + " x.md (two"), plain_line("words)")}});
    }

    Lines quoted(Where where) {
        note(quote);
        Lines lines = blocks({where.column + 2, where.depth + 1, where.in_item});
        const bool tight = std::ranges::none_of(lines, depends_on_column) && chance(30);
        for (Line& line : lines) {
            if (line.text.empty()) {
                line.text = ">";
            } else if (line.continues && chance(30)) {
                note(lazy_line);
            } else if (line.continues) {
                indent(line, pick({">", "> ", ">\t", ">     "}));
                line.continues = false;
            } else {
                indent(line, tight ? ">" : "> ");
            }
        }
        return lines;
    }

    Lines list(Where where) {
        if (where.in_item) note(nested_item);
        const bool loose = chance(30);
        Lines lines;
        const std::size_t count = 1 + below(4);
        const std::string marker = pick({"-", "*", "+", "1.", "10)"});
        for (std::size_t i = 0; i < count; ++i) {
            if (loose && i > 0) lines.emplace_back();
            append(lines, item(where, marker));
        }
        return lines;
    }

    Lines item(Where where, const std::string& marker) {
        const bool by_tab = where.column % 4 == 0 && chance(30);
        const bool begins_empty = marker == "1." && !by_tab && chance(30);
        const std::size_t width = by_tab ? 4 : marker.size() + (begins_empty ? 1 : 1 + below(4));
        Lines lines = blocks({where.column + width, where.depth + 1, true});
        cut_indentation(lines.front());
        if (begins_empty) {
            lines.emplace(lines.begin());
        } else {
            indent(lines.front(), by_tab ? "\t" : spaces(width - marker.size()));
        }
        indent(lines.front(), marker);
        add_mark(lines.front(), Mark::Kind::item, "");
        for (std::size_t i = 1; i < lines.size(); ++i) {
            if (lines[i].text.empty()) continue;
            if (lines[i].continues && chance(30)) {
                note(lazy_line);
            } else {
                indent(lines[i], by_tab && chance(50) ? "\t" : spaces(width));
            }
        }
        return lines;
    }

    // What begins with a name, last_name_, and goes on at random.
    Words text(const std::string& kind) {
        const std::string name = named(chance(20) ? "Über" + kind : kind);
        Words words = {{name, Word::Break::any, {}, {}}};
        for (std::size_t count = below(6); count > 0; --count) append(words, inlines());
        last_name_ = name;
        return words;
    }

    Words inlines() {
        switch (below(12)) {
            case 0:
                return code();
            case 1:
                return pick<Words>({{{"<b>", Word::Break::any, {}, {}}},
                                    {{"<i", Word::Break::any, {}, {}},
                                     {"title='[no](x.md)", Word::Break::soft, {}, {}},
                                     {"two'>", Word::Break::soft, {}, {}}}});
            case 2:
                return enclosed(inline_link(Mark::Kind::image));
            case 3:
            case 4:
                return enclosed(inline_link(Mark::Kind::link));
            case 5:
                return enclosed(reference());
            case 6:
                return other_link();
            default:
                return {{pick({"word", "plain", "a_b", "5*3", "*em*", "**strong**", "&amp;", "\\*",
                               "\\[x\\]", "x<y", "[loose]", "a[0]", "naïve", "日本語", "🎉"}),
                         Word::Break::any,
                         {},
                         {}}};
        }
    }

    Words code() {
        const auto inside = [](const char* text) {
            return Word{text, Word::Break::soft, wrapped_code_span, {}};
        };
        Words words = pick<Words>({{inside("`code`")},
                                   {inside("`two"), inside("words`")},
                                   {inside("``a"), inside("`"), inside("b``")},
                                   {inside("`[no](x.md)"), inside("[[no]]`")}});
        words.front().before = Word::Break::any;
        words.front().wraps.reset();
        return words;
    }

    // [name ...](x.md "title"), and the same as an image
    Words inline_link(Mark::Kind kind) {
        const bool image = kind == Mark::Kind::image;
        const std::string name = named(image ? "image" : "link");
        Words words = {{(image ? "![" : "[") + name, Word::Break::any, {}, {{kind, name, 0}}}};
        for (std::size_t count = below(3); count > 0; --count) {
            const char* word = pick({"two", "*em*", "`[`", "\\]", "[in]", "größer", "<b>"});
            words.push_back({word, Word::Break::any, wrapped_link, {}});
        }
        words.back().text += "](";
        const char* destination = pick({"x.md", "<x y.md>", "x.md#a(b)", "größe.md", "x\\).md"});
        add_or_begin(words, destination, wrapped_link);
        if (chance(40)) {
            words.push_back({"'a", Word::Break::soft, wrapped_title, {}});
            words.push_back({"title'", Word::Break::soft, wrapped_title, {}});
        }
        add_or_begin(words, ")", wrapped_link);
        return words;
    }

    // Goes on with the last word or begins one.
    void add_or_begin(Words& words, const char* text, Feature wraps) {
        if (chance(80)) {
            words.back().text += text;
        } else {
            words.push_back({text, Word::Break::soft, wraps, {}});
        }
    }

    // [name two][label], [name two][], [name two]; the definition follows somewhere.
    Words reference() {
        const std::string name = named("link");
        Words words = {{"[" + name, Word::Break::any, {}, {{Mark::Kind::link, name, 0}}},
                       {"größer", Word::Break::soft, wrapped_link, {}}};
        const std::string kind = pick({"][]", "]", "]["});
        words.back().text += kind;
        if (kind != "][") {
            undefined_.push_back(pick({name + " größer", name + "  GRÖSSER"}));
            return words;
        }
        const std::string label = named("label");
        words.back().text += label;
        words.push_back({"Ä]", Word::Break::soft, wrapped_link, {}});
        undefined_.push_back(label + " ä");
        return words;
    }

    Words other_link() {
        const std::string name = named("link");
        const auto link = [](std::string text, std::string label) {
            return Word{std::move(text), Word::Break::any, {}, {{Mark::Kind::link, label, 0}}};
        };
        const Word wiki = link("[[" + name + "]]", name);
        const Word linked_image{"[![" + name + "](x.png)](x.md)",
                                Word::Break::any,
                                {},
                                {{Mark::Kind::link, name, 0}, {Mark::Kind::image, name, 1}}};
        const std::string bar = in_row_ ? "\\|" : "|";
        const std::string url = "https://example.org/" + name;
        return pick<Words>({{link("<" + url + ">", url)},
                            {linked_image},
                            {wiki},
                            {link("[[Note#Part" + bar + name + "]]", name)},
                            {{"`" + wiki.text + "`", Word::Break::any, {}, {}}, wiki},
                            {{"\\" + wiki.text, Word::Break::any, {}, {}}, wiki}});
    }

    Words enclosed(Words words) {
        if (chance(80)) return words;
        const char* mark = pick({"*", "\"", "**"});
        words.front().text.insert(0, mark);
        for (Mark& it : words.front().marks) it.offset += std::string_view(mark).size();
        words.back().text += mark;
        return words;
    }

    // Words on lines that end anywhere.
    Lines wrapped(const Words& words) {
        Lines lines(1);
        for (const Word& word : words) {
            const bool first = &word == &words.front();
            if (!first && word.before != Word::Break::none && chance(25)) {
                if (word.wraps) note(*word.wraps);
                if (word.before == Word::Break::any) lines.back().text += line_end();
                lines.emplace_back();
            } else if (!first) {
                lines.back().text += chance(5) ? "\t" : " ";
            }
            add_word(lines.back(), word);
        }
        return lines;
    }

    const char* line_end() {
        const bool backslash = chance(20);
        if (backslash) note(backslash_break);
        return backslash ? "\\" : pick({"", "", "", "  "});
    }

    // Words on one line.
    Line joined(const Words& words) {
        Line line;
        for (const Word& word : words) {
            if (&word != &words.front()) line.text += chance(5) ? "\t" : " ";
            add_word(line, word);
        }
        return line;
    }

    static void add_word(Line& line, const Word& word) {
        for (Mark mark : word.marks) {
            mark.offset += line.text.size();
            line.marks.push_back(std::move(mark));
        }
        line.text += word.text;
    }

    std::mt19937_64 random_;
    Document document_;
    std::vector<std::string> undefined_;  // labels that are referred to
    int names_ = 0;
    std::string last_name_;
    bool in_row_ = false;
};

std::string_view first_word(std::string_view text) { return text.substr(0, text.find(' ')); }

Document read_back(const std::string& text) {
    const Note note = read_markdown(text, "note.md");
    Document result;
    for (const Section& section : note.sections) {
        if (section.level == 0) continue;
        result.headings.push_back(entry(section.place, first_word(section.title)));
    }
    for (const Item& item : note.items) {
        if (item.kind == Item::Kind::bullet) result.items.push_back(entry(item.place, ""));
        if (item.kind == Item::Kind::row) result.rows.push_back(entry(item.place, ""));
    }
    for (const Link& link : note.links) {
        result.links.push_back(entry(link.place, first_word(link.text)));
    }
    return result;
}

// What is first of two lists where they differ; nothing where they don't.
std::string difference(const std::vector<std::string>& read,
                       const std::vector<std::string>& written) {
    const auto [first, second] = std::ranges::mismatch(read, written);
    if (first == read.end() && second == written.end()) return {};
    return "read " + (first == read.end() ? "nothing" : *first) + ", written " +
           (second == written.end() ? "nothing" : *second);
}

std::uint64_t seed_from_environment() {
    const char* seed = std::getenv("CRIB_TEST_SEED");
    return seed == nullptr ? 20'240'229 : std::stoull(seed);
}

}  // namespace

TEST_CASE("headings, items, rows and links are placed where they stand") {
    const std::uint64_t first = seed_from_environment();
    const std::uint64_t documents = std::getenv("CRIB_TEST_FULL") == nullptr ? 1'000 : 10'000;
    std::array<std::uint64_t, features> counts{};
    for (std::uint64_t seed = first; seed < first + documents; ++seed) {
        const Document written = Author(seed).write();
        const Document read = read_back(written.text);
        INFO("CRIB_TEST_SEED=" << seed << " begins with this document:\n" << written.text);
        REQUIRE(difference(read.headings, written.headings) == "");
        REQUIRE(difference(read.items, written.items) == "");
        REQUIRE(difference(read.rows, written.rows) == "");
        REQUIRE(difference(read.links, written.links) == "");
        for (std::size_t i = 0; i < features; ++i) counts.at(i) += written.has.at(i) ? 1 : 0;
    }
    for (std::size_t i = 0; i < features; ++i) {
        INFO(feature_names.at(i) << " in " << counts.at(i) << " of " << documents);
        CHECK(counts.at(i) * 20 >= documents);
    }
}

}  // namespace crib
