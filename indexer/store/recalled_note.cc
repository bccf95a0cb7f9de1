#include "indexer/store/recalled_note.h"

#include <algorithm>
#include <utility>

#include "indexer/index/entries.h"
#include "indexer/index/ids.h"
#include "indexer/index/passages.h"
#include "indexer/index/record.h"
#include "indexer/index/schema.h"
#include "indexer/index/stored_record.h"
#include "indexer/store/document.h"

namespace crib {
namespace {

Section section_of(const Xapian::Document& document) {
    const Record record = record_of(document);
    Section section;
    const RecordLink& own = record.links.front();
    section.title = record.title;
    section.anchor = own.anchor;
    section.slug = own.anchor;
    section.breadcrumb = own.breadcrumb;
    section.level = own.anchor.empty() ? 0 : static_cast<int>(own.breadcrumb.size()) + 1;
    section.place = record.place;
    section.end_line = own.end_line;
    for (std::string& text : passages_of(document)) {
        section.blocks.push_back({std::move(text), false, "", record.place.line});
    }
    return section;
}

}  // namespace

Note recall_note(const Xapian::Database& database, const std::string& tree,
                 const std::string& path) {
    Note note;
    note.path = path;
    for (const Xapian::docid number : documents_with(database, note_term(tree, path))) {
        const Xapian::Document document = database.get_document(number);
        if (has_term(document, make_term(prefix::kind, "note"))) {
            note.title = decode_note(document.get_data()).title;
        } else if (has_term(document, make_term(prefix::kind, name_of(Kind::section)))) {
            note.sections.push_back(section_of(document));
        }
    }
    std::ranges::sort(note.sections, {}, &Section::place);
    const bool has_own = !note.sections.empty() && note.sections.front().level == 0;
    if (!has_own) {
        Section own;
        own.title = note.title;
        own.place.line = 1;
        note.sections.insert(note.sections.begin(), std::move(own));
    }
    return note;
}

}  // namespace crib
