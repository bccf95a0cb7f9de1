#include "indexer/note/note_bytes.h"

#include "indexer/text/bytes.h"

namespace crib {
namespace {

Error cut_short() { return Error("a note in the temporary file is cut short"); }

}  // namespace

// All fields of each type, for both ways, see bytes.h.

template <typename Visitor>
void visit(Visitor& visitor, Seen<Visitor, Place>& place) {
    auto& [line, column] = place;
    visitor(line, column);
}

template <typename Visitor>
void visit(Visitor& visitor, Seen<Visitor, Problem>& problem) {
    auto& [path, place, kind, destination, message, nearest] = problem;
    visitor(path, place, kind, destination, message, nearest);
}

template <typename Visitor>
void visit(Visitor& visitor, Seen<Visitor, Link>& link) {
    auto& [text, destination, place, kind] = link;
    visitor(text, destination, place, kind);
}

template <typename Visitor>
void visit(Visitor& visitor, Seen<Visitor, Block>& block) {
    auto& [text, code, language, line] = block;
    visitor(text, code, language, line);
}

template <typename Visitor>
void visit(Visitor& visitor, Seen<Visitor, HeadingPiece>& piece) {
    auto& [kind, text] = piece;
    visitor(kind, text);
}

template <typename Visitor>
void visit(Visitor& visitor, Seen<Visitor, Section>& section) {
    auto& [title, heading, pieces, source, id, anchor, slug, ids, block_ids, labels, breadcrumb,
           level, place, last_line, end_line, blocks] = section;
    visitor(title, heading, pieces, source, id, anchor, slug, ids, block_ids, labels, breadcrumb,
            level, place, last_line, end_line, blocks);
}

template <typename Visitor>
void visit(Visitor& visitor, Seen<Visitor, Item>& item) {
    auto& [kind, text, remainder, question, answer, by_form, place, end_line, section, links,
           link_on_new_line, parent] = item;
    visitor(kind, text, remainder, question, answer, by_form, place, end_line, section, links,
            link_on_new_line, parent);
}

template <typename Visitor>
void visit(Visitor& visitor, Seen<Visitor, FrontMatter>& front) {
    auto& [title, description, tags, aliases, language, synonyms, questions, lines] = front;
    visitor(title, description, tags, aliases, language, synonyms, questions, lines);
}

template <typename Visitor>
void visit(Visitor& visitor, Seen<Visitor, Note>& note) {
    auto& [path, title, own_anchors, front_matter, tags, sections, links, items, problems] = note;
    visitor(path, title, own_anchors, front_matter, tags, sections, links, items, problems);
}

std::string to_bytes(const Note& note) { return bytes_of(note); }

Note note_of(std::string_view bytes) { return from_bytes<Note>(bytes, cut_short); }

}  // namespace crib
