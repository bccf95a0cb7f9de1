#include <map>
#include <optional>
#include <string>

#include "indexer/program/color.h"
#include "tests/catch.h"

namespace {

using Variables = std::map<std::string, std::string>;

bool colored(const std::string& when, bool terminal, const Variables& variables = {}) {
    return crib::wants_color(when, terminal, [&](const char* name) -> std::optional<std::string> {
        const auto variable = variables.find(name);
        if (variable == variables.end()) return std::nullopt;
        return variable->second;
    });
}

}  // namespace

TEST_CASE("by default only a terminal gets colours") {
    CHECK(colored("auto", true));
    CHECK_FALSE(colored("auto", false));
}

TEST_CASE("an option wins over the environment, and NO_COLOR over what else is there") {
    CHECK(colored("always", false, {{"NO_COLOR", "1"}}));
    CHECK_FALSE(colored("never", true, {{"CLICOLOR_FORCE", "1"}}));
    CHECK_FALSE(colored("auto", true, {{"NO_COLOR", "1"}, {"CLICOLOR_FORCE", "1"}}));
}

TEST_CASE("the environment may force colour, or forbid it") {
    CHECK(colored("auto", false, {{"CLICOLOR_FORCE", "1"}}));
    CHECK_FALSE(colored("auto", false, {{"CLICOLOR_FORCE", "0"}}));
    CHECK_FALSE(colored("auto", true, {{"CLICOLOR", "0"}}));
    CHECK_FALSE(colored("auto", true, {{"TERM", "dumb"}}));
}
