#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace crib {

// One line of a .gitignore. The pattern has lost the marks that the other fields stand for.
struct IgnoreRule {
    std::string pattern;
    std::size_t base = 0;       // where its folder's part of a path from the top ends
    bool negated = false;       // !pattern
    bool anchored = false;      // a slash in it: it takes the path from its folder, not the name
    bool folders_only = false;  // pattern/

    bool operator==(const IgnoreRule&) const = default;
};

// Which of the files that make git's rules a folder has, by the names in it: looking for each in
// every folder would cost more than the folder's listing.
struct GitFiles {
    bool repository = false;  // .git, a folder or a file
    bool rules = false;       // .gitignore

    void add(std::string_view name) {
        repository = repository || name == ".git";
        rules = rules || name == ".gitignore";
    }
};

// What git's rules ignore, as gitignore(5) says, on a walk down a tree. The last rule that matches
// decides; from the least, they come from the user's excludes, the repository's info/exclude, and
// each .gitignore from the repository's top down. All is read here: git never runs, for what a
// repository configures can run programs.
//
// Git keeps a file that was committed in spite of a rule; here the rule ignores it.
class Ignore {
  public:
    // `user_excludes` need not exist. Rules from above the root count when it is in a repository;
    // not those that ignore the root or a folder above it, for the user asked for the root.
    Ignore(const std::string& root, std::string user_excludes);

    // The walk goes into `folder`, named from the root, which is "": parents before children.
    // With a .git in it, it is a repository, and rules from outside end there. Outside a repository
    // nothing is ignored; in an ignored folder everything is.
    void enter(const std::string& folder, GitFiles files);
    // It comes back out of the folder entered last.
    void leave();

    // Whether git ignores `path`, from the root, in the folder entered last. To git a symbolic
    // link is no folder.
    bool ignores(std::string_view path, bool is_folder) const;

  private:
    // A folder that was entered, and not yet left.
    struct Folder {
        std::size_t outer_rules = 0;  // how many rules to go back to on leaving
        std::size_t first_rule = 0;   // of those that its repository has
        std::size_t bytes = 0;        // read for the rules in force
        bool in_repository = false;
        bool ignored = false;
    };

    void open(const std::string& folder, GitFiles files, bool ignored);
    void read_rules(const std::string& path, int open_flags, std::size_t base, Folder& folder);
    void drop_rules_against(std::string_view folder);
    bool last_match_ignores(std::string_view path, bool is_folder) const;

    std::string user_excludes_;
    std::string top_;    // the topmost folder with rules for the root, ends in '/'
    std::string above_;  // the root from there: empty, or ends in '/'
    std::vector<IgnoreRule> rules_;
    std::vector<Folder> folders_;  // the first stands for all that is outside
};

}  // namespace crib
