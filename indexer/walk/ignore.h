#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace crib {

// One line of a .gitignore. The pattern is without the marks that the other fields express.
struct IgnoreRule {
    std::string pattern;
    std::size_t base = 0;       // where a path from the top goes on below the rule's folder
    bool negated = false;       // !pattern
    bool anchored = false;      // has a slash: matches the path from its folder, not only the name
    bool folders_only = false;  // pattern/

    bool operator==(const IgnoreRule&) const = default;
};

// Which of git's rule files a folder has, taken from its listing. Looking for each file in every
// folder would cost more than the listing itself.
struct GitFiles {
    bool repository = false;  // .git as a folder or a file
    bool rules = false;       // .gitignore

    void add(std::string_view name) {
        repository = repository || name == ".git";
        rules = rules || name == ".gitignore";
    }
};

// What git ignores on a walk down a tree, as in gitignore(5). The last rule that matches decides.
// The order of the rules is: the user's excludes, the repository's info/exclude, then each
// .gitignore from the repository's top down. The files are read here, and git never runs, because a
// repository's configuration can start programs.
//
// Git keeps a committed file in spite of a rule; here the rule ignores it.
class Ignore {
  public:
    // `user_excludes` need not exist. If the root is in a repository, rules from above the root
    // count too, except those that ignore the root or a folder above it, because the user asked for
    // the root.
    Ignore(const std::string& root, std::string user_excludes);

    // The walk goes into `folder`, named from the root, which is "". It enters a parent before its
    // children. A folder with a .git is a repository, where rules from outside end. Outside a
    // repository nothing is ignored. In an ignored folder everything is.
    void enter(const std::string& folder, GitFiles files);
    // The walk leaves the folder that it entered last.
    void leave();

    // Whether git ignores `path`, from the root, in the folder entered last. A symbolic link does
    // not count as a folder.
    bool ignores(std::string_view path, bool is_folder) const;

  private:
    // A folder that the walk has entered and not yet left.
    struct Folder {
        std::size_t outer_rules = 0;  // number of rules to go back to on leaving
        std::size_t first_rule = 0;   // of the repository around it
        std::size_t bytes = 0;        // size of the rules in force
        bool in_repository = false;
        bool ignored = false;
    };

    void open(const std::string& folder, GitFiles files, bool ignored);
    void read_rules(const std::string& path, int open_flags, std::size_t base, Folder& folder);
    void drop_rules_against(std::string_view folder);
    bool last_match_ignores(std::string_view path, bool is_folder) const;

    std::string user_excludes_;
    std::string top_;    // the topmost folder whose rules apply to the root; ends in '/'
    std::string above_;  // the root's path from top_; empty, or ends in '/'
    std::vector<IgnoreRule> rules_;
    std::vector<Folder> folders_;  // the first stands for everything outside
};

}  // namespace crib
