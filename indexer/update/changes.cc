#include "indexer/update/changes.h"

#include <algorithm>
#include <map>
#include <optional>
#include <unordered_map>
#include <utility>

#include "indexer/text/error.h"
#include "indexer/update/note_file.h"

namespace crib {
namespace {

// Looks at files as they are now. Asks the disk only once whether a file exists.
class KnownFiles {
  public:
    explicit KnownFiles(const OtherFiles& files) : files_(files) {}

    bool is_as_it_was(const OtherFile& other) {
        if (found(other) != other.exists) return false;
        return !other.real_path || files_.real_path(other.path) == *other.real_path;
    }

  private:
    bool found(const OtherFile& other) {
        if (other.search == OtherFile::Search::exact) return exists(other.path);
        const auto [known, is_new] = found_.emplace(std::pair(other.search, other.path), false);
        if (is_new) known->second = files_.exists_as(other.search, other.path);
        return known->second;
    }

    // Asks for the folder first, because many links of a site lead into the same missing folder.
    bool exists(const std::string& path) {
        const std::size_t slash = path.rfind('/');
        const bool in_root = slash == 0 || slash == std::string::npos;
        return (in_root || look_up(path.substr(0, slash))) && look_up(path);
    }

    bool look_up(const std::string& path) {
        const auto [found, is_new] = known_.emplace(path, false);
        if (is_new) found->second = files_.exists(path);
        return found->second;
    }

    const OtherFiles& files_;
    std::unordered_map<std::string, bool> known_;
    std::map<std::pair<OtherFile::Search, std::string>, bool> found_;
};

class Comparison {
  public:
    Comparison(const std::string& root, Manifest before, Walk walk)
        : root_(root), before_(std::move(before)), walk_(std::move(walk)) {
        result_.unreadable = std::move(walk_.unreadable);
    }

    Changes compare(const OtherFiles& files) {
        merge();
        look_for_files(files);
        return std::move(result_);
    }

  private:
    // Walks both lists together. Both are sorted by path.
    void merge() {
        result_.now.reserve(walk_.files.size());
        std::size_t old = 0;
        for (const File& file : walk_.files) {
            for (; old < before_.names.size() && before_.names[old].path < file.path; ++old) {
                miss(old);
            }
            if (old < before_.names.size() && before_.names[old].path == file.path) {
                meet(old++, file);
            } else {
                add(file);
            }
        }
        for (; old < before_.names.size(); ++old) miss(old);
    }

    void keep(std::size_t old) {
        result_.now.add(std::move(before_.names[old]), std::move(before_.states[old]));
    }

    // A note that the walk did not find.
    void miss(std::size_t old) {
        const std::string& path = before_.names[old].path;
        const auto holds = [&](const Unread& unread) { return lies_below(path, unread.path); };
        if (std::ranges::any_of(result_.unreadable, holds)) {
            keep(old);
        } else {
            result_.names.merge(answered_names(before_.names[old]));
            result_.removed.push_back(path);
        }
    }

    void meet(std::size_t old, const File& file) {
        const NoteState& before = before_.states[old];
        if (before.stamp == file.stamp && !before.young) return keep(old);
        auto read = this->read(file.path);
        if (!read) return miss(old);
        if (read->state.text == before.text) {
            NoteState state = before;
            state.stamp = read->state.stamp;
            state.young = read->state.young;
            if (state != before) result_.restamped.insert(result_.now.names.size());
            result_.now.add(std::move(before_.names[old]), std::move(state));
            return;
        }
        if (read->state.sections != before.sections) result_.resectioned.insert(file.path);
        result_.names.merge(changed_names(before_.names[old], names_of(read->note)));
        change(std::move(*read));
    }

    void add(const File& file) {
        auto read = this->read(file.path);
        if (!read) return;
        result_.names.merge(answered_names(names_of(read->note)));
        result_.added.insert(result_.now.names.size());
        change(std::move(*read));
    }

    void change(NoteFile read) {
        const std::size_t index = result_.now.names.size();
        result_.now.add(names_of(read.note), std::move(read.state));
        result_.changed.emplace(index, std::make_shared<const Note>(std::move(read.note)));
    }

    std::optional<NoteFile> read(const std::string& path) {
        try {
            auto file = read_found_note(root_, path);
            if (file) ++result_.read;
            return file;
        } catch (const Error& error) {
            result_.unreadable.push_back({path, error.what()});
            return std::nullopt;
        }
    }

    // Finds the unchanged notes with links to files that changed.
    void look_for_files(const OtherFiles& files) {
        KnownFiles known(files);
        for (std::size_t i = 0; i < result_.now.states.size(); ++i) {
            for (const OtherFile& other : result_.now.states[i].others) {
                if (known.is_as_it_was(other)) continue;
                result_.refiled.insert(i);
                result_.other_files.insert(other.path);
            }
        }
    }

    const std::string& root_;
    Manifest before_;
    Walk walk_;
    Changes result_;
};

}  // namespace

bool lies_below(const std::string& path, const std::string& folder) {
    return path.starts_with(folder) &&
           (path.size() == folder.size() || folder.empty() || path[folder.size()] == '/');
}

bool is_unchanged(const StoredManifest& before, const Walk& walk, const OtherFiles& files,
                  const std::function<void(const NoteState&)>& meet) {
    KnownFiles known(files);
    std::size_t met = 0;
    const auto is_as_it_was = [&](const std::string& path, const NoteState& state) {
        if (met == walk.files.size() || state.young) return false;
        const File& file = walk.files[met++];
        meet(state);
        return file.stamp == state.stamp && file.path == path &&
               std::ranges::all_of(
                   state.others, [&](const OtherFile& other) { return known.is_as_it_was(other); });
    };
    return walk.unreadable.empty() && before.all_of(is_as_it_was) && met == walk.files.size();
}

Changes find_changes(const std::string& root, Manifest before, Walk walk, const OtherFiles& files) {
    return Comparison(root, std::move(before), std::move(walk)).compare(files);
}

}  // namespace crib
