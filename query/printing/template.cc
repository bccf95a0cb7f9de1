#include "query/printing/template.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "indexer/index/kind.h"
#include "indexer/text/error.h"
#include "indexer/text/screen.h"

namespace crib {
namespace {

struct Field {
    std::string_view name;
    std::string (*screen)(std::string_view);
    std::string (*value)(const Answer&, const AnswerLink&);
};

// The fields of the link, then the fields of the answer. A value that a person may paste or open is
// printed exactly.
constexpr std::array fields = {
    Field{"path", exact_line,
          [](const Answer& answer, const AnswerLink& link) { return spot_of(answer, link).path; }},
    Field{"line", one_line,
          [](const Answer& answer, const AnswerLink& link) {
              return std::to_string(spot_of(answer, link).line);
          }},
    Field{"column", one_line,
          [](const Answer& answer, const AnswerLink& link) {
              return std::to_string(spot_of(answer, link).column);
          }},
    Field{"end_line", one_line,
          [](const Answer& answer, const AnswerLink& link) {
              return std::to_string(link.has_place() ? link.end_line : spot_of(answer, link).line);
          }},
    Field{"anchor", exact_line, [](const Answer&, const AnswerLink& link) { return link.anchor; }},
    Field{"breadcrumb", one_line,
          [](const Answer&, const AnswerLink& link) {
              return fmt::format("{}", fmt::join(link.breadcrumb, " › "));
          }},
    Field{"section", one_line, [](const Answer&, const AnswerLink& link) { return link.title; }},
    Field{"label", one_line, label_of},
    Field{"link", exact_line, [](const Answer&, const AnswerLink& link) { return link.link; }},
    Field{"url", exact_line, [](const Answer&, const AnswerLink& link) { return link.url; }},
    Field{"broken", one_line,
          [](const Answer&, const AnswerLink& link) {
              return std::string(link.is_broken() ? "true" : "false");
          }},
    Field{"rank", one_line,
          [](const Answer& answer, const AnswerLink&) { return std::to_string(answer.rank); }},
    Field{"score", one_line,
          [](const Answer& answer, const AnswerLink&) {
              return fmt::format("{:.3f}", answer.score);
          }},
    Field{
        "kind", one_line,
        [](const Answer& answer, const AnswerLink&) { return std::string(name_of(answer.kind)); }},
    Field{"title", one_line, [](const Answer& answer, const AnswerLink&) { return answer.title; }},
    Field{"group", one_line, [](const Answer& answer, const AnswerLink&) { return answer.group; }},
    Field{"question_path", exact_line,
          [](const Answer& answer, const AnswerLink&) { return answer.path; }},
    Field{
        "question_line", one_line,
        [](const Answer& answer, const AnswerLink&) { return std::to_string(answer.place.line); }},
    Field{"snippet", one_line,
          [](const Answer& answer, const AnswerLink&) { return answer.snippet; }},
    Field{"stale", one_line,
          [](const Answer& answer, const AnswerLink&) {
              return std::string(answer.stale ? "true" : "false");
          }},
};

const Field* find_field(std::string_view name) {
    const auto* const field = std::ranges::find(fields, name, &Field::name);
    return field == fields.end() ? nullptr : field;
}

std::string unescaped(std::string_view text) {
    std::string result;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char next = at + 1 < text.size() ? text[at + 1] : '\0';
        if (text[at] != '\\' || (next != 't' && next != 'n' && next != '\\')) {
            result += text[at];
            continue;
        }
        result += next == 't' ? '\t' : next == 'n' ? '\n' : '\\';
        ++at;
    }
    return result;
}

}  // namespace

Template::Template(std::string_view text) : parts_(split_braces(text)) {
    for (TemplatePart& part : parts_) {
        if (!part.is_name) {
            part.text = unescaped(part.text);
        } else if (find_field(part.text) == nullptr) {
            std::string known;
            for (const Field& field : fields) {
                if (!known.empty()) known += ", ";
                known += field.name;
            }
            throw Error(fmt::format("{{{}}}: no such field; the fields are {}", part.text, known));
        }
    }
}

bool Template::has(std::string_view field) const {
    return std::ranges::any_of(
        parts_, [&](const TemplatePart& part) { return part.is_name && part.text == field; });
}

std::string Template::line(const Answer& answer, const AnswerLink& link, bool raw) const {
    std::string result;
    for (const TemplatePart& part : parts_) {
        if (!part.is_name) {
            result += part.text;
            continue;
        }
        const Field* field = find_field(part.text);
        const std::string value = field->value(answer, link);
        result += raw ? value : field->screen(value);
    }
    return result;
}

}  // namespace crib
