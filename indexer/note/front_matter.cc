#include "indexer/note/front_matter.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include "indexer/text/unicode.h"

namespace crib {
namespace {

constexpr std::size_t largest = 64UL << 10;  // yaml-cpp takes a second for a flow list of 600 kB

std::string_view without_trailing_space(std::string_view line) {
    const auto end = line.find_last_not_of(" \t\r");
    return line.substr(0, end == std::string_view::npos ? 0 : end + 1);
}

// The YAML, and the number of lines that it takes together with the two lines around it.
struct Extent {
    std::string_view yaml;
    int lines = 0;
};

std::optional<Extent> find_extent(std::string_view text) {
    const std::size_t first_end = text.find('\n');
    if (first_end == std::string_view::npos) return std::nullopt;
    if (without_trailing_space(text.substr(0, first_end)) != "---") return std::nullopt;
    int lines = 1;
    for (std::size_t at = first_end + 1; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        const auto line = without_trailing_space(text.substr(at, end - at));
        ++lines;
        if (line == "---" || line == "...") {
            return Extent{text.substr(first_end + 1, at - first_end - 1), lines};
        }
        at = end + 1;
    }
    return std::nullopt;
}

std::string scalar(const YAML::Node& node) {
    return node.IsScalar() ? repair_utf8(node.Scalar()) : std::string();
}

void add_trimmed(std::vector<std::string>& list, std::string_view entry) {
    const auto begin = entry.find_first_not_of(" \t\r\n");
    if (begin == std::string_view::npos) return;
    const auto end = entry.find_last_not_of(" \t\r\n");
    list.emplace_back(entry.substr(begin, end - begin + 1));
}

// Adds the entries of a list, or of a text `a, b`. If `spaces`, a text without commas is split at
// spaces: `a b`.
void add_list(std::vector<std::string>& list, const YAML::Node& node, bool spaces = false) {
    if (node.IsSequence()) {
        for (const YAML::Node& entry : node) add_trimmed(list, scalar(entry));
        return;
    }
    const std::string text = scalar(node);
    const char separator = spaces && text.find(',') == std::string::npos ? ' ' : ',';
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find(separator, at), text.size());
        add_trimmed(list, std::string_view(text).substr(at, end - at));
        at = end + 1;
    }
}

std::optional<bool> truth(const YAML::Node& node) {
    bool value = false;
    if (YAML::convert<bool>::decode(node, value)) return value;
    return std::nullopt;
}

void read_entry(FrontMatter& result, const std::string& key, const YAML::Node& value) {
    if (key == "title") {
        result.title = scalar(value);
    } else if (key == "description") {
        result.description = scalar(value);
    } else if (key == "tags" || key == "categories") {
        add_list(result.tags, value, true);
    } else if (key == "tag" || key == "category") {
        add_list(result.tags, value);
    } else if (key == "aliases" || key == "alias" || key == "keywords" ||
               key.ends_with("_keywords")) {
        add_list(result.aliases, value);
    } else if (key == "language" || key == "lang") {
        result.language = scalar(value);
    } else if (key == "synonyms") {
        if (value.IsSequence()) {
            for (const YAML::Node& group : value) add_trimmed(result.synonyms, scalar(group));
        } else {
            add_trimmed(result.synonyms, scalar(value));
        }
    } else if (key == "questions") {
        result.questions = truth(value);
    }
}

// Empties a line of a text. Returns false if the line is missing or was empty already.
bool clear_line(std::string& text, int line) {
    std::size_t begin = 0;
    for (; line > 0; --line) {
        const std::size_t end = text.find('\n', begin);
        if (end == std::string::npos) return false;
        begin = end + 1;
    }
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    text.erase(begin, end - begin);
    return end > begin;
}

// Loads the YAML without the lines that have errors; nothing if that leaves no valid YAML.
YAML::Node load(std::string yaml, const std::string& path, std::vector<Problem>& problems) {
    constexpr int most_errors = 8;
    for (int errors = 1;; ++errors) {
        try {
            return YAML::Load(yaml);
        } catch (const YAML::Exception& error) {
            const bool goes_on = errors < most_errors && clear_line(yaml, error.mark.line);
            problems.push_back({path,
                                {error.mark.line + 2, error.mark.column + 1},
                                ProblemKind::front_matter,
                                "",
                                fmt::format("front matter is not YAML: {}; {} not read", error.msg,
                                            goes_on ? "this line is" : "its title and tags are"),
                                ""});
            if (!goes_on) return {};
        }
    }
}

}  // namespace

FrontMatter read_front_matter(std::string_view text, const std::string& path,
                              std::vector<Problem>& problems) {
    FrontMatter result;
    const std::optional<Extent> extent = find_extent(text);
    if (!extent) return result;
    result.lines = extent->lines;
    if (extent->yaml.size() > largest) {
        problems.push_back({path,
                            {1, 1},
                            ProblemKind::front_matter,
                            "",
                            "front matter of more than 64 kB is not read",
                            ""});
        return result;
    }
    std::vector<Problem> found;
    const YAML::Node root = load(std::string(extent->yaml), path, found);
    // Text between two thematic breaks is not front matter. An empty one is.
    if (!root.IsMap() && !root.IsNull()) return {};
    problems.insert(problems.end(), found.begin(), found.end());
    if (root.IsMap()) {
        for (const auto& entry : root) read_entry(result, lower(scalar(entry.first)), entry.second);
    }
    return result;
}

}  // namespace crib
