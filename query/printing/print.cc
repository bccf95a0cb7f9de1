#include "query/printing/print.h"

#include <array>
#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "indexer/index/kind.h"
#include "indexer/text/screen.h"
#include "indexer/text/unicode.h"
#include "query/printing/print_text.h"

namespace crib {
namespace {

using Json = nlohmann::ordered_json;

// Writes the names in a line and the line's end. With `null`, names are raw and lines end in NUL.
// Other texts are made safe in both cases.
class LineWriter {
  public:
    explicit LineWriter(bool null) : null_(null) {}

    std::string name(std::string_view text) const {
        return null_ ? std::string(text) : exact_line(text);
    }
    char end() const { return null_ ? '\0' : '\n'; }

  private:
    bool null_;
};

std::string grep_line(const Answer& answer, const AnswerLink& link, const LineWriter& writer) {
    const Spot spot = spot_of(answer, link);
    return fmt::format("{}:{}:{}:{}", writer.name(spot.path), spot.line, spot.column,
                       one_line(label_of(answer, link)));
}

std::string tsv_line(const Answer& answer, const AnswerLink& link, const LineWriter& writer) {
    const Spot spot = spot_of(answer, link);
    const bool question = answer.kind == Kind::question;
    return fmt::format("{}\t{}\t{}\t{}\t{}\t{}\t{}\t{:.3f}", writer.name(spot.path), spot.line,
                       spot.column, one_line(link.anchor), question ? one_line(answer.title) : "",
                       one_line(link.title), one_line(answer.group), answer.score);
}

std::string link_line(const Answer& answer, const AnswerLink& link, const LineWriter& writer) {
    return writer.name(link.has_place() ? link.link : answer.link);
}

std::string url_line(const Answer& answer, const AnswerLink& link, const LineWriter& writer) {
    return writer.name(link.is_broken() ? answer.url : link.url);
}

Json or_null(const std::string& text) { return text.empty() ? Json() : Json(text); }

constexpr std::string_view base64_digits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

std::string base64(std::string_view bytes) {
    std::string text;
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
        unsigned group = 0;
        for (std::size_t i = 0; i < 3; ++i) {
            group = group << 8 |
                    (at + i < bytes.size() ? static_cast<unsigned char>(bytes[at + i]) : 0U);
        }
        for (std::size_t i = 0; i < 4; ++i) {
            const bool digit = at + i <= bytes.size();
            text += digit ? base64_digits[group >> (18 - 6 * i) & 63] : '=';
        }
    }
    return text;
}

// Adds a path, and also its bytes in base64 if it is not UTF-8.
void add_path(Json& json, const std::string& path) {
    json["path"] = or_null(path);
    if (!is_valid_utf8(path)) json["path_base64"] = base64(path);
}

Json to_json(const AnswerLink& link) {
    const bool placed = !link.path.empty();
    Json json;
    json["title"] = link.title;
    add_path(json, link.path);
    json["line"] = placed ? Json(link.line) : Json();
    json["column"] = placed ? Json(link.column) : Json();
    json["end_line"] = placed ? Json(link.end_line) : Json();
    json["anchor"] = or_null(link.anchor);
    json["breadcrumb"] = link.breadcrumb;
    json["link"] = or_null(link.link);
    json["url"] = or_null(link.url);
    json["broken"] = link.is_broken();
    return json;
}

std::string json_line(const Answer& answer) {
    Json json;
    json["v"] = 1;
    json["rank"] = answer.rank;
    json["score"] = std::round(answer.score * 1000) / 1000;
    json["kind"] = name_of(answer.kind);
    json["title"] = answer.title;
    json["group"] = or_null(answer.group);
    add_path(json, answer.path);
    json["line"] = answer.place.line;
    json["stale"] = answer.stale;
    json["snippet"] = answer.snippet;
    json["links"] = Json::array();
    for (const AnswerLink& link : answer.links) json["links"].push_back(to_json(link));
    return crib::json_line(json.dump(-1, ' ', false, Json::error_handler_t::replace));
}

using Line = std::string(const Answer&, const AnswerLink&, const LineWriter&);

// Prints a line for each link of each answer, but no empty lines.
template <Line line>
std::string print_links(const std::vector<Answer>& answers, const PrintOptions& options,
                        const Matcher& /*matches*/) {
    const LineWriter writer(options.null);
    std::string result;
    for (const Answer& answer : answers) {
        for (const AnswerLink& link : answer.links) {
            const std::string text = line(answer, link, writer);
            if (!text.empty()) result += text + writer.end();
        }
    }
    return result;
}

std::string print_json(const std::vector<Answer>& answers, const PrintOptions& options,
                       const Matcher& /*matches*/) {
    const LineWriter writer(options.null);
    std::string result;
    for (const Answer& answer : answers) result += json_line(answer) + writer.end();
    return result;
}

std::string print_for_people(const std::vector<Answer>& answers, const PrintOptions& options,
                             const Matcher& matches) {
    return print_text(answers, options.terminal, options.hyperlinks, matches);
}

std::string print_custom(const std::vector<Answer>& answers, const PrintOptions& options) {
    const LineWriter writer(options.null);
    std::string result;
    for (const Answer& answer : answers) {
        for (const AnswerLink& link : answer.links) {
            result += options.layout->line(answer, link, options.null) + writer.end();
        }
    }
    return result;
}

constexpr std::array formats = {
    NamedFormat{"text", Format::text, true, print_for_people},
    NamedFormat{"grep", Format::grep, false, print_links<grep_line>},
    NamedFormat{"tsv", Format::tsv, false, print_links<tsv_line>},
    NamedFormat{"json", Format::json, true, print_json},
    NamedFormat{"link", Format::link, false, print_links<link_line>},
    NamedFormat{"url", Format::url, false, print_links<url_line>},
};

static_assert([] {
    for (std::size_t i = 0; i < formats.size(); ++i) {
        if (formats.at(i).format != static_cast<Format>(i)) return false;
    }
    return formats.size() == static_cast<std::size_t>(Format::custom);
}());

const NamedFormat& row_of(Format format) { return formats.at(static_cast<std::size_t>(format)); }

}  // namespace

std::span<const NamedFormat> named_formats() { return formats; }

bool shows_snippets(const PrintOptions& options) {
    if (options.format == Format::custom) return options.layout && options.layout->has("snippet");
    return row_of(options.format).has_snippets;
}

std::string print(const std::vector<Answer>& answers, const PrintOptions& options,
                  const Matcher& matches) {
    if (options.format == Format::custom) return print_custom(answers, options);
    return row_of(options.format).print(answers, options, matches);
}

}  // namespace crib
