#include "query/config.h"

#include <filesystem>
#include <fstream>
#include <string_view>

#include <fmt/format.h>

#include "indexer/text/error.h"

namespace crib {
namespace {

// The position of a line's comment, or the line's size if there is none. Nothing if a string has no
// end.
std::optional<std::size_t> find_comment(std::string_view line) {
    char quote = '\0';
    for (std::size_t at = 0; at < line.size(); ++at) {
        if (quote == '\0' && line[at] == '#') return at;
        if (quote == '"' && line[at] == '\\') {
            ++at;
        } else if (quote == '\0' && (line[at] == '"' || line[at] == '\'')) {
            quote = line[at];
        } else if (line[at] == quote) {
            quote = '\0';
        }
    }
    return quote == '\0' ? std::optional(line.size()) : std::nullopt;
}

}  // namespace

std::optional<std::string> read_config(const std::string& path) {
    std::error_code error;
    const std::filesystem::file_status status = std::filesystem::status(path, error);
    if (!std::filesystem::exists(status)) return std::nullopt;
    std::ifstream file(path);
    if (!std::filesystem::is_regular_file(status) || !file) {
        throw Error("cannot be read");
    }
    std::string text;
    std::string line;
    for (int number = 1; std::getline(file, line); ++number) {
        const auto comment = find_comment(line);
        if (!comment) throw Error(fmt::format("line {}: a string has no end", number));
        text.append(line, 0, *comment);
        text += '\n';
    }
    return text;
}

}  // namespace crib
