#include "indexer/program/command_line.h"

#include <algorithm>
#include <charconv>
#include <memory>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace crib {
namespace {

// Prints help as manuals do: `-d, --db PATH`. CLI11's own layout differs between its versions; this
// one does not.
class HelpFormatter : public CLI::FormatterBase {
  public:
    std::string make_help(const CLI::App* app, std::string /*name*/,
                          CLI::AppFormatMode /*mode*/) const override {
        std::string help = app->get_description() + "\n\nOptions:\n";
        for (const CLI::Option* option : app->get_options()) help += entry(*option);
        return help + app->get_footer() + "\n";
    }

  private:
    static constexpr std::size_t first_column = 28;

    static std::string name_of(const CLI::Option& option) {
        const std::string letter =
            option.get_snames().empty() ? "   " : fmt::format("-{},", option.get_snames().front());
        const std::string value = option.get_type_name();
        const bool separate = !value.empty() && !value.starts_with('[');
        return fmt::format("  {} --{}{}{}", letter, option.get_lnames().front(),
                           separate ? " " : "", value);
    }

    // The option's name, then the lines of its description, all in the second column.
    static std::string entry(const CLI::Option& option) {
        std::string entry = name_of(option);
        entry += entry.size() < first_column ? std::string(first_column - entry.size(), ' ')
                                             : "\n" + std::string(first_column, ' ');
        for (const char c : option.get_description()) {
            entry += c;
            if (c == '\n') entry.append(first_column, ' ');
        }
        return entry + "\n";
    }
};

std::string complaint(const CLI::ParseError& error) {
    std::string text = error.what();
    if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr) {
        return fmt::format("{}: needs a value", text.substr(0, text.find(':')));
    }
    return text;
}

}  // namespace

void add_help(CLI::App& app, std::string_view program) {
    app.formatter(std::make_shared<HelpFormatter>());
    app.set_version_flag("-V,--version", fmt::format("{} {}", program, CRIB_VERSION),
                         "Print the version");
    // Removes the help option that CLI11 put before all others.
    app.set_help_flag();
    app.set_help_flag("-h,--help", "Print this help");
}

CLI::Option* repeatable(CLI::Option* option) {
    return option->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
        ->allow_extra_args(false);
}

void let_last_count(CLI::App& app) {
    for (CLI::Option* option : app.get_options()) {
        if (option->get_multi_option_policy() == CLI::MultiOptionPolicy::Throw) {
            option->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
        }
    }
}

Check one_of(const std::vector<std::string>& values) {
    return [values](const std::string& value) {
        for (const std::string& known : values) {
            if (value == known) return std::string();
        }
        return fmt::format("{}: not one of {}", value, fmt::join(values, ", "));
    };
}

std::string path_of_database(const std::string& value) {
    return value.empty() ? "the path is empty; name a database, or leave --db out" : "";
}

std::vector<std::string> words_to_parse(const CLI::App& app, std::vector<std::string> words) {
    for (std::size_t at = 0; at < words.size() && words[at] != "--"; ++at) {
        if (!words[at].starts_with("--") || !words[at].ends_with('=')) continue;
        const std::string name = words[at].substr(0, words[at].size() - 1);
        const CLI::Option* option = app.get_option_no_throw(name);
        if (option == nullptr || option->get_items_expected_max() == 0) continue;
        words[at] = name;
        words.insert(words.begin() + static_cast<std::ptrdiff_t>(++at), "");
    }
    std::ranges::reverse(words);
    return words;
}

Check whole_number(std::size_t least, std::size_t most) {
    return [least, most](const std::string& value) {
        std::size_t number = 0;
        const char* end = value.data() + value.size();
        const auto [stop, error] = std::from_chars(value.data(), end, number);
        if (stop == end && error == std::errc() && number >= least && number <= most) {
            return std::string();
        }
        return most == std::numeric_limits<std::size_t>::max()
                   ? fmt::format("{}: not a whole number", value)
                   : fmt::format("{}: not a number from {} to {}", value, least, most);
    };
}

Usage usage_of(const CLI::App& app, const CLI::ParseError& stop, std::string_view program) {
    if (dynamic_cast<const CLI::CallForHelp*>(&stop) != nullptr) return {app.help(), false};
    if (dynamic_cast<const CLI::CallForVersion*>(&stop) != nullptr) {
        return {fmt::format("{}\n", stop.what()), false};
    }
    return {fmt::format("{}; see {} --help", complaint(stop), program), true};
}

}  // namespace crib
