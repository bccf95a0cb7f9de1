#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "indexer/index/record.h"
#include "indexer/note/note.h"
#include "indexer/note/questions.h"
#include "query/database/database.h"

namespace crib {

// The present state of a note.
struct NoteNow {
    enum class State {
        unchanged,  // since it was indexed, judged by the file's size and time
        changed,
        unreadable,  // or gone, or too large to be read for one answer
    };

    State state = State::unchanged;
    Note note{};                        // for a changed note
    std::vector<Question> questions{};  // for a changed note

    bool operator==(const NoteNow&) const = default;
};

// Finds the places of answers in notes that changed since they were indexed. Looks at a note when
// an answer first names it, and reads it only if it changed.
class Relocator {
  public:
    // The database must outlive it. It is not read after relocate() has returned.
    explicit Relocator(const Database& database) : database_(database) {}

    // Sets the places in a document's record to where they are now. Returns false if one was not
    // found; that one stays as indexed.
    bool relocate(Record& record, Xapian::docid document);

    // How many notes differ from their state when they were indexed, among those looked at so far.
    std::size_t changed() const { return changed_; }

  private:
    const NoteNow& look_at(const Record& record, const std::string& path, Xapian::docid document);
    NoteNow read(const std::string& root, const std::string& tree, const std::string& path);

    const Database& database_;
    std::map<std::pair<std::string, std::string>, NoteNow> notes_;  // by tree and path
    std::size_t changed_ = 0;
    std::uint64_t bytes_read_ = 0;
};

// The section that a link meant: the one with its anchor and title, else with one of them. If there
// are several, the nearest to the old place. Null if there is none.
const Section* find_again(const Note& note, const RecordLink& link);
// The question with the same words; if there are several, the nearest to the old place. Null if
// there is none.
const Question* find_again(const std::vector<Question>& questions, std::string_view title,
                           Place place);

}  // namespace crib
