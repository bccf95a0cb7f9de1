#include "indexer/walk/other_files.h"

#include <sys/stat.h>

#include <fmt/format.h>

#include "indexer/walk/walk.h"

namespace crib {

OtherFiles other_files(const std::string& root) {
    const auto exists = [root](const std::string& path) {
        struct stat status {};
        return stat(fmt::format("{}/{}", root, path).c_str(), &status) == 0;
    };
    return {exists, [root](const std::string& path) { return real_path(root, path); }};
}

}  // namespace crib
