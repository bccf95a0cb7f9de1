#include "query/print.h"

#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "indexer/screen.h"
#include "indexer/unicode.h"

namespace crib {
namespace {

using Json = nlohmann::ordered_json;

// Fields of a line, made safe, and the line's end.
class LineWriter {
  public:
    explicit LineWriter(bool null) : null_(null) {}

    std::string name(std::string_view text) const {
        return null_ ? std::string(text) : exact_line(text);
    }
    std::string field(std::string_view text) const {
        return null_ ? std::string(text) : one_line(text);
    }
    char end() const { return null_ ? '\0' : '\n'; }

  private:
    bool null_;
};

// Where a link opens: at its section, else at the question itself.
struct Spot {
    std::string path;
    int line = 0;
    int column = 1;
};

Spot spot_of(const Answer& answer, const AnswerLink& link) {
    if (link.has_place()) return {link.path, link.line, link.column};
    return {answer.path, answer.place.line, answer.place.column};
}

std::string grep_line(const Answer& answer, const AnswerLink& link, const LineWriter& writer) {
    const Spot spot = spot_of(answer, link);
    std::string text = writer.field(answer.title);
    if (answer.kind == Kind::question) text += " › " + writer.field(link.title);
    return fmt::format("{}:{}:{}:{}", writer.name(spot.path), spot.line, spot.column, text);
}

std::string tsv_line(const Answer& answer, const AnswerLink& link, const LineWriter& writer) {
    const Spot spot = spot_of(answer, link);
    const bool question = answer.kind == Kind::question;
    return fmt::format("{}\t{}\t{}\t{}\t{}\t{}\t{}\t{:.3f}", writer.name(spot.path), spot.line,
                       spot.column, writer.field(link.anchor),
                       question ? writer.field(answer.title) : "", writer.field(link.title),
                       writer.field(answer.group), answer.score);
}

std::string link_line(const Answer& answer, const AnswerLink& link, const LineWriter& writer) {
    return writer.name(link.has_place() ? link.link : answer.link);
}

std::string url_line(const Answer&, const AnswerLink& link, const LineWriter& writer) {
    return writer.name(link.url);
}

std::string lines(const std::vector<Answer>& answers, const LineWriter& writer,
                  std::string (*line)(const Answer&, const AnswerLink&, const LineWriter&)) {
    std::string result;
    for (const Answer& answer : answers) {
        for (const AnswerLink& link : answer.links) {
            const std::string text = line(answer, link, writer);
            if (!text.empty()) result += text + writer.end();
        }
    }
    return result;
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

// A path, and beside it its bytes where it is not UTF-8.
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
    json["kind"] = answer.kind == Kind::question ? "question" : "section";
    json["title"] = answer.title;
    json["group"] = or_null(answer.group);
    add_path(json, answer.path);
    json["line"] = answer.place.line;
    json["stale"] = false;
    json["snippet"] = answer.snippet;
    json["links"] = Json::array();
    for (const AnswerLink& link : answer.links) json["links"].push_back(to_json(link));
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

// Lays answers out for people.
class TextPrinter {
  public:
    TextPrinter(const Terminal& terminal, const Matcher& matches)
        : terminal_(terminal), matches_(matches) {}

    std::string print(const std::vector<Answer>& answers) {
        std::string result;
        const int digits = columns(std::to_string(answers.size()));
        for (const Answer& answer : answers) {
            if (!result.empty()) result += '\n';
            result += print(answer, digits + 2);
        }
        return result;
    }

  private:
    static constexpr std::string_view bold = "1";
    static constexpr std::string_view dim = "2";
    static constexpr std::string_view match = "1;31";
    static constexpr std::string_view place = "35";

    std::string print(const Answer& answer, int indent) const {
        const int room = std::max(terminal_.width - indent, 20);
        const std::string margin(static_cast<std::size_t>(indent), ' ');
        const std::string number =
            fmt::format("{:>{}}  ", answer.rank, static_cast<std::size_t>(indent - 2));
        std::string result = styled(dim, number) + title(answer, room, indent) + "\n";
        for (const AnswerLink& link : answer.links) {
            result += margin + print(answer, link, room) + "\n";
        }
        if (!answer.snippet.empty()) {
            const std::string text = wrapped(one_line(answer.snippet), room, indent);
            result += margin + highlighted(text, dim) + "\n";
        }
        return result;
    }

    // The group stands behind the title, at the right margin where there is room.
    std::string title(const Answer& answer, int room, int indent) const {
        const std::string text = wrapped(one_line(answer.title), room, indent);
        std::string result = highlighted(text, bold);
        const std::string group = one_line(answer.group);
        const std::size_t break_at = text.rfind('\n');
        const int used = break_at == std::string::npos
                             ? columns(text)
                             : columns(text.substr(break_at + 1)) - indent;
        if (!group.empty() && used + 2 + columns(group) <= room) {
            result += "  " + styled(dim, group);
        }
        return result;
    }

    std::string print(const Answer& answer, const AnswerLink& link, int room) const {
        if (link.state == RecordLink::State::web) {
            return styled(place, clipped(one_line(link.url), room));
        }
        const Spot spot = spot_of(answer, link);
        const std::string where = fmt::format("{}:{}", exact_line(spot.path), spot.line);
        if (link.is_broken()) {
            return styled(place, where) +
                   clipped(fmt::format("  broken link: {}", one_line(link.link)),
                           std::max(room - columns(where), 0));
        }
        std::string trail;
        for (const std::string& heading : link.breadcrumb) trail += one_line(heading) + " › ";
        trail += one_line(link.title);
        const int left = room - columns(where) - 2;
        const std::string shown = left < 8 ? "" : "  " + clipped(trail, left);
        return styled(place, where) + styled(dim, shown);
    }

    std::string styled(std::string_view style, std::string_view text) const {
        if (!terminal_.color || text.empty()) return std::string(text);
        return fmt::format("\033[{}m{}\033[0m", style, text);
    }

    // A text in one style, its matches in theirs.
    std::string highlighted(std::string_view text, std::string_view style) const {
        if (!terminal_.color) return std::string(text);
        std::string result;
        std::size_t at = 0;
        for (const Span& span : matches_(text)) {
            result += styled(style, text.substr(at, span.begin - at));
            result += styled(match, text.substr(span.begin, span.end - span.begin));
            at = span.end;
        }
        return result + styled(style, text.substr(at));
    }

    const Terminal& terminal_;
    const Matcher& matches_;
};

}  // namespace

std::string print(const std::vector<Answer>& answers, const PrintOptions& options,
                  const Matcher& matches) {
    const LineWriter writer(options.null);
    switch (options.format) {
        case Format::grep:
            return lines(answers, writer, grep_line);
        case Format::tsv:
            return lines(answers, writer, tsv_line);
        case Format::link:
            return lines(answers, writer, link_line);
        case Format::url:
            return lines(answers, writer, url_line);
        case Format::json: {
            std::string result;
            for (const Answer& answer : answers) result += json_line(answer) + writer.end();
            return result;
        }
        case Format::text:
            break;
    }
    return TextPrinter(options.terminal, matches).print(answers);
}

}  // namespace crib
