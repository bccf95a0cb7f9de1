#include "indexer/index/record.h"

#include <utility>

#include "indexer/index/order_key.h"
#include "indexer/text/bytes.h"

namespace crib {

// All fields of each type that are stored, for both ways, see bytes.h.

// `usual_title` and `usual_path` belong to the record that holds the link, because most links lead
// to that record's own section.
template <typename Visitor>
void visit(Visitor& visitor, Seen<Visitor, RecordLink>& link, const std::string& usual_title,
           const std::string& usual_path) {
    auto& [state, title, destination, path, line, column, end_line, anchor, breadcrumb, url] = link;
    visitor(state, Mostly{title, usual_title}, destination, Mostly{path, usual_path}, line, column,
            end_line, anchor, breadcrumb, url);
    visitor.require(state >= RecordLink::State::section && state <= RecordLink::State::web);
}

template <typename Visitor>
void visit(Visitor& visitor, Seen<Visitor, Record>& record) {
    // The order key has the others.
    auto& [kind, tree, title, group, path, place, links, url] = record;
    visitor(title, group);
    visitor.list(links, [&](auto& link) { visit(visitor, link, record.title, record.path); });
    visitor(url);
}

template <typename Visitor>
void visit(Visitor& visitor, Seen<Visitor, NoteRecord>& record) {
    auto& [tree, path, title, see_also] = record;
    visitor(tree, path, title);
    visitor.list(see_also, [&](auto& link) { visit(visitor, link, record.title, record.path); });
}

std::string encode(const Record& record) { return bytes_of(record); }

std::string encode(const NoteRecord& record) { return bytes_of(record); }

Record decode_record(std::string_view data, std::string_view order) {
    OrderKey key = read_order_key(order);
    Record record;
    record.kind = key.kind;
    record.tree = std::move(key.tree);
    record.path = std::move(key.path);
    record.place = key.place;
    BytesReader reader(data);
    reader(record);
    reader.finish();
    return record;
}

NoteRecord decode_note(std::string_view data) { return from_bytes<NoteRecord>(data); }

}  // namespace crib
