#include "indexer/walk/folder_events.h"

#include <sys/inotify.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <string_view>

#include <fmt/format.h>

#include "indexer/note/note_format.h"
#include "indexer/text/error.h"

namespace crib {
namespace {

// A note counts as changed when its writer closes it, not with every write. Some editors write a
// new file and rename it; the rename counts as well.
constexpr std::uint32_t of_files =
    IN_CLOSE_WRITE | IN_ATTRIB | IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE;
constexpr std::uint32_t of_names = IN_CREATE | IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE;
constexpr std::uint32_t of_itself = IN_DELETE_SELF | IN_MOVE_SELF | IN_UNMOUNT | IN_Q_OVERFLOW;

Error failure(const std::string& what) {
    return Error(
        fmt::format("{}: {}; raise the limits in /proc/sys/fs/inotify", what, system_reason()));
}

FolderEvents meaning_of(const inotify_event& event) {
    if ((event.mask & of_itself) != 0) return {true, true};
    // The kernel pads the name with NULs.
    const std::string_view name = event.len > 0 ? event.name : "";
    const bool renamed = (event.mask & of_names) != 0;
    // These make a folder a repository, or say what it ignores.
    if (name == ".git" || name == ".gitignore") return {true, true};
    if (name.starts_with('.')) return {};
    if ((event.mask & IN_ISDIR) != 0) return {renamed, renamed};
    return {note_format(name).has_value() ? (event.mask & of_files) != 0 : renamed, false};
}

}  // namespace

FolderWatcher::FolderWatcher() : inotify_(inotify_init1(IN_NONBLOCK | IN_CLOEXEC)) {
    if (inotify_.number() < 0) throw failure("folders can't be watched");
}

void FolderWatcher::add(const std::string& folder) {
    const std::uint32_t mask = of_files | of_names | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR |
                               IN_DONT_FOLLOW | IN_EXCL_UNLINK;
    if (inotify_add_watch(inotify_.number(), folder.c_str(), mask) >= 0) return;
    const bool gone = errno == ENOENT || errno == ENOTDIR || errno == EACCES;
    if (!gone) throw failure(folder + ": can't be watched");
}

FolderEvents FolderWatcher::read() {
    FolderEvents events;
    alignas(inotify_event) std::array<char, 1 << 16> buffer{};
    while (true) {
        const ssize_t size = ::read(inotify_.number(), buffer.data(), buffer.size());
        if (size <= 0) return events;
        for (const char* at = buffer.data(); at < buffer.data() + size;) {
            const auto* event = reinterpret_cast<const inotify_event*>(at);
            const FolderEvents meaning = meaning_of(*event);
            events.notes = events.notes || meaning.notes;
            events.folders = events.folders || meaning.folders;
            at += sizeof(inotify_event) + event->len;
        }
    }
}

}  // namespace crib
