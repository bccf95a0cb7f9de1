#include "query/printing/hyperlink.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "indexer/text/error.h"
#include "indexer/text/percent.h"

namespace crib {
namespace {

struct Alias {
    std::string_view name;
    std::string_view format;
};

// Source: ripgrep 15, crates/printer/src/hyperlink/aliases.rs
constexpr std::array aliases = {
    Alias{"default", "file://{host}{path}"},
    Alias{"none", ""},
    Alias{"cursor", "cursor://file{path}:{line}:{column}"},
    Alias{"file", "file://{host}{path}"},
    Alias{"grep+", "grep+://{path}:{line}"},
    Alias{"kitty", "file://{host}{path}#{line}"},
    Alias{"macvim", "mvim://open?url=file://{path}&line={line}&column={column}"},
    Alias{"textmate", "txmt://open?url=file://{path}&line={line}&column={column}"},
    Alias{"vscode", "vscode://file{path}:{line}:{column}"},
    Alias{"vscode-insiders", "vscode-insiders://file{path}:{line}:{column}"},
    Alias{"vscodium", "vscodium://file{path}:{line}:{column}"},
};

constexpr std::array<std::string_view, 5> variables = {"path", "line", "column", "host",
                                                       "wslprefix"};

bool has(const std::vector<TemplatePart>& parts, std::string_view name) {
    return std::ranges::any_of(
        parts, [&](const TemplatePart& part) { return part.is_name && part.text == name; });
}

std::string known_aliases() {
    std::string names;
    for (const Alias& alias : aliases) {
        if (!names.empty()) names += ", ";
        names += alias.name;
    }
    return names;
}

bool begins_with_scheme(const std::vector<TemplatePart>& parts) {
    if (parts.front().is_name) return false;
    const std::string_view text = parts.front().text;
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos || colon == 0) return false;
    const std::string_view scheme = text.substr(0, colon);
    return percent_encoded(scheme, "+-.") == scheme;
}

// Throws Error where a format breaks ripgrep's rules.
void check(std::string_view format, const std::vector<TemplatePart>& parts) {
    for (const TemplatePart& part : parts) {
        if (part.is_name && std::ranges::find(variables, part.text) == variables.end()) {
            throw Error(fmt::format("{{{}}}: no such variable; the variables are {}", part.text,
                                    fmt::join(variables, ", ")));
        }
    }
    if (!has(parts, "path")) {
        throw Error(
            fmt::format("{}: has no {{path}} and is not one of {}", format, known_aliases()));
    }
    if (has(parts, "column") && !has(parts, "line")) {
        throw Error(fmt::format("{}: {{column}} needs {{line}} beside it", format));
    }
    if (!begins_with_scheme(parts)) {
        throw Error(fmt::format("{}: does not begin with a scheme such as file:", format));
    }
}

}  // namespace

Hyperlinks::Hyperlinks(std::string_view format, HyperlinkHost host) : host_(std::move(host)) {
    const auto* const alias = std::ranges::find(aliases, format, &Alias::name);
    if (alias != aliases.end()) format = alias->format;
    parts_ = split_braces(format);
    if (!parts_.empty()) check(format, parts_);
}

std::string Hyperlinks::address(const std::string& path, int line, int column) const {
    std::string result;
    for (const TemplatePart& part : parts_) {
        if (!part.is_name) {
            result += part.text;
        } else if (part.text == "path") {
            const bool absolute = path.starts_with('/');
            result += percent_encoded(absolute ? path : host_.folder + "/" + path, "/:-._~");
        } else if (part.text == "line") {
            result += std::to_string(line);
        } else if (part.text == "column") {
            result += std::to_string(column);
        } else if (part.text == "host") {
            result += percent_encoded(host_.name, "-.");
        } else if (!host_.wsl_distro.empty()) {
            result += "wsl$/" + percent_encoded(host_.wsl_distro, "-._~");
        }
    }
    return result;
}

std::string hyperlink(std::string_view text, std::string_view address) {
    if (address.empty() || text.empty()) return std::string(text);
    // The other characters that RFC 3986 allows in an address.
    const std::string safe = percent_encoded(address, "%-._~:/?#[]@!$&'()*+,;=");
    return fmt::format("\033]8;;{}\033\\{}\033]8;;\033\\", safe, text);
}

}  // namespace crib
