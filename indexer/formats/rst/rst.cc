#include "indexer/formats/rst/rst.h"

#include <algorithm>
#include <array>
#include <unordered_set>
#include <utility>
#include <variant>
#include <vector>

#include <fmt/format.h>

#include "indexer/formats/rst/block.h"
#include "indexer/formats/rst/inline.h"
#include "indexer/note/marked_text.h"
#include "indexer/note/note_builder.h"
#include "indexer/text/unicode.h"

namespace crib {
namespace {

// Letters that do not decompose into a letter and an accent. docutils has a spelling for each.
constexpr std::array<std::pair<char32_t, std::string_view>, 38> spelled_out{{
    {0xDF, "sz"}, {0xE6, "ae"},  {0xF8, "o"},  {0x111, "d"}, {0x127, "h"},  {0x131, "i"},
    {0x142, "l"}, {0x153, "oe"}, {0x167, "t"}, {0x180, "b"}, {0x183, "b"},  {0x188, "c"},
    {0x18C, "d"}, {0x192, "f"},  {0x199, "k"}, {0x19A, "l"}, {0x19E, "n"},  {0x1A5, "p"},
    {0x1AB, "t"}, {0x1AD, "t"},  {0x1B4, "y"}, {0x1B6, "z"}, {0x1E5, "g"},  {0x225, "z"},
    {0x234, "l"}, {0x235, "n"},  {0x236, "t"}, {0x237, "j"}, {0x238, "db"}, {0x239, "qp"},
    {0x23C, "c"}, {0x23F, "s"},  {0x240, "z"}, {0x247, "e"}, {0x249, "j"},  {0x24B, "q"},
    {0x24D, "r"}, {0x24F, "y"},
}};

// The ASCII characters of a text, in lower case and without accents.
std::string ascii_of(std::string_view text) {
    const std::string lowered = lower(text);
    std::string spelled;
    for (std::size_t at = 0; at < lowered.size();) {
        const Rune rune = rune_at(lowered, at);
        const auto found =
            std::ranges::find(spelled_out, rune.code, [](const auto& pair) { return pair.first; });
        spelled += found == spelled_out.end() ? std::string_view(lowered).substr(at, rune.size)
                                              : found->second;
        at += rune.size;
    }
    std::string folded = fold(spelled);
    std::erase_if(folded, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
    return folded;
}

// The ids of one note. docutils gives them in the order in which it meets the elements.
class Ids {
  public:
    // The id for a name. If the id is empty or taken, it is `id1`, `id2`, ...
    std::string take(std::string_view name) {
        std::string id = docutils_id(name);
        if (!id.empty() && taken_.insert(id).second) return id;
        do {
            id = "id" + std::to_string(++last_);
        } while (!taken_.insert(id).second);
        return id;
    }

  private:
    std::unordered_set<std::string> taken_;
    int last_ = 0;
};

struct Label {
    std::string name;
    std::string id;
};

// Bytes of destinations that references may lead to, even in a short text.
constexpr std::size_t most_of_references = 1UL << 20;

class RstReader {
  public:
    // `size` is that of the text, in bytes.
    RstReader(RstDocument document, std::string path, std::size_t size)
        : document_(std::move(document)),
          builder_(std::move(path), std::move(document_.front_matter), {document_.first_line, 1}),
          references_(most_of_references + 8 * size) {
        builder_.note().own_anchors = true;
    }

    Note read() {
        collect_references();
        for (const RstElement& element : document_.elements) {
            std::visit([this](const auto& part) { read(part); }, element);
        }
        give_labels();
        Note note = builder_.finish(document_.lines);
        for (Item& item : note.items) {
            if (item.kind == Item::Kind::heading) {
                item.end_line = note.sections[item.section].end_line;
            }
        }
        return note;
    }

  private:
    // Collects the names, because a use may come before the definition. A heading is a name too,
    // unless another element has that name.
    void collect_references() {
        for (const RstElement& element : document_.elements) {
            const auto* target = std::get_if<RstTarget>(&element);
            if (!target || target->kind == RstTarget::Kind::other) continue;
            if (target->kind == RstTarget::Kind::anonymous_url) {
                references_.add_anonymous(target->url);
            } else if (target->kind == RstTarget::Kind::url) {
                references_.add(target->name, target->url);
            } else {
                references_.add(target->name, fmt::format("#{}", docutils_id(target->name)));
            }
        }
        for (const RstElement& element : document_.elements) {
            const auto* heading = std::get_if<RstHeading>(&element);
            if (!heading) continue;
            RstReferences none;
            const std::string title = read_rst_inline({heading->title}, none).text;
            references_.add(title, fmt::format("#{}", docutils_id(title)));
        }
    }

    void read(const RstHeading& heading) {
        const RstInline title = read_inline({heading.title});
        Section section;
        section.title = title.text;
        section.level = heading.level;
        section.place = heading.title.place;
        section.slug = ids_.take(title.text);
        section.anchor = section.slug;
        // Sphinx prefers a label to an id that does not come from the title.
        if (!labels_.empty() && section.slug != docutils_id(title.text)) {
            section.anchor = labels_.front().id;
            section.ids.push_back(section.slug);
        }
        builder_.begin(std::move(section));
        give_labels();
        add_links(title);

        Item item;
        item.kind = Item::Kind::heading;
        item.text = builder_.section().title;
        item.question = find_question(marked_text(title)).question;
        item.place = heading.title.place;
        item.section = builder_.section_index();
        builder_.note().items.push_back(std::move(item));
    }

    void read(const RstTarget& target) {
        const std::string id = ids_.take(target.name);
        if (target.kind == RstTarget::Kind::label) labels_.push_back({rst_name(target.name), id});
        if (target.kind == RstTarget::Kind::other) give_labels();
    }

    void read(const RstParagraph& paragraph) {
        give_labels();
        const RstInline text = read_inline(paragraph.text);
        const std::vector<std::size_t> links = add_links(text);
        if (open_items_.empty()) {
            add_question(text, paragraph);
        } else {
            add_to_item(text, links);
        }
        add_block({text.text, false, "", paragraph.text.front().place.line});
    }

    // Adds a paragraph that has the form of a question.
    void add_question(const RstInline& text, const RstParagraph& paragraph) {
        AskedText asked = find_question_of_paragraph(marked_text(text));
        if (asked.question.empty()) return;
        Item& item =
            builder_.note().items[add_item(Item::Kind::paragraph, paragraph.text.front().place)];
        item.end_line = paragraph.text.back().place.line;
        item.text = asked.question;
        set_question(item, std::move(asked));
    }

    void read(const RstItem& item) {
        give_labels();
        open_items_.push_back(add_item(Item::Kind::bullet, item.place));
    }

    void read(const RstItemEnd& end) {
        builder_.note().items[open_items_.back()].end_line = end.line;
        open_items_.pop_back();
    }

    void read(const RstTable& table) {
        give_labels();
        for (const RstRow& row : table.rows) {
            RstInline cells;
            std::vector<MarkedText> texts;
            for (const RstText& cell : row.cells) {
                RstInline text = read_inline(cell);
                texts.push_back(marked_text(text));
                cells.append(std::move(text));
            }
            const std::vector<std::size_t> links = add_links(cells);
            add_block({cells.text, false, "", row.place.line});
            if (links.empty()) continue;
            Item& item = builder_.note().items[add_item(Item::Kind::row, row.place)];
            item.end_line = row.end_line;
            set_cells(item, texts, texts.size());
            item.links = links;
        }
    }

    void read(const RstLiteral& literal) {
        give_labels();
        int indent = literal.lines.front().place.column;
        for (const RstPiece& line : literal.lines) {
            if (!line.text.empty()) indent = std::min(indent, line.place.column);
        }
        std::string text;
        for (const RstPiece& line : literal.lines) {
            const RstInline part = read_inline({line});
            add_links(part);
            const int inset = part.text.empty() ? 0 : line.place.column - indent;
            text.append(static_cast<std::size_t>(inset), ' ').append(part.text).append(1, '\n');
        }
        add_block({std::move(text), true, "", literal.lines.front().place.line});
    }

    void read(const Block& code) {
        give_labels();
        add_block(code);
    }

    void read(const Link& link) {
        give_labels();
        builder_.note().links.push_back(link);
    }

    RstInline read_inline(const RstText& text) {
        RstInline result = read_rst_inline(text, references_);
        for (const std::string& name : result.names) ids_.take(name);
        return result;
    }

    std::vector<std::size_t> add_links(const RstInline& text) {
        std::vector<Link>& links = builder_.note().links;
        std::vector<std::size_t> indices;
        for (const RstLink& link : text.links) {
            indices.push_back(links.size());
            links.push_back(link.link);
        }
        return indices;
    }

    std::size_t add_item(Item::Kind kind, Place place) {
        Item item;
        item.kind = kind;
        item.place = place;
        item.section = builder_.section_index();
        if (!open_items_.empty()) item.parent = open_items_.back();
        builder_.note().items.push_back(std::move(item));
        return builder_.note().items.size() - 1;
    }

    // Adds a further paragraph to an item. It may hold the item's first links.
    void add_to_item(const RstInline& text, const std::vector<std::size_t>& links) {
        Item& item = builder_.note().items[open_items_.back()];
        // Links within an answer are no answers themselves.
        if (!item.answer.empty()) return;
        if (item.text.empty() && item.links.empty()) {
            set_text(item, text);
            set_question(item, find_question(marked_text(text)));
            if (!item.answer.empty()) return;
        } else if (item.links.empty() && !links.empty()) {
            item.link_on_new_line = text.links.front().begins_line;
        }
        item.links.insert(item.links.end(), links.begin(), links.end());
    }

    static MarkedText marked_text(const RstInline& text) {
        MarkedText result;
        result.text = text.text;
        for (const RstLink& link : text.links) result.links.push_back({link.begin, link.end});
        return result;
    }

    static void set_question(Item& item, AskedText asked) {
        item.question = std::move(asked.question);
        item.answer = std::move(asked.answer);
        item.by_form = asked.by_form;
    }

    static void set_text(Item& item, const RstInline& text) {
        if (text.links.empty()) {
            item.text = text.text;
            return;
        }
        const RstLink& first = text.links.front();
        item.text = trimmed(std::string_view(text.text).substr(0, first.begin));
        item.link_on_new_line = first.begins_line && !item.text.empty();
        std::string rest;
        for (std::size_t i = 0; i < text.links.size(); ++i) {
            const bool last = i + 1 == text.links.size();
            const std::size_t begin = text.links[i].end;
            const std::size_t end = last ? text.text.size() : text.links[i + 1].begin;
            rest.append(text.text, begin, end - begin);
        }
        item.remainder = single_spaced(rest);
    }

    void add_block(Block block) {
        if (!block.text.empty()) builder_.section().blocks.push_back(std::move(block));
    }

    // Labels before a heading are its ids. Other labels are ids of the section around them.
    void give_labels() {
        for (Label& label : std::exchange(labels_, {})) {
            std::vector<std::string>& ids = builder_.section().ids;
            builder_.section().labels.push_back(label.name);
            if (label.id != label.name) ids.push_back(std::move(label.name));
            ids.push_back(std::move(label.id));
        }
    }

    RstDocument document_;
    NoteBuilder builder_;
    RstReferences references_;
    Ids ids_;
    std::vector<Label> labels_;            // labels that nothing has followed yet
    std::vector<std::size_t> open_items_;  // indices into the note's items; the innermost is last
};

}  // namespace

Note read_rst(std::string_view text, std::string path) {
    return RstReader(read_rst_blocks(text), std::move(path), text.size()).read();
}

std::string docutils_id(std::string_view text) {
    std::string id;
    for (const char c : ascii_of(text)) {
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9' && !id.empty())) {
            id += c;
        } else if (!id.empty() && id.back() != '-') {
            id += '-';
        }
    }
    if (id.ends_with('-')) id.pop_back();
    return id;
}

}  // namespace crib
