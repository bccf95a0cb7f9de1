#include "query/database/database.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include <fmt/format.h>

#include "indexer/index/stored_record.h"
#include "indexer/index/tree_record.h"
#include "indexer/text/error.h"
#include "indexer/words/word_rules.h"

namespace crib {
namespace {

std::map<std::string, TreeRecord> trees_by_name(const Xapian::Database& database) {
    std::map<std::string, TreeRecord> trees;
    for (TreeRecord& tree : trees_of(database)) {
        std::string name = tree.name;
        trees.emplace(std::move(name), std::move(tree));
    }
    return trees;
}

std::string absolute(const std::string& folder) {
    std::string path = std::filesystem::absolute(folder).lexically_normal().string();
    if (path.size() > 1 && path.ends_with('/')) path.pop_back();
    return path;
}

}  // namespace

Database::Database(const std::vector<std::string>& paths, std::vector<std::string> roots,
                   Missing missing)
    : sources_(paths.begin(), paths.end()), roots_(std::move(roots)), missing_(missing) {
    open();
}

void Database::refresh() {
    const bool same = std::ranges::equal(
        sources_, identities_, [](const DatabaseSource& source, const std::string& identity) {
            return !identity.empty() && source.identity() == identity;
        });
    if (!same) open();
}

void Database::open() {
    const Patience patience;
    while (true) {
        try {
            return open_once();
        } catch (const Xapian::DatabaseModifiedError&) {
            if (patience.is_over()) throw;
        }
    }
}

void Database::open_once() {
    Xapian::Database all;
    std::vector<Xapian::Database> shards;
    std::vector<std::map<std::string, TreeRecord>> trees;
    std::vector<std::string> identities;
    for (std::size_t i = 0; i < sources_.size();) {
        try {
            DatabaseSource::Opened opened = sources_[i].open();
            check_rules(sources_[i], opened.database);
            trees.push_back(trees_by_name(opened.database));
            all.add_database(opened.database);
            shards.push_back(std::move(opened.database));
            identities.push_back(std::move(opened.identity));
            ++i;
        } catch (const ServerDown& reason) {
            leave_out(i, reason);
        }
    }
    database_ = all;
    shards_ = std::move(shards);
    trees_ = std::move(trees);
    identities_ = std::move(identities);
    map_roots();
}

// Handles a server that failed while it answered.
void Database::lose(const Xapian::NetworkError& error) {
    for (std::size_t i = 0; i < sources_.size(); ++i) {
        if (sources_[i].caused(error)) return leave_out(i, sources_[i].down(error));
    }
    throw Error(fmt::format("a server does not answer ({})", error.get_msg()));
}

// At least one database must remain to answer. A server left out is not asked again.
void Database::leave_out(std::size_t source, const ServerDown& reason) {
    if (missing_ == Missing::fails || sources_.size() == 1) throw ServerDown(reason);
    left_out_.push_back(reason.failure());
    sources_.erase(sources_.begin() + static_cast<std::ptrdiff_t>(source));
}

void Database::check_rules(const DatabaseSource& source, const Xapian::Database& database) {
    if (with_other_rules_.contains(source.name())) return;
    std::string changed = changed_rules(stored_rules(database));
    if (changed.empty()) return;
    with_other_rules_.insert(source.name());
    other_rules_.push_back({source.name(), source.is_server(), std::move(changed)});
}

void Database::map_roots() {
    for (const std::string& root : roots_) {
        const std::size_t equals = std::min(root.find('='), root.size());
        const bool named = has_tree(root.substr(0, equals));
        if (!named && has_several_trees()) {
            std::string names;
            for (const TreeRecord& tree : trees()) names += " " + tree.name;
            throw Error(fmt::format(
                "--root {}: there are several trees; give NAME=DIR with one of these names:{}",
                root, names));
        }
        const std::string folder = absolute(named ? root.substr(equals + 1) : root);
        if (!std::filesystem::is_directory(folder)) {
            throw Error(fmt::format("--root {}: there is no such folder", root));
        }
        for (auto& known : trees_) {
            for (auto& [name, tree] : known) {
                if (named && name != root.substr(0, equals)) continue;
                tree.root = folder;
                mapped_.insert(name);
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
    const auto& known = trees_[source_of(document)];
    const auto record = known.find(tree);
    return record == known.end() ? std::string() : record->second.root;
}

// Xapian numbers the documents of several databases in turn.
std::size_t Database::source_of(Xapian::docid document) const {
    return (document - 1) % trees_.size();
}

bool Database::has_notes(Xapian::docid document, const std::string& tree) const {
    return !root(document, tree).empty() &&
           (!sources_[source_of(document)].is_server() || mapped_.contains(tree));
}

bool Database::has_several_trees() const {
    std::size_t count = 0;
    for (const auto& known : trees_) count += known.size();
    return count > 1;
}

}  // namespace crib
