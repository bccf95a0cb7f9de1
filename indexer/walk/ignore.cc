#include "indexer/walk/ignore.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cwctype>
#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

#include "indexer/files/descriptor.h"

namespace crib {
namespace {

constexpr std::size_t npos = std::string_view::npos;

// Limit for all rules in force together. Rules beyond it are not read. Matching a path costs at
// most its length times the length of the rules.
constexpr std::size_t max_bytes = 256 << 10;

// The complete lines in the first `limit` bytes; empty if `path` is not a readable file.
std::string read_lines(const std::string& path, int open_flags, std::size_t limit) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC | open_flags));
    struct stat status {};
    if (file.number() < 0 || fstat(file.number(), &status) != 0 || !S_ISREG(status.st_mode))
        return {};
    const auto whole = static_cast<std::size_t>(status.st_size);
    std::string text(std::min(whole, limit), '\0');
    std::size_t size = 0;
    while (size < text.size()) {
        const ssize_t count = read(file.number(), text.data() + size, text.size() - size);
        if (count <= 0) break;
        size += static_cast<std::size_t>(count);
    }
    text.resize(size);
    if (whole > limit) text.resize(text.rfind('\n') + 1);
    return text;
}

bool is_repository(const std::string& folder) {
    std::error_code ignored;
    return std::filesystem::exists(folder + ".git", ignored);
}

// The nearest repository at `folder` or above, else `folder`. Both end in '/'.
std::string repository_around(const std::string& folder) {
    std::string top = folder;
    while (!is_repository(top)) {
        if (top.size() < 2) return folder;
        top.resize(top.rfind('/', top.size() - 2) + 1);
    }
    return top;
}

std::string first_line(const std::string& text) {
    return text.substr(0, text.find_first_of("\r\n"));
}

// The path of info/exclude. In a submodule or a worktree, .git is a file that names the real
// folder. A worktree's folder names the repository's folder that it shares.
std::string exclude_file(const std::string& repository) {
    constexpr std::string_view key = "gitdir: ";
    std::filesystem::path git = repository + ".git";
    const std::string link = first_line(read_lines(git, 0, max_bytes));
    if (link.starts_with(key)) git = repository / std::filesystem::path(link.substr(key.size()));
    const std::string shared = first_line(read_lines(git / "commondir", 0, max_bytes));
    if (!shared.empty()) git /= shared;
    return git / "info" / "exclude";
}

std::string_view without_trailing_spaces(std::string_view line) {
    std::size_t end = 0;
    for (std::size_t at = 0; at < line.size(); ++at) {
        if (line[at] == ' ') continue;
        if (line[at] == '\\') ++at;  // a backslash keeps a space
        end = at + 1;
    }
    return line.substr(0, end);
}

std::optional<IgnoreRule> parse_rule(std::string_view line, std::size_t base) {
    if (line.starts_with('#')) return std::nullopt;
    if (line.ends_with('\r')) line.remove_suffix(1);
    line = without_trailing_spaces(line.substr(0, line.find('\0')));
    IgnoreRule rule;
    rule.base = base;
    rule.negated = line.starts_with('!');
    if (rule.negated) line.remove_prefix(1);
    rule.folders_only = line.ends_with('/');
    if (rule.folders_only) line.remove_suffix(1);
    rule.anchored = line.find('/') != npos;
    if (line.starts_with('/')) line.remove_prefix(1);
    if (line.empty()) return std::nullopt;
    rule.pattern = line;
    return rule;
}

// Patterns are matched here, because fnmatch(3) differs from git: it has no `**`, reads characters
// of the locale and not bytes, and takes a `[` without `]` literally where git matches nothing. The
// matching does not recurse. Only the last star of each kind is tried again. That is enough: a
// longer match for an earlier star would only leave less for the rest.

