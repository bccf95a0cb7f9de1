// Whether places in reStructuredText are right, whatever stands around them.

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/formats/rst/rst.h"
#include "tests/random_document.h"

namespace crib {
namespace {

// Features that many of the documents must have, because the test says little without them.
constexpr Feature targets_before_text = "targets before text";
constexpr Feature wrapped_literal = "wrapped literal";
constexpr Feature wrapped_link = "wrapped link";
constexpr Feature wrapped_target = "wrapped target";
constexpr Feature backslash_break = "backslash break";
constexpr Feature front_matter = "front matter";
constexpr Feature nested_item = "nested item";
constexpr Feature quote = "quote";
constexpr Feature directive = "directive";
constexpr Feature overline = "overline";
constexpr Feature table = "table";

class Author : public RandomAuthor {
  public:
    using RandomAuthor::RandomAuthor;

    Document write() {
        Lines lines;
        if (chance(15)) append(lines, fields());
        append(lines, blocks({}));
        lines.emplace_back();
        append(lines, targets(undefined_.size()));
        for (; anonymous_ > 0; --anonymous_) lines.push_back(plain_line("__ https://x.org/"));
        put_down(lines);
        return take();
    }

  private:
    struct Where {
        int depth = 0;
        bool in_item = false;
        bool by_tab = false;  // indented by a tab; deeper lines can't use another
    };

    Lines fields() {
        note(front_matter);
        return {plain_line(":title: No `link <x>`_"), plain_line(":tags: one,"),
                plain_line("   two"), plain_line("")};
    }

    Lines blocks(Where where) {
        Lines lines;
        const std::size_t count = where.depth == 0 ? 3 + below(4) : 1 + below(2);
        for (std::size_t i = 0; i < count; ++i) {
            if (i > 0) lines.emplace_back();
            append(lines, block(where, i == 0));
        }
        return lines;
    }

    // The first block of an item or a quote must begin with a line of text.
    Lines block(Where where, bool first) {
        if (first && where.depth > 0) return paragraph();
        switch (below(where.depth < 3 ? 12 : 6)) {
            case 0:
                return table_of_links();
            case 1:
                return verbatim();
            case 2:
            case 3:
                if (where.depth == 0) return heading();
                return paragraph();
            case 6:
                return quoted(where);
            case 7:
            case 8:
                return admonition(where);
            case 9:
            case 10:
            case 11:
                return list(where);
            default:
                return paragraph();
        }
    }

    Lines heading() {
        Line title = joined(text("heading"));
        add_mark(title, Mark::Kind::heading, last_name_);
        const std::string adornment(title.text.size(), *pick({"=", "-"}));
        if (chance(70)) return {title, plain_line(adornment)};
        note(overline);
        const std::string longer = adornment + std::string(4, adornment[0]);
        if (chance(50)) indent(title, spaces(1 + below(2)));
        return {plain_line(longer), title, plain_line(longer)};
    }

    Lines paragraph() {
        Lines lines;
        if (chance(25)) {
            note(targets_before_text);
            lines = targets(1 + below(2));
            if (chance(50)) lines.emplace_back();
        }
        append(lines, wrapped(text("text")));
        return lines;
    }

    // Targets of names that were referred to; if there are none, of unused names.
    Lines targets(std::size_t count) {
        Lines lines;
        for (; count > 0; --count) {
            std::string name = named("unused");
            if (!undefined_.empty()) {
                name = undefined_.back();
                undefined_.pop_back();
            }
            const bool quoted = name.find(' ') != std::string::npos;
            const std::string label = ".. _" + (quoted ? "`" + name + "`" : name) + ":";
            append(lines, pick<Lines>({{plain_line(label + " https://x.org/")},
                                       {plain_line(label + " https://x.org/"), plain_line("   a")},
                                       {plain_line(label), plain_line("   https://x.org/")}}));
        }
        return lines;
    }

    Lines verbatim() {
        return pick<Lines>(
            {{plain_line(".. code-block:: rst"), plain_line("   :caption: c"), plain_line(""),
              plain_line("   - `no <link>`_"), plain_line(""), plain_line("   Title"),
              plain_line("   =====")},
             {plain_line("Code::"), plain_line(""), plain_line("   * `no <link>`_")},
             {plain_line(".. A comment, `no <link>`_"), plain_line("   - and no item")},
             {plain_line(">>> '`no <link>`_'")}});
    }

    // A grid table. Rows with links are items.
    Lines table_of_links() {
        note(table);
        constexpr std::size_t width = 400;
        const std::string rule = "+" + std::string(width, '-') + "+---+";
        Lines lines = {plain_line(rule)};
        for (std::size_t count = 1 + below(3); count > 0; --count) {
            Line row = joined(ascii_text());
            row.text.resize(std::max(row.text.size(), width - 1), ' ');
            indent(row, "| ");
            row.text += "| x |";
            if (!row.marks.empty()) add_mark(row, Mark::Kind::row, "");
            lines.push_back(std::move(row));
            lines.push_back(plain_line(rule));
        }
        return lines;
    }

    Lines quoted(Where where) {
        note(quote);
        Lines lines = blocks({where.depth + 1, where.in_item, true});
        for (Line& line : lines) {
            if (!line.text.empty()) indent(line, "  ");
        }
        // Without this comment, the list would continue the item before it.
        lines.insert(lines.begin(), {plain_line(".."), plain_line("")});
        return lines;
    }

