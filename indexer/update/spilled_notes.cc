#include "indexer/update/spilled_notes.h"

#include <unistd.h>

#include <cerrno>
#include <string>
#include <system_error>

#include <fmt/format.h>

#include "indexer/note/note_bytes.h"
#include "indexer/text/error.h"

namespace crib {
namespace {

constexpr std::size_t most_remembered = 64;

}  // namespace

SpilledNotes::SpilledNotes(std::size_t count) : file_(std::tmpfile()), extents_(count) {
    if (!file_) throw Error(fmt::format("cannot make a temporary file: {}", system_reason()));
}

void SpilledNotes::put(std::size_t index, const Note& note) {
    const std::string bytes = to_bytes(note);
    Extent& extent = extents_[index];
    extent.size = bytes.size();
    {
        const std::lock_guard lock(mutex_);
        extent.offset = end_;
        end_ += extent.size;
    }
    std::size_t done = 0;
    while (done < bytes.size()) {
        const ssize_t size = pwrite(fileno(file_.get()), bytes.data() + done, bytes.size() - done,
                                    static_cast<off_t>(extent.offset + done));
        if (size < 0 && errno == EINTR) continue;
        if (size <= 0)
            throw Error(fmt::format("cannot write the temporary file: {}", system_reason()));
        done += static_cast<std::size_t>(size);
    }
}

void SpilledNotes::keep(const std::vector<std::size_t>& places) {
    for (std::size_t i = 0; i < places.size(); ++i) extents_[i] = extents_[places[i]];
    extents_.resize(places.size());
}

std::shared_ptr<const Note> SpilledNotes::note(std::size_t index) const {
    if (auto note = known(index)) return note;
    auto note = std::make_shared<const Note>(read(index));
    remember(index, note);
    return note;
}

std::shared_ptr<const Note> SpilledNotes::known(std::size_t index) const {
    const std::lock_guard lock(mutex_);
    const auto place = places_.find(index);
    if (place == places_.end()) return nullptr;
    recent_.splice(recent_.begin(), recent_, place->second);
    return recent_.front().second;
}

void SpilledNotes::remember(std::size_t index, std::shared_ptr<const Note> note) const {
    const std::lock_guard lock(mutex_);
    if (places_.contains(index)) return;  // another thread was faster
    recent_.emplace_front(index, std::move(note));
    places_.emplace(index, recent_.begin());
    if (recent_.size() <= most_remembered) return;
    places_.erase(recent_.back().first);
    recent_.pop_back();
}

Note SpilledNotes::read(std::size_t index) const {
    const Extent extent = extents_[index];
    std::string bytes(extent.size, '\0');
    std::size_t done = 0;
    while (done < bytes.size()) {
        const ssize_t size = pread(fileno(file_.get()), bytes.data() + done, bytes.size() - done,
                                   static_cast<off_t>(extent.offset + done));
        if (size < 0 && errno == EINTR) continue;
        if (size <= 0)
            throw Error(fmt::format("cannot read the temporary file: {}", system_reason()));
        done += static_cast<std::size_t>(size);
    }
    return note_of(bytes);
}

}  // namespace crib
