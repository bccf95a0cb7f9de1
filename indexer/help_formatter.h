#pragma once

#include <string>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

namespace crib {

// CLI11's help, its options written as manuals write them: `-d, --db PATH`. The usage stands in the
// description of the program.
class HelpFormatter : public CLI::Formatter {
  public:
    HelpFormatter() { column_width(28); }

    std::string make_usage(const CLI::App* /*app*/, std::string /*name*/) const override {
        return "";
    }

    std::string make_option_name(const CLI::Option* option, bool /*positional*/) const override {
        const std::string letter =
            option->get_snames().empty() ? "   " : fmt::format("-{},", option->get_snames()[0]);
        return fmt::format("{} --{}", letter, option->get_lnames()[0]);
    }

    std::string make_option_opts(const CLI::Option* option) const override {
        // Behind the name of the value CLI11 writes what is checked of it.
        const std::string type = option->get_type_name();
        const std::string value = type.substr(0, type.find(':'));
        return value.empty() || value.starts_with('[') ? value : " " + value;
    }
};

}  // namespace crib
