#include "indexer/walk/other_files.h"

#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "indexer/text/unicode.h"
#include "indexer/walk/walk.h"

namespace crib {
namespace {

namespace fs = std::filesystem;

bool exists_at(const std::string& root, const std::string& path) {
    struct stat status {};
    return stat(fmt::format("{}/{}", root, path).c_str(), &status) == 0;
}

// The names of the entries of folders, each folder listed once.
class Listings {
  public:
    explicit Listings(std::string root) : root_(std::move(root)) {}

    std::optional<std::string> in_any_case(const std::string& path) {
        std::string found;
        for (std::size_t at = 0; at <= path.size();) {
            const std::size_t end = std::min(path.find('/', at), path.size());
            const std::string name = path.substr(at, end - at);
            if (!found.empty()) found += '/';
            if (exists_at(root_, found + name)) {
                found += name;
            } else {
                const Names& names = names_in(found);
                const auto entry = names.find(fold(name));
                if (entry == names.end()) return std::nullopt;
                found += entry->second;
            }
            at = end + 1;
        }
        return found;
    }

  private:
    using Names = std::unordered_map<std::string, std::string>;  // by the folded name

    const Names& names_in(const std::string& folder) {
        const auto [known, is_new] = listed_.try_emplace(folder);
        if (!is_new) return known->second;
        std::error_code error;
        std::vector<std::string> names;
        fs::directory_iterator entry(fs::path(root_) / folder, error);
        for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
            names.push_back(entry->path().filename().string());
        }
        std::ranges::sort(names);
        for (std::string& name : names) known->second.emplace(fold(name), name);
        return known->second;
    }

    std::string root_;
    std::unordered_map<std::string, Names> listed_;
};

// All files of a tree but hidden ones, by their names.
class FileNames {
  public:
    explicit FileNames(std::string root) : root_(std::move(root)) {}

    std::optional<std::string> find(const std::string& end) {
        if (!by_name_) list();
        const std::string folded = fold(fmt::format("/{}", end));
        const auto files = by_name_->find(folded.substr(folded.rfind('/') + 1));
        if (files == by_name_->end()) return std::nullopt;
        for (const std::string& path : files->second) {
            if (fold(fmt::format("/{}", path)).ends_with(folded)) return path;
        }
        return std::nullopt;
    }

  private:
    static constexpr int deepest = 200;

    void list() {
        by_name_.emplace();
        std::error_code error;
        fs::recursive_directory_iterator entry(root_, fs::directory_options::skip_permission_denied,
                                               error);
        for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
            const std::string name = entry->path().filename().string();
            std::error_code ignored;
            if (entry->is_directory(ignored)) {
                const bool link = entry->is_symlink(ignored);
                if (name.starts_with('.') || link || entry.depth() >= deepest) {
                    entry.disable_recursion_pending();
                }
            } else if (!name.starts_with('.') && entry->exists(ignored)) {
                (*by_name_)[fold(name)].push_back(
                    entry->path().string().substr(root_.size() + (root_.ends_with('/') ? 0 : 1)));
            }
        }
        const auto order = [](const std::string& path) {
            return std::tuple(std::ranges::count(path, '/'), std::string_view(path));
        };
        for (auto& [name, paths] : *by_name_) std::ranges::sort(paths, {}, order);
    }

    std::string root_;
    std::optional<std::unordered_map<std::string, std::vector<std::string>>> by_name_;  // folded
};

}  // namespace

bool OtherFiles::exists_as(OtherFile::Search search, const std::string& path) const {
    switch (search) {
        case OtherFile::Search::any_case:
            return in_any_case(path).has_value();
        case OtherFile::Search::anywhere:
            return anywhere(path).has_value();
        case OtherFile::Search::exact:
            break;
    }
    return exists(path);
}

OtherFiles other_files(const std::string& root, bool whole) {
    OtherFiles files;
    files.exists = [root](const std::string& path) { return exists_at(root, path); };
    files.real_path = [root](const std::string& path) { return real_path(root, path); };
    files.in_any_case = [listings = std::make_shared<Listings>(root)](const std::string& path) {
        return listings->in_any_case(path);
    };
    if (!whole) return files;
    files.anywhere = [names = std::make_shared<FileNames>(root)](const std::string& end) {
        return names->find(end);
    };
    return files;
}

}  // namespace crib
