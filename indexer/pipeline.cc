#include "indexer/pipeline.h"

#include <filesystem>
#include <memory>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "indexer/error.h"
#include "indexer/file_list.h"
#include "indexer/note_file.h"

namespace crib {

Walk files_of(const TreeRecord& record, const std::string& user_excludes,
              const std::optional<std::string>& list) {
    if (list && !record.only.empty()) {
        throw Error(
            fmt::format("{}/{}: a note, and no folder to list files of", record.root, record.only));
    }
    if (list) return listed_files(record.root, *list, record.exclude);
    if (!record.only.empty()) return walk_one(record.root, record.only);
    return walk(record.root, {record.exclude, record.ignore, user_excludes});
}

ReadTree read_tree(const TreeRecord& record, Walk walk,
                   const std::function<void(std::size_t, std::size_t)>& progress) {
    std::vector<Unread> unreadable = std::move(walk.unreadable);
    std::vector<Note> notes;
    std::vector<NoteNames> names;
    std::vector<NoteState> states;
    for (std::size_t i = 0; i < walk.files.size(); ++i) {
        const std::string& path = walk.files[i].path;
        try {
            NoteFile file = read_note_file(record.root, path);
            names.push_back(names_of(file.note));
            notes.push_back(std::move(file.note));
            states.push_back(std::move(file.state));
        } catch (const Error& error) {
            unreadable.push_back({path, error.what()});
        }
        progress(i + 1, walk.files.size());
    }
    const auto source = std::make_shared<const HeldNotes>(std::move(notes));
    return {Tree(record, std::move(names), source, file_exists(record)), std::move(states),
            std::move(unreadable)};
}

std::function<bool(const std::string&)> file_exists(const TreeRecord& record) {
    return [root = record.root](const std::string& path) {
        std::error_code error;
        return std::filesystem::exists(root + "/" + path, error);
    };
}

}  // namespace crib
