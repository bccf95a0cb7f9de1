#include "indexer/update/pipeline.h"

#include <atomic>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "indexer/index/tree_record.h"
#include "indexer/program/parallel.h"
#include "indexer/text/error.h"
#include "indexer/update/note_file.h"
#include "indexer/update/spilled_notes.h"
#include "indexer/walk/file_list.h"
#include "indexer/walk/other_files.h"

namespace crib {

Walk files_of(const TreeRecord& record, const std::string& user_excludes,
              const std::optional<std::string>& list) {
    if (list && !record.only.empty()) {
        throw Error(fmt::format("{}/{}: this is a single note, and --files-from needs a folder",
                                record.root, record.only));
    }
    if (list) return listed_files(record.root, *list, record.exclude);
    if (!record.only.empty()) return walk_one(record.root, record.only);
    return walk(record.root, {record.exclude, record.ignore, user_excludes});
}

std::uint64_t bytes_of(const Walk& walk) {
    std::uint64_t bytes = 0;
    for (const File& file : walk.files) bytes += file.stamp.size;
    return bytes;
}

ReadTree read_tree(const TreeRecord& record, Walk walk, std::size_t jobs,
                   const std::function<void(std::size_t, std::size_t)>& progress) {
    const std::size_t all = walk.files.size();
    const auto notes = std::make_shared<SpilledNotes>(all);
    std::vector<NoteNames> names(all);
    std::vector<NoteState> states(all);
    std::vector<std::string> failures(all);
    std::vector<char> gone(all);  // no vector of bool, because threads write to neighbours
    std::atomic<std::size_t> done = 0;
    in_parallel(all, jobs, [&](std::size_t i, std::size_t worker) {
        std::optional<NoteFile> file;
        try {
            file = read_found_note(record.root, walk.files[i].path);
            gone[i] = file ? 0 : 1;
        } catch (const Error& error) {
            failures[i] = error.what();
        }
        if (file) {
            names[i] = names_of(file->note);
            states[i] = std::move(file->state);
            notes->put(i, file->note);
        }
        ++done;
        if (worker == 0) progress(done, all);
    });
    std::vector<Unread> unreadable = std::move(walk.unreadable);
    std::vector<std::size_t> kept;
    for (std::size_t i = 0; i < all; ++i) {
        if (gone[i] != 0) continue;
        if (!failures[i].empty()) {
            unreadable.push_back({walk.files[i].path, failures[i]});
            continue;
        }
        if (kept.size() < i) names[kept.size()] = std::move(names[i]);
        if (kept.size() < i) states[kept.size()] = std::move(states[i]);
        kept.push_back(i);
    }
    names.resize(kept.size());
    states.resize(kept.size());
    notes->keep(kept);
    return {Tree(record, std::move(names), notes, other_files(record.root, record.only.empty())),
            std::move(states), std::move(unreadable)};
}

}  // namespace crib
