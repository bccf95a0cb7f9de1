#include "query/database.h"

#include <sys/stat.h>

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "indexer/error.h"
#include "indexer/folder.h"

namespace crib {
namespace {

// What tells a generation from every other: a database that was removed and made again begins with
// the same names.
std::string identity(const std::string& generation) {
    struct stat status {};
    stat(generation.c_str(), &status);
    return fmt::format("{} {} {} {}", generation, status.st_ino, status.st_ctim.tv_sec,
                       status.st_ctim.tv_nsec);
}

struct Generation {
    std::string identity;
    Xapian::Database database;
};

// The generation in use. Another may be published, and this one removed, while it is being opened;
// what was opened then may lack some of its tables.
Generation open_current(const DatabaseFolder& folder) {
    while (true) {
        const std::string path = folder.current();
        try {
            // Without the flag a planted file could make Xapian run a program.
            Generation result{identity(path), Xapian::Database(path, Xapian::DB_BACKEND_GLASS)};
            if (folder.current() == path) return result;
        } catch (const Xapian::Error&) {
            if (folder.current() == path) throw;
        }
    }
}

std::string absolute(const std::string& folder) {
    std::string path = std::filesystem::absolute(folder).lexically_normal().string();
    if (path.size() > 1 && path.ends_with('/')) path.pop_back();
    return path;
}

}  // namespace

Database::Database(std::vector<std::string> paths, std::vector<std::string> roots)
    : paths_(std::move(paths)), roots_(std::move(roots)) {
    open();
}

void Database::refresh() {
    std::vector<std::string> generations;
    for (const std::string& path : paths_) {
        generations.push_back(identity(DatabaseFolder(path).current()));
    }
    if (generations != generations_) open();
}

void Database::open() {
    Xapian::Database all;
    std::vector<std::map<std::string, TreeRecord>> trees;
    std::vector<std::string> generations;
    for (const std::string& path : paths_) {
        const auto& [identity, one] = open_current(DatabaseFolder(path));
        generations.push_back(identity);
        check_schema(one, path);
        std::map<std::string, TreeRecord>& known = trees.emplace_back();
        const std::string prefix(metadata::tree);
        for (auto key = one.metadata_keys_begin(prefix); key != one.metadata_keys_end(prefix);
             ++key) {
            TreeRecord tree = decode_tree(one.get_metadata(*key));
            known.emplace(tree.name, std::move(tree));
        }
        all.add_database(one);
    }
    database_ = all;
    trees_ = std::move(trees);
    generations_ = std::move(generations);
    map_roots();
}

void Database::map_roots() {
    for (const std::string& root : roots_) {
        const std::size_t equals = std::min(root.find('='), root.size());
        const bool named = has_tree(root.substr(0, equals));
        if (!named && has_several_trees()) {
            std::string names;
            for (const TreeRecord& tree : trees()) names += " " + tree.name;
            throw Error(
                fmt::format("--root {}: of which tree? give NAME=DIR, of these:{}", root, names));
        }
        const std::string folder = absolute(named ? root.substr(equals + 1) : root);
        if (!std::filesystem::is_directory(folder)) {
            throw Error(fmt::format("--root {}: there is no such folder", root));
        }
        for (auto& known : trees_) {
            for (auto& [name, tree] : known) {
                if (!named || name == root.substr(0, equals)) tree.root = folder;
            }
        }
    }
}

bool Database::has_tree(const std::string& name) const {
    return std::ranges::any_of(trees_, [&](const auto& known) { return known.contains(name); });
}

std::vector<TreeRecord> Database::trees() const {
    std::vector<TreeRecord> trees;
    for (const auto& known : trees_) {
        for (const auto& entry : known) trees.push_back(entry.second);
    }
    return trees;
}

std::string Database::root(Xapian::docid document, const std::string& tree) const {
    // Xapian deals the documents of several databases out in turn.
    const auto& known = trees_[(document - 1) % trees_.size()];
    const auto record = known.find(tree);
    return record == known.end() ? std::string() : record->second.root;
}

bool Database::has_several_trees() const {
    std::size_t count = 0;
    for (const auto& known : trees_) count += known.size();
    return count > 1;
}

}  // namespace crib
