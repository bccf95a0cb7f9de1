#include "indexer/update/trees.h"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "indexer/index/tree_record.h"
#include "indexer/links/web_address.h"
#include "indexer/note/note_format.h"
#include "indexer/text/error.h"
#include "indexer/update/site.h"
#include "indexer/walk/walk.h"
#include "indexer/words/tokenizer.h"

namespace crib {
namespace {

namespace fs = std::filesystem;

// Absolute paths of files. The word `none` names no file.
std::vector<std::string> absolute_files(const std::vector<std::string>& files) {
    std::vector<std::string> absolute;
    for (const std::string& file : files) {
        if (file == "none") continue;
        std::error_code error;
        const fs::path path = fs::canonical(file, error);
        if (error) throw Error(fmt::format("{}: {}", file, error.message()));
        absolute.push_back(path.string());
    }
    return absolute;
}

void apply(TreeRecord& tree, const TreeSettings& settings) {
    if (settings.name && settings.name->find('/') != std::string::npos) {
        throw Error(fmt::format("{}: the name of a tree cannot hold a slash", *settings.name));
    }
    if (settings.name) tree.name = *settings.name;
    if (settings.exclude) tree.exclude = *settings.exclude;
    if (settings.ignore) tree.ignore = *settings.ignore;
    if (settings.anchors) tree.anchors = *settings.anchors == "auto" ? "" : *settings.anchors;
    if (settings.language) {
        const Tokenizer check(*settings.language);
        tree.language = *settings.language;
    }
    if (settings.synonym_files) tree.synonym_files = absolute_files(*settings.synonym_files);
    if (settings.url) {
        const WebAddress check(*settings.url);
        tree.url = *settings.url;
    }
}

bool lies_within(const std::string& path, const std::string& folder) {
    return path.starts_with(folder) && path.size() > folder.size() &&
           (folder.ends_with('/') || path[folder.size()] == '/');
}

// A name without slashes, because links begin with it and a slash ends it there.
std::string usable_name(std::string name) {
    std::ranges::replace(name, '/', '-');
    return name.empty() ? "root" : name;
}

}  // namespace

std::string root_of(const TreeRecord& tree) {
    if (tree.only.empty()) return tree.root;
    return tree.root.ends_with('/') ? tree.root + tree.only : tree.root + "/" + tree.only;
}

void look_at_site(TreeRecord& tree, const std::string& home) {
    const Site site = tree.anchors.empty() ? site_of(tree.root, home) : Site();
    tree.site = site.anchors;
    tree.site_file = site.file;
}

TreeRecord tree_at(const std::string& path, const TreeSettings& settings) {
    std::error_code error;
    const fs::path real = fs::canonical(path, error);
    if (error) throw Error(fmt::format("{}: {}", path, error.message()));
    TreeRecord tree;
    if (fs::is_directory(real, error)) {
        tree.root = real.string();
        tree.name = usable_name(real.filename().string());
    } else if (note_format(real.string())) {
        tree.root = real.parent_path().string();
        tree.only = real.filename().string();
        tree.name = usable_name(real.stem().string());
    } else {
        throw Error(fmt::format("{}: neither a folder nor a note; notes end in {}", path,
                                list_of_suffixes()));
    }
    apply(tree, settings);
    return tree;
}

TreeRecord named_tree(const std::vector<TreeRecord>& known, const std::string& path,
                      const TreeSettings& settings) {
    TreeRecord tree = tree_at(path, settings);
    const std::string root = root_of(tree);
    for (const TreeRecord& other : known) {
        const std::string other_root = root_of(other);
        if (other_root == root) {
            tree = other;
            apply(tree, settings);
        } else if (lies_within(root, other_root) || lies_within(other_root, root)) {
            const bool inside = lies_within(root, other_root);
            throw Error(
                fmt::format("{}: {} the tree {}, which the database knows; --forget that "
                            "one first",
                            path, inside ? "lies within" : "holds", other_root));
        }
    }
    for (const TreeRecord& other : known) {
        if (other.name != tree.name || root_of(other) == root) continue;
        throw Error(
            fmt::format("{}: the database already has a tree named \"{}\", at {}; give this "
                        "one another --name",
                        path, tree.name, root_of(other)));
    }
    return tree;
}

void add_tree(std::vector<TreeRecord>& trees, TreeRecord tree) {
    const auto same = std::ranges::find(trees, root_of(tree), root_of);
    if (same == trees.end()) {
        trees.push_back(std::move(tree));
    } else {
        *same = std::move(tree);
    }
}

std::optional<TreeRecord> find_tree(const std::vector<TreeRecord>& known, const std::string& path) {
    std::error_code error;
    std::string real = fs::weakly_canonical(fs::absolute(path, error), error).string();
    if (real.size() > 1 && real.ends_with('/')) real.pop_back();
    auto tree = std::ranges::find(known, real, root_of);
    if (tree == known.end()) tree = std::ranges::find(known, path, &TreeRecord::name);
    return tree == known.end() ? std::nullopt : std::optional(*tree);
}

std::string shown_root(const std::string& path) {
    std::error_code error;
    const fs::path folder =
        fs::is_directory(path, error) ? fs::path(path) : fs::path(path).parent_path();
    std::string normal = folder.lexically_normal().string();
    if (normal.empty() || normal == "." || normal == "./") return "";
    if (!normal.ends_with('/')) normal += '/';
    return normal;
}

}  // namespace crib
