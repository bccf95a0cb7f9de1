#include "query/show/relocate.h"

#include <sys/stat.h>

#include <array>
#include <cstdlib>

#include "indexer/files/text_file.h"
#include "indexer/formats/reader.h"
#include "indexer/index/entries.h"
#include "indexer/index/ids.h"
#include "indexer/index/record.h"
#include "indexer/index/schema.h"
#include "indexer/text/error.h"

namespace crib {
namespace {

// Reading a note of this size takes a few milliseconds. The second limit is for all changed notes
// together.
constexpr std::uint64_t most_of_note = 128 << 10;
constexpr std::uint64_t most_of_all = 1 << 20;

bool is_as_indexed(const Xapian::Database& database, const std::string& id, const Stamp& stamp) {
    const auto note = database.postlist_begin(id);
    if (note == database.postlist_end(id)) return false;
    const Xapian::Document document = named_document(database, *note);
    return document.get_value(slot::size) == std::to_string(stamp.size) &&
           document.get_value(slot::modified) == std::to_string(stamp.modified);
}

// The element of a range for which `alike` is true; if there are several, the nearest to a line.
template <typename Range, typename Alike>
auto nearest(const Range& range, int line, Alike alike) {
    decltype(&*range.begin()) best = nullptr;
    for (const auto& one : range) {
        if (!alike(one)) continue;
        if (best == nullptr ||
            std::abs(one.place.line - line) < std::abs(best->place.line - line)) {
            best = &one;
        }
    }
    return best;
}

bool move(RecordLink& link, const NoteNow& now) {
    if (now.state == NoteNow::State::unchanged) return true;
    const Section* section =
        now.state == NoteNow::State::changed ? find_again(now.note, link) : nullptr;
    if (section == nullptr) return false;
    link.line = section->place.line;
    link.column = section->place.column;
    link.end_line = section->end_line;
    return true;
}

// Whether the link is to the question itself.
bool is_own(const RecordLink& link, const Record& record) {
    return record.kind == Kind::question && link.path == record.path &&
           Place{link.line, link.column} == record.place;
}

bool move_question(Record& record, const NoteNow& now) {
    if (now.state == NoteNow::State::unchanged) return true;
    const Question* question = find_again(now.questions, record.title, record.place);
    if (question == nullptr) return false;
    for (RecordLink& link : record.links) {
        if (!is_own(link, record)) continue;
        link.line = question->place.line;
        link.column = question->place.column;
        link.end_line =
            question->section ? now.note.sections[*question->section].end_line : question->end_line;
    }
    record.place = question->place;
    return true;
}

}  // namespace

const Section* find_again(const Note& note, const RecordLink& link) {
    // The first section needs no title: it always holds the text before the first heading.
    if (link.anchor.empty()) return &note.sections.front();
    const std::string title = exact_form(link.title);
    const auto has_anchor = [&](const Section& section) { return section.anchor == link.anchor; };
    const auto has_title = [&](const Section& section) {
        return section.level > 0 && exact_form(section.title) == title;
    };
    const auto has_both = [&](const Section& section) {
        return has_anchor(section) && has_title(section);
    };
    const auto has_breadcrumb = [&](const Section& section) {
        return has_title(section) && section.breadcrumb == link.breadcrumb;
    };
    if (const Section* found = nearest(note.sections, link.line, has_both)) return found;
    if (const Section* found = nearest(note.sections, link.line, has_breadcrumb)) return found;
    if (const Section* found = nearest(note.sections, link.line, has_title)) return found;
    return nearest(note.sections, link.line, has_anchor);
}

const Question* find_again(const std::vector<Question>& questions, std::string_view title,
                           Place place) {
    const std::string form = exact_form(title);
    return nearest(questions, place.line,
                   [&](const Question& question) { return exact_form(question.text) == form; });
}

bool Relocator::relocate(Record& record, Xapian::docid document) {
    // A server's notes are not on this machine, unless --root says where they are.
    if (!database_.has_notes(document, record.tree)) return true;
    bool found = true;
    for (RecordLink& link : record.links) {
        if (link.state != RecordLink::State::section || is_own(link, record)) continue;
        found = move(link, look_at(record, link.path, document)) && found;
    }
    const NoteNow& own = look_at(record, record.path, document);
    if (record.kind == Kind::question) return move_question(record, own) && found;
    record.place = {record.links.front().line, record.links.front().column};
    return found;
}

const NoteNow& Relocator::look_at(const Record& record, const std::string& path,
                                  Xapian::docid document) {
    const auto [known, is_new] = notes_.try_emplace({record.tree, path});
    if (is_new) {
        known->second = read(database_.root(document, record.tree), record.tree, path);
        if (known->second.state != NoteNow::State::unchanged) ++changed_;
    }
    return known->second;
}

NoteNow Relocator::read(const std::string& root, const std::string& tree, const std::string& path) {
    struct stat status {};
    if (stat((root + "/" + path).c_str(), &status) != 0) return {NoteNow::State::unreadable};
    const Stamp stamp = stamp_of(status);
    if (is_as_indexed(database_.xapian(), note_id(tree, path), stamp)) return {};
    if (stamp.size > most_of_note || bytes_read_ + stamp.size > most_of_all) {
        return {NoteNow::State::unreadable};
    }
    bytes_read_ += stamp.size;
    try {
        NoteNow now{NoteNow::State::changed, read_note(read_text(root + "/" + path), path)};
        now.questions = find_questions(now.note);
        return now;
    } catch (const Error&) {
        return {NoteNow::State::unreadable};
    }
}

}  // namespace crib
