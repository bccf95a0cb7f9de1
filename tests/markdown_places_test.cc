// Whether places in Markdown are right, whatever stands around them.

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/formats/markdown/markdown.h"
#include "tests/random_document.h"

namespace crib {
namespace {

// Features that many of the documents must have, because the test says little without them.
constexpr Feature definitions_before_text = "definitions before text";
constexpr Feature wrapped_code_span = "wrapped code span";
constexpr Feature wrapped_link = "wrapped link";
constexpr Feature wrapped_title = "wrapped title";
constexpr Feature backslash_break = "backslash break";
constexpr Feature lazy_line = "lazy line";
constexpr Feature front_matter = "front matter";
constexpr Feature nested_item = "nested item";
constexpr Feature quote = "quote";
constexpr Feature setext_behind_definitions = "setext heading behind definitions";
constexpr Feature table = "table";

class Author : public RandomAuthor {
  public:
    using RandomAuthor::RandomAuthor;

    Document write() {
        Lines lines;
        if (chance(15)) append(lines, front_matter_lines());
        append(lines, blocks({}));
        lines.emplace_back();
        append(lines, definitions(undefined_.size()));
        put_down(lines);
        return take();
    }

  private:
    struct Where {
        std::size_t column = 0;  // where it begins; the width of a tab depends on it
        int depth = 0;
        bool in_item = false;
    };

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
            // cmark does not find a definition that begins on an indented lazy line.
            const auto first = lines[i].text.find_first_not_of(" \t");
            lines[i].continues = lines[i].text[first] != '[' || !lines[i].marks.empty();
            if (chance(20)) indent(lines[i], pick({"  ", "\t", "      "}));
        }
    }

    // A table. Rows with links, below the head, are items.
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
        words.push_back({"|", Word::Break::none, nullptr, {}});
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

    // Definitions of labels that were referred to; if there are none, of unused labels.
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

    // Text that begins with a new name, last_name_, and continues at random.
    Words text(const std::string& kind) {
        const std::string name = named(chance(20) ? "Über" + kind : kind);
        Words words = {{name, Word::Break::any, nullptr, {}}};
        for (std::size_t count = below(6); count > 0; --count) append(words, inlines());
        last_name_ = name;
        return words;
    }

    Words inlines() {
        switch (below(12)) {
            case 0:
                return code();
            case 1:
                return pick<Words>({{{"<b>", Word::Break::any, nullptr, {}}},
                                    {{"<i", Word::Break::any, nullptr, {}},
                                     {"title='[no](x.md)", Word::Break::soft, nullptr, {}},
                                     {"two'>", Word::Break::soft, nullptr, {}}}});
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
        words.front().wraps = nullptr;
        return words;
    }

    // [name ...](x.md "title"), or the same as an image
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

    // Appends a text to the last word, or begins a word with it.
    void add_or_begin(Words& words, const char* text, Feature wraps) {
        if (chance(80)) {
            words.back().text += text;
        } else {
            words.push_back({text, Word::Break::soft, wraps, {}});
        }
    }

    // [name two][label], [name two][] or [name two]. A definition follows later.
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
                            {{"`" + wiki.text + "`", Word::Break::any, nullptr, {}}, wiki},
                            {{"\\" + wiki.text, Word::Break::any, nullptr, {}}, wiki}});
    }

    Words enclosed(Words words) {
        if (chance(80)) return words;
        const char* mark = pick({"*", "\"", "**"});
        words.front().text.insert(0, mark);
        for (Mark& it : words.front().marks) it.offset += std::string_view(mark).size();
        words.back().text += mark;
        return words;
    }

    const char* line_end() override {
        const bool backslash = chance(20);
        if (backslash) note(backslash_break);
        return backslash ? "\\" : pick({"", "", "", "  "});
    }

    std::vector<std::string> undefined_;  // labels that need a definition
    std::string last_name_;
    bool in_row_ = false;
};

}  // namespace

TEST_CASE("headings, items, rows and links are placed where they stand") {
    check_places([](std::uint64_t seed) { return Author(seed).write(); },
                 [](const std::string& text) { return placed(read_markdown(text, "note.md")); },
                 {definitions_before_text, wrapped_code_span, wrapped_link, wrapped_title,
                  backslash_break, lazy_line, tab, crlf, front_matter, nested_item, quote,
                  multi_byte_text, setext_behind_definitions, table});
}

}  // namespace crib
