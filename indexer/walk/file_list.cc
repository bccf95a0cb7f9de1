#include "indexer/walk/file_list.h"

#include <fcntl.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <set>
#include <system_error>

#include <fmt/format.h>

#include "indexer/note/note_format.h"
#include "indexer/text/error.h"

namespace crib {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> paths_of(std::string_view list) {
    const char end = list.find('\0') == std::string_view::npos ? '\n' : '\0';
    std::vector<std::string> paths;
    while (!list.empty()) {
        const std::size_t size = std::min(list.find(end), list.size());
        std::string_view path = list.substr(0, size);
        if (end == '\n' && path.ends_with('\r')) path.remove_suffix(1);
        if (!path.empty()) paths.emplace_back(path);
        list.remove_prefix(std::min(size + 1, list.size()));
    }
    return paths;
}

// The file that a path means, with symbolic links resolved.
fs::path real(const std::string& root, const std::string& path) {
    std::error_code error;
    fs::path found = fs::canonical(path, error);
    if (error) found = fs::canonical(fs::path(root) / path, error);
    if (error) throw Error(fmt::format("{}: listed, but {}", path, error.message()));
    return found;
}

}  // namespace

Descriptor open_list(const std::string& path) {
    const int number = open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (number < 0) throw Error(fmt::format("{}: {}", path, system_reason()));
    return Descriptor(number);
}

Walk listed_files(const std::string& root, std::string_view list,
                  const std::vector<std::string>& exclude) {
    Walk result;
    std::set<std::string> taken;
    for (const std::string& path : paths_of(list)) {
        if (!note_format(path)) continue;
        try {
            const std::string inside = real(root, path).lexically_relative(root).string();
            if (inside.empty() || inside.starts_with("..")) {
                throw Error(fmt::format("{}: listed, but not in {}", path, root));
            }
            if (is_excluded(inside, exclude) || !taken.insert(inside).second) continue;
            result.files.push_back(walk_one(root, inside).files.front());
        } catch (const Error& error) {
            result.unreadable.push_back({path, error.what()});
        }
    }
    std::ranges::sort(result.files, {}, &File::path);
    return result;
}

}  // namespace crib
