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

// A note as it is now.
struct NoteNow {
    enum class State {
        unchanged,  // since it was indexed, by size and time of its file
        changed,
        unreadable,  // or gone, or too large to be read for one answer
    };

    State state = State::unchanged;
    Note note{};                        // of a changed one
    std::vector<Question> questions{};  // in it

    bool operator==(const NoteNow&) const = default;
};

// Finds the places of answers again in notes that changed since they were indexed. A note is
// looked at when an answer first names it, and read only when it changed.
class Relocator {
  public:
    // The database must outlive it, and is not read after relocate() has returned.
    explicit Relocator(const Database& database) : database_(database) {}

    // Moves the places of a document's record to where its notes have them now. False where one
    // could not be found again: that is as it was indexed.
    bool relocate(Record& record, Xapian::docid document);

    // How many of the notes named so far differ from what was indexed.
    std::size_t changed() const { return changed_; }

  private:
    const NoteNow& look_at(const Record& record, const std::string& path, Xapian::docid document);
    NoteNow read(const std::string& root, const std::string& tree, const std::string& path);

    const Database& database_;
    std::map<std::pair<std::string, std::string>, NoteNow> notes_;  // by tree and path
    std::size_t changed_ = 0;
    std::uint64_t bytes_read_ = 0;
};

// The section of a note that a link to it meant: by its anchor and title, else by one of them, the
// nearest to where it was. None where the note has nothing like it.
const Section* find_again(const Note& note, const RecordLink& link);
// The question that one of the same words was, the nearest to where it was.
const Question* find_again(const std::vector<Question>& questions, std::string_view title,
                           Place place);

}  // namespace crib
