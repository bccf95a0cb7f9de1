#include "indexer/note/front_matter.h"

#include <algorithm>
#include <optional>
#include <unordered_set>
#include <utility>

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include "indexer/text/spaces.h"
#include "indexer/text/unicode.h"

namespace crib {
namespace {

constexpr std::size_t largest = 64UL << 10;   // yaml-cpp takes a second for a flow list of 600 kB
constexpr std::ptrdiff_t most_synonyms = 24;  // of one group; each pair of them is stored

std::string_view without_trailing_space(std::string_view line) {
    const auto end = line.find_last_not_of(" \t\r");
    return line.substr(0, end == std::string_view::npos ? 0 : end + 1);
}

// The front matter as YAML, and the number of lines that it takes together with the lines around
// it.
struct Extent {
    std::string yaml;
    int lines = 0;
    std::string_view language = "YAML";
    int first_line = 2;  // of the YAML
};

// The lines up to one of the two ends. `at` is where they begin.
struct Lines {
    std::string_view text;
    int count = 0;  // with the line that ends them
};

std::optional<Lines> lines_up_to(std::string_view text, std::size_t at, std::string_view end,
                                 std::string_view other_end) {
    const std::size_t begin = at;
    for (int count = 1; at < text.size(); ++count) {
        const std::size_t end_of_line = std::min(text.find('\n', at), text.size());
        const auto line = without_trailing_space(text.substr(at, end_of_line - at));
        if (line == end || line == other_end) return Lines{text.substr(begin, at - begin), count};
        at = end_of_line + 1;
    }
    return std::nullopt;
}

// How many more brackets a line opens than it closes, outside quotation marks.
int open_brackets(std::string_view line) {
    int open = 0;
    char quote = 0;
    for (const char c : line) {
        if (quote != 0) {
            if (c == quote) quote = 0;
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else if (c == '#') {
            break;
        } else if (c == '[') {
            ++open;
        } else if (c == ']') {
            --open;
        }
    }
    return open;
}

// TOML as YAML, line by line: `[table]` and `key = value`. Their values are written alike.
std::string yaml_of_toml(std::string_view toml) {
    std::string yaml;
    std::string indent;
    int open = 0;  // brackets of a list over several lines
    for (std::size_t at = 0; at < toml.size();) {
        const std::size_t end = std::min(toml.find('\n', at), toml.size());
        const std::string_view line = trimmed(toml.substr(at, end - at));
        const std::size_t equals = line.find('=');
        if (open > 0) {
            yaml += indent + "  ";
            yaml += line;
        } else if (line.starts_with('[')) {
            const std::size_t name = std::min(line.find_first_not_of('['), line.size());
            yaml += fmt::format("\"{}\":", line.substr(name, line.find(']') - name));
            indent = "  ";
        } else if (equals != std::string_view::npos && !line.starts_with('#')) {
            yaml += fmt::format("{}{}: {}", indent, trimmed(line.substr(0, equals)),
                                trimmed(line.substr(equals + 1)));
        }
        if (open > 0 || equals != std::string_view::npos) open += open_brackets(line);
        yaml += '\n';
        at = end + 1;
    }
    return yaml;
}

// JSON is YAML. `;;;` may leave out the braces around it.
std::string with_braces(std::string_view json) {
    if (trimmed(json).starts_with('{')) return std::string(json);
    return fmt::format("{{{}}}\n", json);
}

std::optional<Extent> find_extent(std::string_view text) {
    const std::size_t first_end = text.find('\n');
    if (first_end == std::string_view::npos) return std::nullopt;
    const std::string_view first = without_trailing_space(text.substr(0, first_end));
    const auto up_to = [&](std::string_view end, std::string_view other_end) {
        return lines_up_to(text, first_end + 1, end, other_end);
    };
    if (first == "---") {
        const auto lines = up_to("---", "...");
        if (lines) return Extent{std::string(lines->text), lines->count + 1, "YAML", 2};
    } else if (first == "+++") {
        const auto lines = up_to("+++", "+++");
        if (lines) return Extent{yaml_of_toml(lines->text), lines->count + 1, "TOML", 2};
    } else if (first == ";;;") {
        const auto lines = up_to(";;;", ";;;");
        if (lines) return Extent{with_braces(lines->text), lines->count + 1, "JSON", 2};
    } else if (first == "{") {
        const auto lines = up_to("}", "}");
        if (lines)
            return Extent{fmt::format("{{\n{}}}\n", lines->text), lines->count + 1, "JSON", 1};
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

void add_synonyms(std::vector<std::string>& groups, const YAML::Node& value) {
    if (!value.IsSequence()) return add_trimmed(groups, scalar(value));
    for (const YAML::Node& group : value) add_trimmed(groups, scalar(group));
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
        add_synonyms(result.synonyms, value);
    } else if (key == "questions") {
        result.questions = truth(value);
    }
}

// The same, or an entry of Zola's or Hugo's tables of tags: `taxonomies: tags:`,
// `taxonomies.tags:`.
void read_entry_or_table(FrontMatter& result, const std::string& key, const YAML::Node& value) {
    constexpr std::string_view dotted = "taxonomies.";
    if (key.starts_with(dotted)) return read_entry(result, key.substr(dotted.size()), value);
    if (!value.IsMap() || (key != "taxonomies" && key != "extra")) {
        return read_entry(result, key, value);
    }
    for (const auto& entry : value) {
        const std::string name = lower(scalar(entry.first));
        if (name == "tags" || name == "categories") read_entry(result, name, entry.second);
    }
}

// Leaves out the groups of synonyms that are too large.
void limit_synonyms(std::vector<std::string>& groups, const std::string& path,
                    std::vector<Problem>& problems) {
    const auto is_large = [](const std::string& group) {
        return std::ranges::count(group, ',') >= most_synonyms;
    };
    if (std::erase_if(groups, is_large) == 0) return;
    problems.push_back({path,
                        {1, 1},
                        ProblemKind::front_matter,
                        "",
                        fmt::format("a group of more than {} synonyms is not read", most_synonyms),
                        ""});
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
YAML::Node load(const Extent& extent, const std::string& path, std::vector<Problem>& problems) {
    constexpr int most_errors = 8;
    std::string yaml = extent.yaml;
    for (int errors = 1;; ++errors) {
        try {
            return YAML::Load(yaml);
        } catch (const YAML::Exception& error) {
            const bool goes_on = errors < most_errors && clear_line(yaml, error.mark.line);
            problems.push_back(
                {path,
                 {error.mark.line + extent.first_line, error.mark.column + 1},
                 ProblemKind::front_matter,
                 "",
                 fmt::format("front matter is not {}: {}; {} not read", extent.language, error.msg,
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
    const YAML::Node root = load(*extent, path, found);
    // Text between two thematic breaks is not front matter. An empty one is.
    if (!root.IsMap() && !root.IsNull()) return {};
    problems.insert(problems.end(), found.begin(), found.end());
    if (root.IsMap()) {
        for (const auto& entry : root) {
            read_entry_or_table(result, lower(scalar(entry.first)), entry.second);
        }
    }
    limit_synonyms(result.synonyms, path, problems);
    result.tags = tidy_tags(result.tags);
    return result;
}

std::vector<std::string> tidy_tags(const std::vector<std::string>& tags) {
    std::vector<std::string> result;
    std::unordered_set<std::string_view> known = {""};
    const auto add = [&](std::string_view tag) {
        if (known.insert(tag).second) result.emplace_back(tag);
    };
    constexpr std::size_t deepest = 16;
    for (const std::string_view written : tags) {
        std::string_view tag = written;
        if (tag.starts_with('#')) tag.remove_prefix(1);
        add(tag);
        for (std::size_t i = 0; i < deepest && tag.find('/') != std::string_view::npos; ++i) {
            tag = tag.substr(0, tag.rfind('/'));
            add(tag);
        }
    }
    return result;
}

}  // namespace crib
