#include "indexer/program/color.h"

#include <cstdlib>

#include <fmt/format.h>

namespace crib {

std::string in_style(std::string_view text, std::string_view style) {
    return fmt::format("\033[{}m{}\033[0m", style, text);
}

std::optional<std::string> environment(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr || *value == '\0' ? std::nullopt : std::optional<std::string>(value);
}

bool wants_color(const std::string& when, bool terminal, const Environment& environment) {
    if (when != "auto") return when == "always";
    if (environment("NO_COLOR")) return false;
    if (environment("CLICOLOR_FORCE").value_or("0") != "0") return true;
    if (environment("CLICOLOR") == "0" || environment("TERM") == "dumb") return false;
    return terminal;
}

}  // namespace crib