    Lines admonition(Where where) {
        note(directive);
        Lines lines = blocks({where.depth + 1, where.in_item, true});
        for (Line& line : lines) {
            if (!line.text.empty()) indent(line, "   ");
        }
        cut_indentation(lines.front());
        if (chance(50) && !lines.front().text.starts_with("..")) {
            indent(lines.front(), ".. tip:: ");
        } else {
            indent(lines.front(), "   ");
            lines.insert(lines.begin(), {plain_line(".. note::"), plain_line("")});
        }
        return lines;
    }

    Lines list(Where where) {
        if (where.in_item) note(nested_item);
        Lines lines;
        const std::string marker = pick({"-", "*", "+", "#."});
        for (std::size_t count = 1 + below(3); count > 0; --count) {
            if (!lines.empty()) lines.emplace_back();
            append(lines, item(where, marker));
        }
        return lines;
    }

    Lines item(Where where, const std::string& marker) {
        const bool by_tab = !where.by_tab && !where.in_item && chance(30);
        const std::size_t width = by_tab ? 8 : marker.size() + 1 + below(3);
        Lines lines = blocks({where.depth + 1, true, true});
        indent(lines.front(), by_tab ? "\t" : spaces(width - marker.size()));
        indent(lines.front(), marker);
        add_mark(lines.front(), Mark::Kind::item, "");
        for (std::size_t i = 1; i < lines.size(); ++i) {
            if (!lines[i].text.empty())
                indent(lines[i], by_tab && chance(50) ? "\t" : spaces(width));
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

    Words ascii_text() {
        Words words = {{named("cell"), Word::Break::any, nullptr, {}}};
        if (chance(70)) append(words, embedded_link());
        return words;
    }

    Words inlines() {
        switch (below(10)) {
            case 0:
                return literal();
            case 1:
            case 2:
                return embedded_link();
            case 3:
                return reference();
            case 4:
                return role();
            case 5:
                return other_link();
            default:
                return {{pick({"word", "plain", "a_b", "5*3", "*em*", "**strong**", "\\*", "\\`x",
                               "x<y", "(word)", "naïve", "日本語", "🎉"}),
                         Word::Break::any,
                         nullptr,
                         {}}};
        }
    }

    Words literal() {
        const auto inside = [](const char* text) {
            return Word{text, Word::Break::soft, wrapped_literal, {}};
        };
        Words words = pick<Words>({{inside("``code``")},
                                   {inside("``two"), inside("words``")},
                                   {inside("``a`"), inside("`no"), inside("<link>`_``")}});
        words.front().before = Word::Break::any;
        words.front().wraps = nullptr;
        return words;
    }

    // `name ... <https://x.org/>`_
    Words embedded_link() {
        const std::string name = named("link");
        Words words = {{"`" + name, Word::Break::any, nullptr, {{Mark::Kind::link, name, 0}}}};
        add_label(words);
        words.push_back({"<https://x.org/", Word::Break::soft, wrapped_link, {}});
        if (chance(30)) {
            words.push_back({"a>`_", Word::Break::soft, wrapped_target, {}});
        } else {
            words.back().text += ">`_";
        }
        return words;
    }

    void add_label(Words& words) {
        for (std::size_t count = below(3); count > 0; --count) {
            words.push_back(
                {pick({"two", "words", "groesser"}), Word::Break::soft, wrapped_link, {}});
        }
    }

    // name_, `name two`_ or `name`__. A target follows later.
    Words reference() {
        const std::string name = named("link");
        const auto word = [&](const std::string& text) {
            return Word{text, Word::Break::any, nullptr, {{Mark::Kind::link, name, 0}}};
        };
        if (chance(30)) {
            ++anonymous_;
            return {word("`" + name + "`__")};
        }
        if (chance(50)) {
            undefined_.push_back(name);
            return {word(name + "_")};
        }
        undefined_.push_back(name + " two");
        return {word("`" + name), {"Two`_", Word::Break::soft, wrapped_link, {}}};
    }

    // :ref:`name ... <label>`
    Words role() {
        const std::string name = named("link");
        const std::string mark = pick({":ref:`", ":doc:`", ":std:ref:`"});
        Words words = {{mark + name, Word::Break::any, nullptr, {{Mark::Kind::link, name, 0}}}};
        add_label(words);
        words.push_back({"<label>`", Word::Break::soft, wrapped_link, {}});
        return words;
    }

    Words other_link() {
        const std::string name = named("link");
        const std::string url = "https://example.org/" + name;
        return pick<Words>(
            {{{url, Word::Break::any, nullptr, {{Mark::Kind::link, url, 0}}}},
             {{"(" + url + ")", Word::Break::any, nullptr, {{Mark::Kind::link, url, 1}}}},
             {{":ref:`" + name + "`", Word::Break::any, nullptr, {{Mark::Kind::link, name, 0}}}},
             {{"``" + name + "_``", Word::Break::any, nullptr, {}}},
             {{":class:`" + name + "`", Word::Break::any, nullptr, {}}}});
    }

    const char* line_end() override {
        const bool backslash = chance(15);
        if (backslash) note(backslash_break);
        return backslash ? "\\" : pick({"", "", "  "});
    }

    std::vector<std::string> undefined_;  // names that need a target
    std::size_t anonymous_ = 0;           // number of references without a name
    std::string last_name_;
};

}  // namespace

TEST_CASE("reStructuredText's headings, items, rows and links are placed where they stand") {
    check_places(
        [](std::uint64_t seed) { return Author(seed).write(); },
        [](const std::string& text) { return placed(read_rst(text, "note.rst")); },
        {targets_before_text, wrapped_literal, wrapped_link, wrapped_target, backslash_break, tab,
         crlf, front_matter, nested_item, quote, multi_byte_text, directive, overline, table});
}

}  // namespace crib