// The end of a `**` at `at`; npos if there is none that stands alone between slashes.
std::size_t after_double_star(std::string_view pattern, std::size_t at) {
    if (at > 0 && pattern[at - 1] != '/') return npos;
    const std::size_t end = std::min(pattern.find_first_not_of('*', at), pattern.size());
    if (end < at + 2 || (end < pattern.size() && pattern[end] != '/')) return npos;
    return end;
}

// Whether a class such as [[:alpha:]] contains `byte`; nothing if there is no such class.
std::optional<bool> in_class(std::string_view name, unsigned char byte) {
    const std::wctype_t type = std::wctype(std::string(name).c_str());
    if (type == 0) return std::nullopt;
    return byte < 0x80 && std::iswctype(byte, type) != 0;
}

// The end of a `[...]` at `at` if it matches `byte`; npos if not, or if the brackets are malformed.
// NOLINTNEXTLINE(readability-function-cognitive-complexity): one loop over one small grammar.
std::size_t after_brackets(std::string_view pattern, std::size_t at, unsigned char byte) {
    const auto take = [&] {
        if (pattern[at] == '\\' && at + 1 < pattern.size()) ++at;
        return static_cast<unsigned char>(pattern[at++]);
    };
    const bool negated = pattern.substr(at + 1, 1) == "!" || pattern.substr(at + 1, 1) == "^";
    at += negated ? 2 : 1;
    const std::size_t start = at;
    std::size_t close = 0;  // the first ']' after a "[:", searched only once
    bool found = false;
    while (at < pattern.size() && (at == start || pattern[at] != ']')) {
        const bool named = pattern.substr(at, 2) == "[:";
        if (named && close < at + 2) close = pattern.find(']', at + 2);
        if (named && close == npos) return npos;
        if (named && close > at + 2 && pattern[close - 1] == ':') {
            const auto inside = in_class(pattern.substr(at + 2, close - at - 3), byte);
            if (!inside) return npos;
            found = found || *inside;
            at = close + 1;
        } else {
            const unsigned char low = take();
            const bool range =
                pattern.substr(at, 1) == "-" && at + 1 < pattern.size() && pattern[at + 1] != ']';
            if (range) ++at;
            const unsigned char high = range ? take() : low;
            // Git accepts the first byte of a range even if the range runs backwards.
            found = found || byte == low || (low <= byte && byte <= high);
        }
    }
    return at < pattern.size() && found != negated && byte != '/' ? at + 1 : npos;
}

// The end of the pattern element at `at`, which is not a star, if it matches `byte`; else npos.
std::size_t after_one(std::string_view pattern, std::size_t at, char byte) {
    if (at >= pattern.size()) return npos;
    if (pattern[at] == '?') return byte != '/' ? at + 1 : npos;
    if (pattern[at] == '[') return after_brackets(pattern, at, static_cast<unsigned char>(byte));
    if (pattern[at] == '\\') ++at;
    return at < pattern.size() && pattern[at] == byte ? at + 1 : npos;
}

// Where to go on after a star: in the pattern, and in the path.
struct Retry {
    std::size_t pattern = npos;
    std::size_t path = 0;
};

bool matches(std::string_view pattern, std::string_view path) {
    Retry star;
    Retry double_star;
    std::size_t in_pattern = 0;
    for (std::size_t in_path = 0; in_path < path.size();) {
        if (const std::size_t end = after_double_star(pattern, in_pattern); end != npos) {
            if (end == pattern.size()) return true;
            in_pattern = end + 1;
            double_star = {in_pattern, in_path};
            star = {};
        } else if (in_pattern < pattern.size() && pattern[in_pattern] == '*') {
            star = {++in_pattern, in_path};
        } else if (const std::size_t next = after_one(pattern, in_pattern, path[in_path]);
                   next != npos) {
            in_pattern = next;
            if (path[in_path++] == '/') star = {};
        } else if (star.pattern != npos && path[star.path] != '/') {
            in_pattern = star.pattern;
            in_path = ++star.path;
        } else if (const std::size_t slash = path.find('/', double_star.path);
                   double_star.pattern != npos && slash != npos) {
            in_pattern = double_star.pattern;
            in_path = double_star.path = slash + 1;
            star = {};
        } else {
            return false;
        }
    }
    return pattern.find_first_not_of('*', in_pattern) == npos;
}

