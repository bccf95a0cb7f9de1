#include "indexer/update/report.h"

#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "indexer/note/note_format.h"
#include "indexer/program/color.h"
#include "indexer/text/screen.h"

namespace crib {
namespace {

using Json = nlohmann::ordered_json;

std::string dump(const Json& json) {
    return json_line(json.dump(-1, ' ', false, Json::error_handler_t::replace));
}

// "1 note", "2 notes"
std::string amount(std::size_t count, std::string_view noun) {
    return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

std::string message_of(const Problem& problem) {
    const std::string nearest =
        problem.nearest.empty() ? "" : fmt::format(" (nearest: {})", one_line(problem.nearest));
    return one_line(problem.message) + nearest;
}

}  // namespace

void count(RunReport& report, const NoteState& note) {
    ++report.notes;
    report.sections += note.section_count;
    report.questions += note.question_count;
    report.links += note.link_count;
    report.broken += note.broken_count;
}

std::string to_text(const RunReport& report) {
    const std::string text =
        fmt::format("{}, {}, {}, {}, {} broken, in {:.2f} s", amount(report.notes, "note"),
                    amount(report.sections, "section"), amount(report.questions, "question"),
                    amount(report.links, "link"), report.broken, report.seconds);
    return report.notes > 0 ? text : fmt::format("{}; notes end in {}", text, list_of_suffixes());
}

std::string to_json(const RunReport& report) {
    return dump({{"v", 1},
                 {"notes", report.notes},
                 {"sections", report.sections},
                 {"questions", report.questions},
                 {"links", report.links},
                 {"broken", report.broken},
                 {"read", report.read},
                 {"removed", report.removed},
                 {"seconds", std::round(report.seconds * 1000) / 1000}});
}

std::string to_text(const Problem& problem, const std::string& root, bool color) {
    const std::string place = fmt::format("{}:{}:{}:", exact_line(root + problem.path),
                                          problem.place.line, problem.place.column);
    return color ? fmt::format("{} {} {}", in_style(place, style::bold),
                               in_style("warning:", style::warning), message_of(problem))
                 : fmt::format("{} warning: {}", place, message_of(problem));
}

std::string to_json(const Problem& problem) {
    const auto or_null = [](const std::string& text) { return text.empty() ? Json() : Json(text); };
    return dump({{"v", 1},
                 {"path", problem.path},
                 {"line", problem.place.line},
                 {"column", problem.place.column},
                 {"kind", name_of(problem.kind)},
                 {"destination", or_null(problem.destination)},
                 {"message", problem.message},
                 {"nearest", or_null(problem.nearest)}});
}

std::string to_annotation(const Problem& problem, const std::string& root) {
    // Neither text has control characters any more. This escapes what would end a property.
    const auto escaped = [](std::string_view text, std::string_view characters) {
        std::string result;
        for (const char c : text) {
            if (characters.find(c) == std::string_view::npos) {
                result += c;
            } else {
                result += fmt::format("%{:02X}", static_cast<unsigned char>(c));
            }
        }
        return result;
    };
    return fmt::format("::warning file={},line={},col={}::{}",
                       escaped(exact_line(root + problem.path), "%:,"), problem.place.line,
                       problem.place.column, escaped(message_of(problem), "%"));
}

}  // namespace crib
