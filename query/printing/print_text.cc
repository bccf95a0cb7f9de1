#include "query/printing/print_text.h"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>

#include "indexer/index/record.h"
#include "indexer/program/color.h"
#include "indexer/text/screen.h"
#include "indexer/text/unicode.h"
#include "query/printing/styled.h"

namespace crib {
namespace {

constexpr int widest_text = 100;    // wider text is hard to read
constexpr int narrowest_text = 20;  // a narrower terminal counts as this wide
constexpr int narrowest_trail = 24;

constexpr std::string_view arrow = " › ";

// The name of a file without its folders and its suffix.
std::string_view stem(std::string_view path) {
    path.remove_prefix(path.rfind('/') + 1);
    return path.substr(0, path.rfind('.'));
}

// The headings above a link's section, then the section's own heading if it differs from the
// answer's title. Leaves out the title of a note that has the name of its file, because the path
// shows that name.
std::vector<std::string> way(const Answer& answer, const AnswerLink& link) {
    std::vector<std::string> headings;
    for (const std::string& heading : link.breadcrumb) {
        if (!headings.empty() || heading != stem(link.path)) headings.push_back(one_line(heading));
    }
    if (link.title != answer.title) headings.push_back(one_line(link.title));
    return headings;
}

// Headings in at most `width` columns. Leaves out the first ones if there is no room for all.
std::string trail(const std::vector<std::string>& headings, int width) {
    const std::string gap = fmt::format("…{}", arrow);
    std::string result = headings.back();
    for (std::size_t i = headings.size() - 1; i-- > 0;) {
        const std::string longer = headings[i] + std::string(arrow) + result;
        if (columns(i == 0 ? longer : gap + longer) > width) {
            return columns(gap + result) > width ? clipped(result, width) : gap + result;
        }
        result = longer;
    }
    return clipped(result, width);
}

class TextPrinter {
  public:
    TextPrinter(const Terminal& terminal, const Hyperlinks& hyperlinks, const Matcher& matches,
                std::size_t count)
        : terminal_(terminal),
          hyperlinks_(hyperlinks),
          matches_(matches),
          indent_(columns(std::to_string(count)) + 2),
          room_(std::max(std::min(terminal.width, widest_text) - indent_, narrowest_text)) {}

    std::string print(const Answer& answer) const {
        const std::string number = fmt::format("{:>{}}  ", answer.rank, indent_ - 2);
        std::string result = dressed(number, style::dim) + title(answer);
        const int width = width_of_places(answer);
        for (const AnswerLink& link : answer.links) {
            result += spaces(indent_) + line(answer, link, width) + "\n";
        }
        if (answer.snippet.empty()) return result;
        for (const std::string& text : lines(highlighted(answer.snippet, style::dim))) {
            result += spaces(indent_) + text + "\n";
        }
        return result;
    }

  private:
    // The group stands at the right end of the title's last line, or in a line of its own.
    std::string title(const Answer& answer) const {
        const StyledText text = highlighted(answer.title, style::bold);
        std::string result;
        for (const std::string& line : lines(text)) {
            if (!result.empty()) result.append("\n").append(spaces(indent_));
            result += line;
        }
        const std::string group = clipped(one_line(answer.group), room_);
        if (group.empty() || answer.group == answer.title) return result + "\n";
        const int used = columns(broken_lines(text.text, room_).back());
        int gap = room_ - used - columns(group);
        if (gap < 2) {
            result += "\n";
            gap = indent_ + room_ - columns(group);
        }
        return result + spaces(gap) + dressed(group, style::dim) + "\n";
    }

    std::string line(const Answer& answer, const AnswerLink& link, int width) const {
        if (link.state == RecordLink::State::web) {
            return dressed(clipped(one_line(link.url), full_room()), style::place);
        }
        const Spot spot = spot_of(answer, link);
        const std::string where = place_of(answer, link);
        std::string result =
            dressed(where, style::place, hyperlinks_.address(spot.path, spot.line, spot.column));
        const std::string gap = spaces(std::max(width - columns(where), 0) + 2);
        const int left = full_room() - std::max(width, columns(where)) - 2;
        if (link.is_broken()) {
            const std::string what = fmt::format("broken link: {}", one_line(link.link));
            return result += gap + clipped(what, std::max(left, narrowest_trail));
        }
        const std::vector<std::string> headings = way(answer, link);
        if (headings.empty()) return result;
        if (left >= std::min(columns(headings.back()), narrowest_trail)) {
            return result += gap + dressed(trail(headings, left), style::dim);
        }
        return result.append("\n")
            .append(spaces(indent_ + 2))
            .append(dressed(trail(headings, full_room() - 2), style::dim));
    }

    static std::string place_of(const Answer& answer, const AnswerLink& link) {
        const Spot spot = spot_of(answer, link);
        return fmt::format("{}:{}", exact_line(spot.path), spot.line);
    }

    // Trails are aligned in a column, unless there is too little room for that.
    int width_of_places(const Answer& answer) const {
        int widest = 0;
        for (const AnswerLink& link : answer.links) {
            if (link.state == RecordLink::State::web) continue;
            widest = std::max(widest, columns(place_of(answer, link)));
        }
        return widest <= full_room() / 2 ? widest : 0;
    }

    // Places and trails may be wider than text.
    int full_room() const { return std::max(terminal_.width - indent_, narrowest_text); }

    std::vector<std::string> lines(const StyledText& text) const {
        return styled_lines(text, room_, terminal_.color);
    }

    std::string dressed(std::string_view text, std::string_view style,
                        std::string_view address = "") const {
        StyledText result;
        result.append(text, style, address);
        return styled(result, terminal_.color);
    }

    // A text in one style, and its matches in the style of matches.
    StyledText highlighted(std::string_view text, std::string_view style) const {
        const std::string screened = one_line(text);
        const std::string_view all = screened;
        StyledText result;
        std::size_t at = 0;
        for (const Span& span : matches_(screened)) {
            result.append(all.substr(at, span.begin - at), style);
            result.append(all.substr(span.begin, span.end - span.begin), style::match);
            at = span.end;
        }
        result.append(all.substr(at), style);
        return result;
    }

    const Terminal& terminal_;
    const Hyperlinks& hyperlinks_;
    const Matcher& matches_;
    int indent_;
    int room_;
};

}  // namespace

std::string print_text(const std::vector<Answer>& answers, const Terminal& terminal,
                       const Hyperlinks& hyperlinks, const Matcher& matches) {
    const TextPrinter printer(terminal, hyperlinks, matches, answers.size());
    std::string result;
    for (const Answer& answer : answers) {
        if (!result.empty()) result += '\n';
        result += printer.print(answer);
    }
    return result;
}

}  // namespace crib