bool matches(const IgnoreRule& rule, std::string_view path, bool is_folder) {
    if (rule.folders_only && !is_folder) return false;
    return matches(rule.pattern, path.substr(rule.anchored ? rule.base : path.rfind('/') + 1));
}

}  // namespace

Ignore::Ignore(const std::string& root, std::string user_excludes)
    : user_excludes_(std::move(user_excludes)), folders_(1) {
    std::error_code error;
    std::string real = std::filesystem::canonical(root, error);
    if (error) real = root;
    if (!real.ends_with('/')) real += '/';
    top_ = repository_around(real);
    above_ = real.substr(top_.size());
    for (std::size_t at = 0; at < above_.size();) {
        open(above_.substr(0, at), {true, true}, false);
        const std::size_t slash = above_.find('/', at);
        drop_rules_against(std::string_view(above_).substr(0, slash));
        at = slash + 1;
    }
}

void Ignore::enter(const std::string& folder, GitFiles files) {
    if (folder.empty()) {
        open(above_, files, false);
    } else {
        open(above_ + folder + '/', files, ignores(folder, true));
    }
}

void Ignore::leave() {
    rules_.resize(folders_.back().outer_rules);
    folders_.pop_back();
}

bool Ignore::ignores(std::string_view path, bool is_folder) const {
    const Folder& folder = folders_.back();
    if (folder.ignored) return true;
    if (folder.first_rule == rules_.size()) return false;
    return above_.empty() ? last_match_ignores(path, is_folder)
                          : last_match_ignores(above_ + std::string(path), is_folder);
}

// `folder` is relative to the top, and ends in '/' unless it is the top.
void Ignore::open(const std::string& folder, GitFiles files, bool ignored) {
    const std::string here = top_ + folder;
    Folder opened = folders_.back();
    opened.outer_rules = rules_.size();
    opened.ignored = ignored;
    if (!ignored && files.repository && is_repository(here)) {
        opened.first_rule = rules_.size();
        opened.in_repository = true;
        read_rules(user_excludes_, 0, folder.size(), opened);
        read_rules(exclude_file(here), 0, folder.size(), opened);
    }
    if (!ignored && files.rules && opened.in_repository) {
        // A .gitignore comes with the repository, so a symbolic link could lead anywhere.
        read_rules(here + ".gitignore", O_NOFOLLOW, folder.size(), opened);
    }
    folders_.push_back(opened);
}

void Ignore::read_rules(const std::string& path, int open_flags, std::size_t base, Folder& folder) {
    const std::string text = read_lines(path, open_flags, max_bytes - folder.bytes);
    folder.bytes += text.size();
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    for (std::size_t at = text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
         at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        const std::string_view line = std::string_view(text).substr(at, end - at);
        if (auto rule = parse_rule(line, base)) rules_.push_back(*std::move(rule));
        at = end + 1;
    }
}

void Ignore::drop_rules_against(std::string_view folder) {
    const auto against = [&](const IgnoreRule& rule) { return matches(rule, folder, true); };
    const auto kept = std::find_if(rules_.rbegin(), rules_.rend(), [&](const IgnoreRule& rule) {
        return rule.negated && against(rule);
    });
    rules_.erase(std::remove_if(kept.base(), rules_.end(), against), rules_.end());
}

bool Ignore::last_match_ignores(std::string_view path, bool is_folder) const {
    for (std::size_t at = rules_.size(); at > folders_.back().first_rule; --at) {
        const IgnoreRule& rule = rules_[at - 1];
        if (matches(rule, path, is_folder)) return !rule.negated;
    }
    return false;
}

}  // namespace crib
