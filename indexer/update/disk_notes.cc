#include "indexer/update/disk_notes.h"

#include <utility>

#include "indexer/text/error.h"
#include "indexer/update/note_file.h"

namespace crib {

DiskNotes::DiskNotes(std::string root, std::function<Expected(std::size_t)> expect,
                     std::map<std::size_t, std::shared_ptr<const Note>> known,
                     std::function<Note(const std::string&)> recall)
    : root_(std::move(root)),
      expect_(std::move(expect)),
      known_(std::move(known)),
      recall_(std::move(recall)) {}

std::shared_ptr<const Note> DiskNotes::note(std::size_t index) const {
    constexpr std::size_t most_held = 128;
    if (const auto known = known_.find(index); known != known_.end()) return known->second;
    if (const auto held = read_.find(index); held != read_.end()) return held->second;
    if (read_.size() == most_held) read_.clear();
    return read_.emplace(index, std::make_shared<const Note>(read(index))).first->second;
}

bool DiskNotes::can_read(std::size_t index) const {
    note(index);
    return !unreadable_.contains(index);
}

Note DiskNotes::read(std::size_t index) const {
    const Expected expected = expect_(index);
    try {
        NoteFile file = read_note_file(root_, expected.path);
        if (file.state.text != expected.text) changed_meanwhile_.insert(index);
        return std::move(file.note);
    } catch (const Error&) {
        unreadable_.insert(index);
        return recall_(expected.path);
    }
}

}  // namespace crib
