#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "query/printing/answer.h"
#include "query/printing/hyperlink.h"
#include "query/printing/template.h"
#include "query/printing/terminal.h"
#include "query/ranking/snippet.h"

namespace crib {

// `custom` has no name. A template prints its answers.
enum class Format { text, grep, tsv, json, link, url, custom };

struct PrintOptions {
    Format format = Format::grep;
    bool null = false;               // records end in NUL, and names are raw
    std::optional<Template> layout;  // of Format::custom
    Terminal terminal;               // of Format::text, as `hyperlinks` is
    Hyperlinks hyperlinks;
};

// A format that has a name.
struct NamedFormat {
    std::string_view name;
    Format format = Format::grep;
    bool has_snippets = false;
    std::string (*print)(const std::vector<Answer>& answers, const PrintOptions& options,
                         const Matcher& matches) = nullptr;
};

// All formats that have a name, in the order of Format.
std::span<const NamedFormat> named_formats();

// Whether the output has the snippets of answers.
bool shows_snippets(const PrintOptions& options);

// Answers -> all that crib prints. It is safe for a terminal in every format.
std::string print(const std::vector<Answer>& answers, const PrintOptions& options,
                  const Matcher& matches);

}  // namespace crib
