#include "indexer/program/color.h"

namespace crib {

bool wants_color(const std::string& when, bool terminal, const Environment& environment) {
    if (when != "auto") return when == "always";
    if (environment("NO_COLOR")) return false;
    if (environment("CLICOLOR_FORCE").value_or("0") != "0") return true;
    if (environment("CLICOLOR") == "0" || environment("TERM") == "dumb") return false;
    return terminal;
}

}  // namespace crib
