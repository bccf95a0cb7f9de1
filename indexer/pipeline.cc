#include "indexer/pipeline.h"

#include <filesystem>
#include <memory>
#include <utility>

#include "indexer/error.h"
#include "indexer/files.h"
#include "indexer/reader.h"
#include "indexer/text_file.h"

namespace crib {
namespace {

// The files of a tree; of a tree of one note, that one.
Walk files_of(const TreeRecord& record, const std::string& user_excludes) {
    if (record.only.empty()) {
        return walk(record.root, {record.exclude, record.ignore, user_excludes});
    }
    Walk result;
    result.files.push_back({record.only, 0});
    return result;
}

}  // namespace

ReadTree read_tree(const TreeRecord& record, const std::string& user_excludes,
                   const std::function<void(std::size_t, std::size_t)>& progress) {
    Walk files = files_of(record, user_excludes);
    std::vector<Unread> unreadable = std::move(files.unreadable);
    std::vector<Note> notes;
    std::vector<NoteNames> names;
    for (std::size_t i = 0; i < files.files.size(); ++i) {
        const std::string& path = files.files[i].path;
        try {
            notes.push_back(read_note(read_text(record.root + "/" + path), path));
            names.push_back(names_of(notes.back()));
        } catch (const Error& error) {
            unreadable.push_back({path, error.what()});
        }
        progress(i + 1, files.files.size());
    }
    const auto exists = [root = record.root](const std::string& path) {
        std::error_code error;
        return std::filesystem::exists(root + "/" + path, error);
    };
    const auto source = std::make_shared<const HeldNotes>(std::move(notes));
    return {Tree(record, std::move(names), source, exists), std::move(unreadable)};
}

}  // namespace crib
